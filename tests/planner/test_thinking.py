"""The plan thinks along: each kind of finding with one plan that raises it and one that just does not."""

from dataclasses import replace

import pytest
from django.utils import translation

from hub.planner.plans.changing import acted
from hub.planner.plans.document import Plan
from hub.planner.thinking import weighed
from hub.planner.thinking.weighing import CHECKS
from tests.planner.made_up import act, buffer, fact, facts, own, pause, plan

DEEP = fact("deeper", emotional_depth=3, phases=["explore"])
HELD = fact("helder", emotional_depth=4)
CALM = fact("calmer")
HELLO = fact("helper", primary_type="check-in", phases=["open"])
BYE = fact("byebye", primary_type="closing", phases=["close"])
AMONG_FRIENDS = fact("friend", trust_needed=3)
TRUSTING = fact("truster", primary_type="trust")
NOTED = fact("netted", risk_flags=["photos", "exertion"])
SIZED = fact("szzzed", group_min=4, group_max=20)
KNOWN = facts(DEEP, HELD, CALM, HELLO, BYE, AMONG_FRIENDS, TRUSTING, NOTED, SIZED)


def with_one(**fields):
    return KNOWN | facts(fact("single", **fields))


ONE = act("single")
# Kind → a plan that raises it, what it knows, and how the same plan just does not.
TABLE: dict[str, tuple[Plan, dict, Plan, dict]] = {}


def row(kind: str, raises: Plan, does_not: Plan, known: dict = KNOWN, known_then: dict | None = None):
    TABLE[kind] = (raises, known, does_not, known if known_then is None else known_then)


row("support", plan(act("helder")), plan(act("helder"), roles={"care": "AB"}))
row("unsaid", plan(ONE), plan(ONE), with_one(emotional_depth=3, opt_out=" "), with_one(emotional_depth=3))
row("trust", plan(act("friend"), known=2), plan(act("friend"), known=3))
row("opening", plan(act("deeper"), act("helper")), plan(act("helper"), act("deeper")))
row("closing", plan(act("byebye"), act("deeper")), plan(act("deeper"), act("byebye")))
row(
    "access",
    plan(ONE, needs=("seated", "no-touch")),
    plan(ONE, needs=("seated",)),
    with_one(access=["seated"]),
)
row("stop", plan(ONE), plan(ONE), with_one(do_not_run_if="Somebody was arrested this week."), with_one())
row("gone", plan(act("nobody")), plan(act("calmer")))
row("over", plan(own("talk", 61), start="18:00", end="19:00"), plan(own("talk", 60), start="18:00", end="19:00"))
row(
    "moved",
    plan(own("talk"), date="2026-03-29", start="02:30", zone="Europe/Berlin"),
    plan(own("talk"), date="2026-03-29", start="03:00", zone="Europe/Berlin"),
)
row("unbroken", plan(own("one", 50), own("two", 41)), plan(own("one", 50), own("two", 40)))
row(
    "screen",
    plan(own("one", 30), own("two", 21), format="online"),
    plan(own("one", 30), own("two", 20), format="online"),
)
row(
    "meal",
    plan(own("one", 80), pause("rest", 29), own("two", 72)),
    plan(own("one", 80), pause("rest", 30), own("two", 72)),
)
row("people", plan(act("szzzed"), people=21), plan(act("szzzed"), people=20))
row(
    "hosts",
    plan(ONE, roles={"lead": "AB"}),
    plan(ONE, own("talk", who="CD"), roles={"lead": "AB"}),
    with_one(min_hosts=2),
)
row("format", plan(ONE, format="audio"), plan(ONE, format="outdoors"), with_one(formats=["in-person", "outdoors"]))
row("needs", plan(ONE, format="outdoors"), plan(ONE, format="in-person"), with_one(needs=["projector", "paper"]))
row("language", plan(ONE, languages="English, Thai"), plan(ONE, languages="English"), with_one(language_load="one"))
row(
    "interpreting",
    plan(act("calmer"), languages="English/Thai"),
    plan(act("calmer"), languages="English/Thai", roles={"interpretation": "AB"}),
)
row("traces", plan(act("netted"), format="online"), plan(act("netted"), format="in-person"))
row(
    "ending",
    plan(act("calmer", 20), own("one", 20), act("szzzed", 20)),
    plan(act("calmer", 20), own("one", 20), act("szzzed", 19)),
)
row(
    "spare",
    plan(own("one", 60), pause("rest"), own("two", 50), start="10:00", end="12:09"),
    plan(own("one", 60), pause("rest"), own("two", 50), start="10:00", end="12:10"),
)
row(
    "older",
    plan(ONE),
    plan(ONE),
    facts(fact("single", version=2, newest=3)),
    facts(fact("single", version=3, newest=3)),
)


