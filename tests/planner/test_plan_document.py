"""A plan as a document: read whatever comes, told as it was read."""

import json
import random
from dataclasses import fields, replace

import pytest

from hub.planner.plans import document, packing
from hub.planner.plans.document import BadPlanError, Kind, read, said
from tests.planner.plans import a_plan, own, some_plan

HOSTILE = [
    None,
    "x",
    7,
    -1,
    10**30,
    1.5,
    True,
    [],
    {},
    [[]],
    {"a": {}},
    "\x00\ud800‮<script>",
    "=1+1",
    "x" * 100_000,
    [None] * 50,
    "٣٠",
]


def test_plan_is_told_and_read_as_it_was():
    chance = random.Random(7)
    for _turn in range(200):
        plan = replace(some_plan(chance), roles={"care": "A"}, tasks=(document.OwnTask("t", "On the day", 0),))
        assert read(said(plan)) == plan
        assert packing.from_file(packing.as_file(plan)) == plan
        assert packing.unpacked(packing.packed([plan, plan])) == [plan, plan]


def test_nothing_of_a_plan_is_refused():
    for data in [*HOSTILE, {"form": "jam-session-plan"}, {"form": "other", "days": []}]:
        with pytest.raises(BadPlanError):
            read(data)
    for text in ["", "x", "AAAA", packing.packed([a_plan()])[:-9], "9" * 500_000]:
        with pytest.raises(BadPlanError):
            packing.unpacked(text)
    for content in [b"", b"\xff\xfe", b"[" * 100_000, b"{}", b"null"]:
        with pytest.raises(BadPlanError):
            packing.from_file(content)


def test_whatever_a_plan_holds_it_is_read_within_bounds():
    chance = random.Random(3)
    names = [each.name for each in fields(document.Plan)]
    for _turn in range(500):
        item = {
            name: chance.choice(HOSTILE) for name in ("key", "kind", "minutes", "uid", "title", "note", "group", "who")
        }
        day = {name: chance.choice(HOSTILE) for name in ("key", "date", "start", "end", "title")} | {
            "items": [item] * 9
        }
        data = {name: chance.choice(HOSTILE) for name in names} | {
            "form": document.FORM,
            "days": [day, chance.choice(HOSTILE)],
        }
        plan = read(data)
        assert read(said(plan)) == plan
        assert len(json.dumps(said(plan))) < 300_000
        keys = [item.key for item in plan.items]
        assert len(set(keys)) == len(keys)


def test_plan_holds_no_more_than_it_may():
    days = [{"items": [own("x", 5)] * 100}] * 20
    plan = a_plan(days=days)
    assert (len(plan.days), len(plan.items)) == (document.MOST_DAYS, document.MOST_ITEMS)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("18:30", "18:30"),
        ("8:05", "08:05"),
        ("٠٨:٣٠", "08:30"),
        ("๐๙:๑๕", "09:15"),
        ("24:00", ""),
        ("12:60", ""),
        ("noon", ""),
    ],
)
def test_time_of_day_is_read_in_any_digits(typed, clock):
    assert document.clock(typed) == clock


def test_activity_without_its_name_becomes_a_line_of_ones_own():
    (item,) = a_plan({"kind": "activity", "uid": "NO!", "title": "Ours"}).items
    assert (item.kind, item.uid, item.title) == (Kind.OWN, "", "Ours")


@pytest.mark.parametrize(
    ("said_zone", "zone"),
    [
        ("Asia/Bangkok", "Asia/Bangkok"),
        (" Asia/Bangkok ", "Asia/Bangkok"),
        ("../etc", "UTC"),
        ("", "UTC"),
        (None, "UTC"),
    ],
)
def test_zone_that_nobody_knows_is_none(said_zone, zone):
    assert (document.empty(said_zone).zone, a_plan(zone=said_zone).zone) == (zone, zone)
