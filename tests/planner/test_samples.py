"""From a sample agenda to a plan."""

import datetime as dt

import pytest
from django.utils import translation

from hub.planner import samples
from hub.planner.agendas import AgendaPage
from hub.planner.plans.clock import offsets
from hub.planner.plans.document import Kind, read, said
from tests.planner import makers

pytestmark = pytest.mark.django_db


def test_plan_has_the_lines_of_the_sample_in_their_order():
    uid = makers.breath().uid
    page = makers.agenda(
        format="online",
        languages_note="Slowly.",
        inspiration="Our neighbours.",
        source_url="https://example.org/",
        lines=[
            ("day", {"title": "First", "start": dt.time(18, 30), "days_after": 0}),
            ("activity", {"uid": uid, "minutes": 5, "objective": "We land.", "told": "Breathe."}),
            ("own", {"title": "In pairs", "minutes": 20, "group": 1, "practice": "Walk.", "note": "Slowly."}),
            ("own", {"title": "In threes", "minutes": 25, "group": 2}),
            ("day", {"title": "", "days_after": 7}),
            ("pause", {"minutes": 10, "title": "Tea", "told": "Drink."}),
            ("buffer", {"minutes": 15, "note": "For questions."}),
        ],
    )
    plan = samples.plan_of(page, "Africa/Nairobi")
    assert (plan.title, plan.purpose, plan.format, plan.languages, plan.zone, plan.people) == (
        "Demo agenda",
        "We meet and we rest.",
        "online",
        "",  # how languages are dealt with is no language
        "Africa/Nairobi",
        None,
    )
    assert [(day.title, day.date, day.start, day.end) for day in plan.days] == [
        ("First", "", "18:30", "19:00"),
        ("", "", "", ""),
    ]
    assert [
        [(item.kind, item.minutes, item.uid, item.title, item.note, item.told, item.group) for item in day.items]
        for day in plan.days
    ] == [
        [
            (Kind.ACTIVITY, 5, uid, "", "We land.", "Breathe.", 0),
            (Kind.OWN, 20, "", "In pairs", "Walk.\nSlowly.", "", 1),
            (Kind.OWN, 25, "", "In threes", "", "", 2),
        ],
        [(Kind.BREAK, 10, "", "Tea", "", "Drink.", 0), (Kind.BUFFER, 15, "", "", "For questions.", "", 0)],
    ]
    assert plan.credit == (
        "Begun from the sample agenda “Demo agenda” (/en/agendas/demo/).\nOur neighbours.\nhttps://example.org/"
    )
    assert {item.version for item in plan.items} == {0}
    assert read(said(plan)) == plan


def test_each_plan_has_keys_of_its_own():
    page = makers.agenda()
    keys = [
        key
        for plan in (samples.plan_of(page), samples.plan_of(page))
        for key in (plan.days[0].key, *(item.key for item in plan.items))
    ]
    assert len(keys) == len(set(keys)) == 6


def test_first_day_dates_every_meeting():
    lines = [("day", {"days_after": 0}), *makers.LINES, ("day", {"days_after": 21}), *makers.LINES]
    plan = samples.plan_of(makers.agenda(lines=lines), first=dt.date(2026, 12, 24))
    assert [day.date for day in plan.days] == ["2026-12-24", "2027-01-14"]


def test_meeting_that_goes_past_midnight_ends_the_next_day():
    lines = [("day", {"start": dt.time(23, 50)}), *makers.LINES]
    assert samples.plan_of(makers.agenda(lines=lines)).days[0].end == "00:05"


def test_agenda_without_lines_is_an_empty_plan():
    plan = samples.plan_of(AgendaPage(title="Nothing", key="nothing", url_path="/home/agendas/nothing/", locale=_en()))
    assert (len(plan.days), plan.items, plan.days[0].end) == (1, [], "")


def test_every_sample_of_the_starter_library_keeps_its_minutes_and_order(starter_library):
    pages = AgendaPage.objects.live().select_related("locale")
    by_language = {}
    for page in pages:
        with translation.override(page.language):
            plan = samples.plan_of(page)
        found = [
            (item.kind, item.minutes, item.uid, start, end)
            for day in plan.days
            for item, (start, end) in zip(day.items, offsets(day.items).values(), strict=True)
        ]
        by_language.setdefault(page.key, {})[page.language] = found
        lines = [block.value for block in page.items if block.block_type != "day"]
        assert [minutes for _kind, minutes, *_rest in found] == [line["minutes"] for line in lines]
    assert len(by_language) == 8
    assert all(set(found) == {"en", "es", "fr", "ar"} for found in by_language.values())
    assert all(len({tuple(lines) for lines in found.values()}) == 1 for found in by_language.values())


def _en():
    return makers.agendas_page().locale
