"""The checklist of a plan: the roadmap with its dates, tasks of the activities and of one's own; and the roles."""

import datetime as dt
from dataclasses import replace

from django.utils import translation

from hub.core import roadmap
from hub.planner.checklist import stages
from hub.planner.plans.document import Day, OwnTask
from hub.planner.roles import KEYS, roles
from tests.planner.made_up import act, fact, facts, own, plan

SUNDAY = "2026-03-08"


def stage(plan, key, known=None):
    return next(each for each in stages(plan, known or {}) if each.key == key)


def test_stages_run_from_three_weeks_before_to_three_days_after():
    found = stages(plan(own("talk"), date=SUNDAY), {})
    assert [(each.key, each.title, each.due) for each in found] == [
        ("idea", "Two to three weeks before", dt.date(2026, 2, 15)),
        ("shape", "Two weeks before", dt.date(2026, 2, 22)),
        ("ready", "One week before", dt.date(2026, 3, 1)),
        ("eve", "The day before", dt.date(2026, 3, 7)),
        ("day", "The day itself", dt.date(2026, 3, 8)),
        ("after", "Afterwards", dt.date(2026, 3, 9)),
        ("later", "Up to three days after", dt.date(2026, 3, 11)),
    ]


def test_without_a_date_nothing_is_due():
    found = stages(plan(own("talk"), tasks=(OwnTask("mine22", "Ask Ana", -3),)), {})
    assert {each.due for each in found} | {task.due for each in found for task in each.tasks} == {None}


def test_what_comes_afterwards_waits_for_the_last_day():
    three = replace(plan(), days=(Day("b", date="2026-03-10"), Day("n"), Day("a", date=SUNDAY)))
    assert [(each.key, each.due.isoformat()) for each in stages(three, {})][3:] == [
        ("eve", "2026-03-07"),
        ("day", "2026-03-08"),
        ("after", "2026-03-11"),
        ("later", "2026-03-13"),
    ]


def test_template_is_the_roadmap_without_the_report_of_a_call():
    keys = [task.key for each in stages(plan(), {}) for task in each.tasks]
    ours = [f"road-{key}" for key in roadmap.KEYS if key != "report"]
    assert keys == [*ours, "road-feedback", "road-promised", "road-next"]
    words = [task.text + task.why for each in stages(plan(), {}) for task in each.tasks]
    assert [text for text in words if "report" in text or "Ask us" in text] == []


def test_what_is_done_keeps_the_initials():
    known = facts(fact("single", prep_minutes=20))
    done = {"road-purpose": "AB", "prep-single": "✓", "mine22": "CD", "no-such-task": "EF"}
    held = plan(act("single"), tasks=(OwnTask("mine22", "Ask Ana"),), done=done)
    found = {task.key: task.done for each in stages(held, known) for task in each.tasks if task.done}
    assert found == {"road-purpose": "AB", "prep-single": "✓", "mine22": "CD"}


def test_activities_are_prepared_the_day_before_each_once():
    known = facts(fact("single", prep_minutes=20), fact("second", prep_minutes=1), fact("simple", prep_minutes=0))
    held = plan(act("single"), act("single", key="again"), act("second"), act("simple"), date=SUNDAY)
    found = [(task.key, task.text, task.due) for task in stage(held, "eve", known).tasks if task.key[:5] == "prep-"]
    assert found == [
        ("prep-single", "Prepare \u2068Single\u2069 (20 minutes).", dt.date(2026, 3, 7)),
        ("prep-second", "Prepare \u2068Second\u2069 (1 minute).", dt.date(2026, 3, 7)),
    ]


def test_own_tasks_stand_in_the_stage_that_has_begun():
    days = {
        "a": -365,
        "b": -21,
        "c": -15,
        "d": -14,
        "e": -2,
        "f": -1,
        "g": 0,
        "h": 1,
        "i": 2,
        "j": 3,
        "k": 365,
        "l": None,
    }
    tasks = tuple(OwnTask(key, key, when, "AB") for key, when in reversed(days.items()))
    found = {each.key: [task.key for task in each.tasks if task.is_own] for each in stages(plan(tasks=tasks), {})}
    assert found == {
        "idea": ["a", "b", "c"],
        "shape": ["d"],
        "ready": ["e"],
        "eve": ["f"],
        "day": ["g"],
        "after": ["h", "i"],
        "later": ["j", "k"],
        "any": ["l"],
    }


def test_own_task_cannot_pose_as_one_of_the_template():
    held = plan(tasks=(OwnTask("purpose", "Mine", 0),), done={"purpose": "AB"})
    found = {task.key: task.done for each in stages(held, {}) for task in each.tasks if "purpose" in task.key}
    assert found == {"road-purpose": "", "purpose": "AB"}


def test_words_are_the_readers():
    with translation.override("th"):
        assert stages(plan(), {})[0].title == "สองถึงสามสัปดาห์ก่อน"


def test_roles_are_all_offered_with_who_took_them():
    found = roles(plan(roles={"care": "AB", "king": "CD"}))
    assert [each.key for each in found] == KEYS
    assert {each.key: each.who for each in found if each.who} == {"care": "AB"}
    assert all(each.label and each.help for each in found)
