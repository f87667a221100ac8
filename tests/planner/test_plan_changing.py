"""What one press does to a plan, and two who press at once."""

import random
from dataclasses import replace

import pytest

from hub.planner.plans import changing
from hub.planner.plans.document import MOST_ITEMS, read, said
from hub.planner.plans.merging import Clash, merged
from tests.planner.plans import a_plan, own, some_plan

TWO_DAYS = [
    {"key": "one", "items": [own("a"), own("b"), own("c")]},
    {"key": "two", "items": [own("d")]},
]


def keys(plan) -> list[list[str]]:
    return [[item.key for item in day.items] for day in plan.days]


@pytest.mark.parametrize(
    ("act", "order"),
    [
        ("up-b", [["b", "a", "c"], ["d"]]),
        ("down-b", [["a", "c", "b"], ["d"]]),
        ("up-a", [["a", "b", "c"], ["d"]]),
        ("down-c", [["a", "b"], ["c", "d"]]),
        ("up-d", [["a", "b", "c", "d"], []]),
        ("down-d", [["a", "b", "c"], ["d"]]),
        ("out-b", [["a", "c"], ["d"]]),
        ("to-a-two-1", [["b", "c"], ["d", "a"]]),
        ("to-a-two-99", [["b", "c"], ["d", "a"]]),
        ("to-c-one-0", [["c", "a", "b"], ["d"]]),
        ("dayout-two", [["a", "b", "c"]]),
        ("dayout-nothing", [["a", "b", "c"], ["d"]]),
        ("to-a-three-0", [["a", "b", "c"], ["d"]]),
        ("up-zz", [["a", "b", "c"], ["d"]]),
        ("up", [["a", "b", "c"], ["d"]]),
        ("minutes-a-x", [["a", "b", "c"], ["d"]]),
        ("__import__-a", [["a", "b", "c"], ["d"]]),
        ("", [["a", "b", "c"], ["d"]]),
    ],
)
def test_press_puts_lines_in_order(act, order):
    assert keys(changing.acted(a_plan(days=TWO_DAYS), act, {})) == order


def test_press_adds_lines_where_they_belong():
    plan = changing.acted(a_plan(days=TWO_DAYS), "break-a-10", {})
    plan = changing.acted(plan, "twin-b", {})
    plan = changing.acted(plan, "newown-two", {})
    kinds = [[(item.kind.value, item.minutes) for item in day.items] for day in plan.days]
    assert kinds == [
        [("own", 10), ("break", 10), ("own", 10), ("own", 10), ("own", 10)],
        [("own", 10), ("own", 15)],
    ]
    assert len({item.key for item in plan.items}) == 7


def test_day_is_duplicated_without_its_date():
    days = [{"key": "one", "date": "2026-03-08", "start": "18:00", "items": [own("a", title="Song")]}]
    plan = changing.acted(a_plan(days=days), "daytwin-one", {})
    assert [(day.date, day.start, [item.title for item in day.items]) for day in plan.days] == [
        ("2026-03-08", "18:00", ["Song"]),
        ("", "18:00", ["Song"]),
    ]
    assert len({item.key for item in plan.items}) == 2


def test_full_plan_takes_no_more():
    plan = a_plan(*(own(f"x{n}") for n in range(MOST_ITEMS)))
    for act in ("newown-day1", "twin-x1", "break-x1-5", "daytwin-day1"):
        assert changing.acted(plan, act, {}) == plan


def test_hours_are_set():
    plan = changing.acted(changing.acted(a_plan(), "start-day1-0930", {}), "end-day1-2561", {})
    assert (plan.days[0].start, plan.days[0].end) == ("09:30", "")


# Two at once ----------------------------------------------------------------------------------------------------------
BASE = a_plan(own("a", 10, title="A"), own("b", 20, title="B"), own("c", 30, title="C"), title="Plan", people=9)


def with_item(plan, key, **values):
    return changing.changed(plan, key, **values)


