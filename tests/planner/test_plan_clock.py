"""Times of a plan: on the world's clock, told on the place's."""

import datetime as dt
import random
import zoneinfo

import pytest

from hub.planner.plans import clock
from tests.planner.plans import a_plan, own, some_plan


def times(plan) -> list[str]:
    found = clock.timed(plan, plan.days[0])
    return [f"{span.begins:%H:%M}–{span.ends:%H:%M}" for span in found.spans.values()]


def day(date: str, start: str, end: str = "", *items: dict) -> dict:
    return {"key": "d", "date": date, "start": start, "end": end, "items": list(items)}


def test_lines_follow_one_another():
    plan = a_plan(days=[day("", "18:00", "", own("a", 15), own("b", 0), own("c", 50))])
    assert times(plan) == ["18:00–18:15", "18:15–18:15", "18:15–19:05"]


def test_groups_that_stand_together_begin_together():
    items = [own("a", 10), own("b", 20, group=1), own("c", 30, group=2), own("d", 5, group=1), own("e", 10)]
    assert times(a_plan(days=[day("", "10:00", "", *items)])) == [
        "10:00–10:10",
        "10:10–10:30",
        "10:10–10:40",
        "10:30–10:35",
        "10:40–10:50",
    ]


@pytest.mark.parametrize(
    ("date", "start", "told"),
    [
        ("2026-03-29", "01:30", ["01:30–03:15"]),  # an hour is left out
        ("2026-03-29", "02:30", ["03:30–04:15"]),  # which the clocks never show
        ("2026-10-25", "02:30", ["02:30–02:15"]),  # shown twice: the first is meant
        ("", "23:30", ["23:30–00:15"]),
    ],
)
def test_an_hours_work_takes_an_hour_when_clocks_are_changed(date, start, told):
    assert times(a_plan(days=[day(date, start, "", own("a", 45))], zone="Europe/Berlin")) == told


@pytest.mark.parametrize(
    ("date", "start", "end", "minutes", "over"),
    [
        ("2026-03-28", "18:00", "19:00", 60, 0),
        ("2026-03-28", "18:00", "19:00", 61, 1),
        ("2026-03-28", "23:00", "01:00", 60, -60),
        ("2026-03-28", "23:00", "04:00", 240, 0),  # the night has an hour less
        ("2026-10-24", "23:00", "04:00", 360, 0),
        ("", "18:00", "", 60, None),
    ],
)
def test_what_is_over_the_end_is_told(date, start, end, minutes, over):
    plan = a_plan(days=[day(date, start, end, own("a", minutes))], zone="Europe/Berlin")
    assert clock.timed(plan, plan.days[0]).over == over


def test_start_that_clocks_leave_out_is_named():
    moved = [
        clock.timed(plan, plan.days[0]).is_moved
        for hour in ("01:59", "02:00", "02:59", "03:00")
        for plan in [a_plan(days=[day("2026-03-29", hour)], zone="Europe/Berlin")]
    ]
    assert moved == [False, True, True, False]


def test_random_plans_keep_their_lengths_and_order():
    chance = random.Random(11)
    for _turn in range(400):
        plan = some_plan(chance)
        for each in plan.days:
            found = clock.timed(plan, each)
            for item in each.items:
                span = found.spans[item.key]
                assert span.end - span.start == item.minutes
                if span.begins:
                    passed = span.ends.astimezone(dt.UTC) - span.begins.astimezone(dt.UTC)
                    assert passed == dt.timedelta(minutes=item.minutes)
                    assert span.begins.tzinfo == zoneinfo.ZoneInfo(plan.zone if each.date else "UTC")
            assert found.minutes == clock.length(each.items)
