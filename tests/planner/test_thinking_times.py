"""Over time, breaks and screens, to the minute; with groups that work at the same time."""

import random

from hub.planner.plans.changing import acted
from hub.planner.plans.document import Kind
from hub.planner.thinking import weighed
from tests.planner.made_up import act, buffer, fact, facts, own, pause, plan

LONG = fact("longer", duration_min=30)
SHORT = fact("shrter", duration_min=10)
OPEN = fact("opener", primary_type="check-in", phases=["open"], duration_min=20)
KNOWN = facts(LONG, SHORT, OPEN)


def found(kind, plan):
    return next((finding for finding in weighed(plan, KNOWN) if finding.kind == kind), None)


def acts(finding):
    return [remedy.act for remedy in finding.remedies]


def test_over_shortens_what_has_most_room():
    finding = found("over", plan(act("longer", 55), act("shrter", 30), start="18:00", end="19:05"))
    assert finding.text == "This runs 20 minutes past the end that you wish for."
    assert acts(finding) == ["minutes-longer-35", "end-day-1925"]


def test_over_never_goes_below_the_least_minutes():
    finding = found("over", plan(act("longer", 40), act("shrter", 30), start="18:00", end="18:49"))
    assert acts(finding) == ["drop-shrter", "end-day-1910"]
    finding = found("over", plan(act("longer", 40), act("shrter", 30), start="18:00", end="18:50"))
    assert acts(finding) == ["minutes-shrter-10", "end-day-1910"]


def test_over_keeps_openings_and_breaks():
    items = act("opener", 20), pause("rest", 20), own("talk", 30), act("longer", 30)
    assert acts(found("over", plan(*items, start="18:00", end="19:25"))) == ["drop-talk", "end-day-1940"]
    assert acts(found("over", plan(*items[:2], start="18:00", end="18:30"))) == ["end-day-1840"]


def test_over_uses_the_time_to_spare_first_when_it_has_most_room():
    items = act("longer", 35), buffer("room", 15)
    assert acts(found("over", plan(*items, start="18:00", end="18:40"))) == ["minutes-room-5", "end-day-1850"]
    assert acts(found("over", plan(*items, start="18:00", end="18:35"))) == ["drop-room", "end-day-1850"]


def test_over_shortens_nothing_that_others_wait_for_anyway():
    items = act("shrter", 60, group=1), own("talk", 60, group=2)
    assert acts(found("over", plan(*items, start="18:00", end="18:50"))) == ["end-day-1900"]


def test_over_past_midnight_and_past_a_day():
    assert acts(found("over", plan(own("talk", 90), start="23:00", end="00:10"))) == ["drop-talk", "end-day-0030"]
    assert acts(found("over", plan(own("talk", 1440), own("more", 5), start="10:00", end="12:00"))) == ["drop-talk"]


def test_over_offers_no_end_that_clocks_show_twice():
    zone = {"date": "2026-10-25", "start": "01:30", "end": "01:45", "zone": "Europe/Berlin"}
    assert acts(found("over", plan(own("talk", 120), **zone))) == ["drop-talk"]


def test_unbroken_names_the_line_in_which_it_gets_too_long():
    finding = found("unbroken", plan(own("one", 60), own("two", 30), own("three", 1)))
    assert (finding.item, acts(finding)) == ("three", ["break-two-10"])
    assert finding.text == "91 minutes without a break; it gets too long in \u2068Three\u2069."


def test_unbroken_ends_at_a_break_of_five_minutes():
    assert found("unbroken", plan(own("one", 60), pause("rest", 5), own("two", 60))) is None
    assert found("unbroken", plan(own("one", 60), pause("rest", 4), own("two", 60))).item == "two"
    assert found("unbroken", plan(own("one", 60), buffer("room", 10), own("two", 60))).item == "two"