def test_changes_of_different_things_are_both_kept():
    mine = replace(with_item(BASE, "a", minutes=15), title="New title", roles={"care": "M"})
    theirs = replace(with_item(BASE, "b", note="Note"), purpose="Rest", roles={"lead": "T"})
    plan, clashes = merged(BASE, mine, theirs)
    assert clashes == []
    assert (plan.title, plan.purpose, plan.people, plan.roles) == ("New title", "Rest", 9, {"lead": "T", "care": "M"})
    assert [(item.minutes, item.note) for item in plan.items] == [(15, ""), (20, "Note"), (30, "")]


def test_what_both_said_differently_is_handed_back():
    mine = replace(with_item(BASE, "a", minutes=15, note="mine"), title="Mine")
    theirs = replace(with_item(BASE, "a", minutes=25, note="theirs"), title="Theirs")
    plan, clashes = merged(BASE, mine, theirs)
    assert plan == theirs
    assert clashes == [
        Clash("title", "Mine", "Theirs"),
        Clash("i-a-minutes", 15, 25),
        Clash("i-a-note", "mine", "theirs"),
    ]


def test_new_lines_of_both_are_there():
    mine = changing.acted(BASE, "twin-a", {})
    theirs = changing.acted(changing.acted(BASE, "break-b-5", {}), "up-c", {})
    plan, clashes = merged(BASE, mine, theirs)
    assert clashes == []
    assert [item.title or item.kind.value for item in plan.items] == ["A", "A", "B", "C", "break"]


def test_line_taken_out_and_changed_at_once_stays():
    gone, changed = changing.acted(BASE, "out-b", {}), with_item(BASE, "b", note="Needed")
    for mine, theirs in ((gone, changed), (changed, gone)):
        plan, clashes = merged(BASE, mine, theirs)
        assert [item.key for item in plan.items] == ["a", "b", "c"]
        assert plan.items[1].note == "Needed"
        assert [clash.field for clash in clashes] == ["i-b"]


def test_line_taken_out_by_one_is_out():
    for mine, theirs in ((changing.acted(BASE, "out-b", {}), BASE), (BASE, changing.acted(BASE, "out-b", {}))):
        assert merged(BASE, mine, theirs) == (changing.acted(BASE, "out-b", {}), [])


def test_order_of_one_is_kept_and_of_both_is_named():
    moved = changing.acted(BASE, "up-c", {})
    assert merged(BASE, moved, BASE) == (moved, [])
    assert merged(BASE, BASE, moved) == (moved, [])
    other = changing.acted(BASE, "up-b", {})
    plan, clashes = merged(BASE, other, moved)
    assert (plan, [clash.field for clash in clashes]) == (moved, ["order"])


def test_without_a_common_beginning_whatever_differs_is_named():
    plan, clashes = merged(None, replace(BASE, title="Mine"), BASE)
    assert plan == BASE
    assert clashes == [Clash("title", "Mine", "Plan")]


def test_random_changes_of_two_lose_nothing():
    """Each change of a field is in the merged plan, or handed back."""
    chance = random.Random(5)
    for _turn in range(300):
        base = some_plan(chance)
        mine, theirs = _edited(base, chance, "M"), _edited(base, chance, "T")
        plan, clashes = merged(base, mine, theirs)
        assert read(said(plan)) == plan
        handed = {clash.field for clash in clashes}
        for who in (mine, theirs):
            for item in who.items:
                held = next((each for each in plan.items if each.key == item.key), None)
                old = next((each for each in base.items if each.key == item.key), None)
                if old is not None and item != old:
                    assert held is not None
                for name in ("title", "note", "minutes"):
                    if old is None or getattr(item, name) != getattr(old, name):
                        assert held is not None
                        assert getattr(held, name) == getattr(item, name) or f"i-{item.key}-{name}" in handed


def _edited(plan, chance, mark):
    for number in range(chance.randint(1, 5)):
        held = [item.key for item in plan.items]
        if not held or chance.random() < 0.3:
            plan = changing.acted(plan, f"newown-{chance.choice(plan.days).key}", {})
            continue
        key = chance.choice(held)
        act = chance.choice(["up", "down", "out", "twin", "note", "title", "minutes"])
        if act in ("note", "title"):
            plan = changing.changed(plan, key, **{act: f"{mark}{number}"})
        elif act == "minutes":
            plan = changing.changed(plan, key, minutes=chance.randint(1, 99))
        else:
            plan = changing.acted(plan, f"{act}-{key}", {})
    return plan
