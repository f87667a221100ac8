"""The parts of a plan's page that show what it makes one think of, what to bring, who does what and what to do when."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from hub.planner.plans import clock
from hub.planner.plans.document import OwnTask, Plan
from hub.planner.sheets import DaySheet, Row, Sheet
from hub.planner.thinking.weighing import CHECKS
from tests.planner.made_up import act, fact, facts, plan
from tests.planner.test_thinking import TABLE

PARTS = ("findings", "materials", "roles", "checklist")
HOSTILE = '"><script>alert(1)</script>'
CARD = "material", {"name": HOSTILE, "qty": 2, "per": "person", "optional": True, "substitute": HOSTILE}


def sheet(plan: Plan, known: dict, language: str = "en") -> Sheet:
    days = []
    for number, day in enumerate(plan.days, 1):
        timed = clock.timed(plan, day)
        rows = tuple(Row(item, timed.spans[item.key], known.get(item.uid), "", "", False) for item in day.items)
        days.append(DaySheet(day, timed, rows, number))
    return Sheet(plan, known, tuple(days), language)


def shown(part: str, plan: Plan, known: dict, *, may_edit: bool = True, language: str = "en") -> str:
    with translation.override(language):
        return render_to_string(
            f"planner/plan/{part}.html", {"sheet": sheet(plan, known, language), "may_edit": may_edit}
        )


@pytest.fixture
def full() -> tuple[Plan, dict]:
    known = facts(fact("single", emotional_depth=4, prep_minutes=5, materials=[CARD]))
    known["single"].page.title = HOSTILE
    tasks = OwnTask("mine22", HOSTILE, -3, HOSTILE), OwnTask("mine33", "Sew", None)
    said = {"roles": {"lead": HOSTILE}, "done": {"mine22": HOSTILE[:20]}, "aside": {"closing:single": HOSTILE}}
    return plan(act("single", 60), start="18:00", end="18:30", date="2026-03-08", people=4, tasks=tasks, **said), known


@pytest.mark.parametrize("kind", CHECKS)
def test_every_kind_has_its_drawing(kind):
    raises, known, *_others = TABLE[kind]
    html = shown("findings", raises, known)
    assert html.count("<svg") == len(sheet(raises, known).findings)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["en", "ar", "th"])
def test_what_people_wrote_stays_words(part, language, full):
    html = shown(part, *full, language=language)
    assert "<script" not in html
    assert HOSTILE not in html


@pytest.mark.parametrize("part", PARTS)
def test_who_may_only_read_has_nothing_to_press(part, full):
    html = shown(part, *full, may_edit=False)
    assert re.findall(r"<(button|input|textarea|select)", html) == []


def test_findings_have_the_controls_that_the_page_reads(full):
    html = shown("findings", *full)
    assert re.findall(r'name="do" value="([^"]+)"', html) == [
        "aside-support:single",
        "aside-opening:single",
        "act-minutes-single-30",
        "act-end-day-1900",
        "aside-over:day",
        "unaside-closing:single",
    ]
    assert re.findall(r'<input[^>]* name="([^"]+)"', html) == [
        "aside-support:single",
        "aside-opening:single",
        "aside-over:day",
    ]
    assert 'href="#role-care"' in html
    assert 'id="role-care"' in shown("roles", *full)


def test_reason_is_said_where_there_is_one(full):
    held, known = full
    assert "Because:" in shown("findings", held, known)
    assert "Because:" not in shown("findings", replace(held, aside={"closing:single": "✓"}), known)


def test_more_than_five_findings_are_folded(full):
    held, known = full
    many = replace(held, format="online", people=4, needs=("seated",), aside={})
    known["single"].page.do_not_run_if = "Never."
    known["single"].page.group_max = 3
    html = shown("findings", many, known)
    before, after = html.split('<details class="findings__more">')
    number = len(sheet(many, known).findings)
    assert (before.count('class="finding m-'), after.count('class="finding m-')) == (5, number - 5)
    assert f"{number - 5} more" in after
    assert "findings__more" not in shown("findings", held, {})


def test_checklist_has_the_controls_that_the_page_reads(full):
    html = shown("checklist", *full)
    names = re.findall(r'<(?:input|textarea)[^>]* name="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert [name for name in names if not name.startswith("done-road-")] == [
        "done-mine22",
        "task-mine22-text",
        "task-mine22-who",
        "task-mine22-days",
        "done-prep-single",
        "done-mine33",
        "task-mine33-text",
        "task-mine33-who",
        "task-mine33-days",
        "task-new-text",
        "task-new-who",
        "task-new-days",
    ]
    assert re.findall(r'name="do" value="([^"]+)"', html) == ["task_out-mine22", "task_out-mine33", "task_add"]


def test_a_day_of_zero_is_written_and_none_is_empty():
    html = shown("checklist", plan(tasks=(OwnTask("zero22", "Now", 0), OwnTask("never2", "Some day", None))), {})
    assert re.findall(r'name="task-(\w+)-days" value="(.*?)"', html) == [("zero22", "0"), ("never2", "")]


def test_materials_say_how_many_and_ask_for_people():
    given = facts(fact("single", materials=[CARD]))
    assert '<span class="material__n">8<' in shown("materials", plan(act("single"), people=4), given)
    assert "Say how many people come" in shown("materials", plan(act("single")), given)
    assert "need nothing to be brought" in shown("materials", plan(), {})


@pytest.mark.parametrize("part", PARTS)
def test_ids_are_there_once_and_labels_lead_to_them(part, full):
    html = shown(part, *full)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' for="([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html)) <= set(ids)