def kinds(plan: Plan, known: dict) -> list[str]:
    return [finding.kind for finding in weighed(plan, known)]


def one_of(kind: str, plan: Plan, known: dict = KNOWN):
    (found,) = [finding for finding in weighed(plan, known) if finding.kind == kind]
    return found


def test_table_has_every_kind():
    assert set(TABLE) == set(CHECKS)


@pytest.mark.parametrize("kind", CHECKS)
def test_finding_is_raised_and_just_not(kind):
    raises, known, does_not, known_then = TABLE[kind]
    assert kind in kinds(raises, known)
    assert kind not in kinds(does_not, known_then)


@pytest.mark.parametrize("kind", CHECKS)
def test_finding_says_why_and_what_helps(kind):
    raises, known, *_others = TABLE[kind]
    found = next(finding for finding in weighed(raises, known) if finding.kind == kind)
    assert (bool(found.text), bool(found.why), found.reason) == (True, True, "")
    assert "%(" not in found.text + found.why + "".join(remedy.label for remedy in found.remedies)
    assert all(bool(remedy.act) != bool(remedy.link) for remedy in found.remedies)
    assert found.key.partition(":")[2] in {found.item, found.day, "plan"}


@pytest.mark.parametrize("kind", CHECKS)
def test_each_press_cures(kind):
    raises, known, *_others = TABLE[kind]
    found = next(finding for finding in weighed(raises, known) if finding.kind == kind)
    acts = [remedy.act for remedy in found.remedies if remedy.act]
    then = [kind in kinds(acted(raises, each, known), _newest(known)) for each in acts]
    assert then == [False] * len(acts)


def _newest(known: dict) -> dict:
    """Bringing a line up to date asks for its newest version."""
    return known if "single" not in known else known | facts(replace(known["single"], version=known["single"].newest))


def test_kinds_with_a_press_are_these():
    pressed = {
        kind
        for kind, (raises, known, *_others) in TABLE.items()
        for finding in weighed(raises, known)
        if finding.kind == kind and any(remedy.act for remedy in finding.remedies)
    }
    assert pressed == {"gone", "over", "moved", "unbroken", "screen", "meal", "spare", "older"}


def test_worst_comes_first_and_what_is_set_aside_last():
    items = act("helder"), own("two", 95)
    assert kinds(plan(*items), KNOWN) == ["support", "opening", "closing", "unbroken"]
    aside = {"support:helder": "Our nurse is there.", "closing:other": "Of something else."}
    found = weighed(plan(*items, aside=aside), KNOWN)
    assert [(each.key, each.reason) for each in found] == [
        ("opening:helder", ""),
        ("closing:helder", ""),
        ("unbroken:day", ""),
        ("support:helder", "Our nurse is there."),
    ]


def test_key_stays_when_minutes_change():
    keys = [
        [finding.key for finding in weighed(plan(own("one", minutes), own("two", 41), start="18:00", end="19:00"), {})]
        for minutes in (50, 51, 91)
    ]
    assert keys == [["over:day", "unbroken:day"]] * 3


@pytest.mark.parametrize("kind", CHECKS)
def test_each_is_said_once_for_an_item(kind):
    raises, known, *_others = TABLE[kind]
    keys = [finding.key for finding in weighed(raises, known)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["ar", "th", "ru"])
def test_findings_are_said_in_every_language(language):
    with translation.override(language):
        for raises, known, *_others in TABLE.values():
            for finding in weighed(raises, known):
                assert finding.text
                assert "%(" not in finding.text
                links = [remedy.link for remedy in finding.remedies if remedy.link]
                assert all(link.startswith((f"/{language}/activities/", "/en/activities/", "#role-")) for link in links)


def test_empty_plan_is_left_alone():
    assert weighed(plan(), {}) == []


def test_host_titles_stand_isolated_in_a_sentence():
    found = one_of("over", plan(act("calmer", 70, title="شاي"), start="18:00", end="19:00"))
    assert [remedy.label for remedy in found.remedies] == [
        "Shorten \u2068شاي\u2069 to 60 minutes",
        "End at \u206819:10\u2069",
    ]


def test_ordinary_good_plan_raises_nothing():
    items = (
        act("helper", 15),
        act("truster", 20),
        pause("rest", 10),
        act("deeper", 40),
        buffer("room", 10),
        act("byebye", 10),
    )
    assert kinds(plan(*items, start="18:00", end="20:00", people=12, format="in-person", known=2), KNOWN) == []