def test_unbroken_follows_each_group():
    together = own("one", 30), own("left", 61, group=1), own("right", 20, group=2)
    finding = found("unbroken", plan(*together))
    assert (finding.item, acts(finding)) == ("left", ["break-one-10"])
    rested = own("one", 30), own("left", 40, group=1), pause("rest", 10, group=1), own("right", 50, group=2)
    assert found("unbroken", plan(*rested, own("last", 10))) is None
    assert found("unbroken", plan(*rested, own("last", 11))).item == "last"


def test_unbroken_puts_the_break_where_everybody_is_together():
    groups = own("left", 40, group=1), own("right", 30, group=2), own("again", 20, group=2)
    finding = found("unbroken", plan(*groups, own("last", 60)))
    assert acts(finding) == ["break-again-10"]
    assert found("unbroken", acted(plan(*groups, own("last", 60)), "break-again-10", KNOWN)) is None


def test_one_line_that_is_too_long_has_no_place_for_a_break():
    assert acts(found("unbroken", plan(own("one", 91)))) == []


def test_screen_leaves_what_is_over_ninety_minutes_to_the_longer_one():
    fifty = plan(own("one", 30), own("two", 60), format="hybrid")
    assert (found("screen", fifty).day, found("unbroken", fifty)) == ("day", None)
    ninety = plan(own("one", 31), own("two", 60), format="hybrid")
    assert (found("screen", ninety), found("unbroken", ninety).day) == (None, "day")


def test_screen_is_no_screen_on_the_phone():
    finding = found("screen", plan(own("one", 51), format="audio"))
    assert finding.text == "51 minutes on the phone without a break; it gets too long in \u2068One\u2069."
    assert found("screen", plan(own("one", 51), format="in-person")) is None


def test_meal_is_put_near_the_middle():
    items = own("one", 60), pause("rest"), own("two", 50), pause("again"), own("three", 60)
    assert acts(found("meal", plan(*items))) == ["minutes-rest-30"]
    assert found("meal", plan(*items[:-1], own("three", 50))) is None
    early = own("one", 20), pause("rest"), own("two", 70), own("three", 81)
    assert acts(found("meal", plan(*early))) == ["break-two-30"]


def test_spare_is_set_before_the_last_line():
    items = own("one", 60), pause("rest"), own("two", 40), own("last", 10)
    assert acts(found("spare", plan(*items))) == ["buffer-two-10"]
    assert found("spare", plan(*items[:-1], own("last", 9))) is None
    full = plan(*items[:-1], act("shrter", 20), start="18:00", end="20:10")
    assert acts(found("spare", full)) == ["minutes-shrter-10", "end-day-2020"]


def test_presses_on_random_plans_bring_every_day_to_its_end():
    """Whatever the plan, pressing the last remedy of each finding about time leaves none after as many presses as lines."""
    chance = random.Random(7)
    for _round in range(200):
        items = [_line(chance, number) for number in range(chance.randint(1, 12))]
        now = plan(*items, start="09:00", end=chance.choice(["11:00", "12:30", ""]))
        for _press in range(60):
            timely = [
                each for each in weighed(now, KNOWN) if each.kind in {"over", "unbroken", "spare"} and each.remedies
            ]
            if not timely:
                break
            now = acted(now, timely[0].remedies[-1].act, KNOWN)
        assert timely == []


def _line(chance, number):
    minutes = chance.choice([5, 10, 15, 25, 40])
    group = chance.choice([0, 0, 0, 1, 2])
    make = chance.choice([act, own, pause, buffer])
    return (
        make("longer", minutes, key=f"k{number}", group=group)
        if make is act
        else make(f"k{number}", minutes, group=group)
    )


def test_pauses_that_are_put_in_are_for_everybody():
    now = acted(plan(own("one", 60), own("two", 60)), "break-one-10", KNOWN)
    assert [(item.kind, item.minutes, item.group) for item in now.items][1] == (Kind.BREAK, 10, 0)
