"""Whom a plan is for: numbers, groups, hosts, formats, languages, access, trust and what an activity says itself."""

from dataclasses import replace

import pytest
from django.utils import translation

from hub.planner.plans.document import Day
from hub.planner.thinking import weighed
from hub.planner.thinking.care import names
from tests.planner.made_up import act, fact, facts, own, pause, plan


def found(kind, plan, **fields):
    known = facts(fact("single", **fields))
    return [finding for finding in weighed(plan, known) if finding.kind == kind]


def one(kind, plan, **fields):
    (finding,) = found(kind, plan, **fields)
    return finding


@pytest.mark.parametrize(("people", "raised"), [(3, True), (4, False), (20, False), (21, True), (None, False)])
def test_people_to_the_head(people, raised):
    assert bool(found("people", plan(act("single"), people=people), group_min=4, group_max=20)) is raised


def test_people_of_each_group_at_the_same_time():
    items = act("single", group=1), own("other", group=2)
    assert found("people", plan(*items, people=40), group_min=4, group_max=20) == []
    many = one("people", plan(*items, people=41), group_min=4, group_max=20)
    assert many.text == (
        "\u2068Single\u2069 is made for another number: 4–20 people. In each of your groups: 21 people."
    )
    assert many.remedies[0].link == "/en/activities/?type=skills&people=13-25"
    few = one("people", plan(*items, people=7), group_min=4, group_max=20)
    assert few.text.endswith("In each of your groups: 3 people.")


def test_hosts_are_counted_once_each_however_they_are_written():
    items = own("a", who="AB, cd"), own("b", who="ab"), own("c", who="CD + Éf"), own("d", who="، ; /")
    assert names(plan(*items, roles={"lead": "ÉF & gh\nAB"})) == {"ab", "cd", "éf", "gh"}
    assert found("hosts", plan(act("single", who="AB/CD")), min_hosts=2) == []
    assert len(found("hosts", plan(act("single", who="AB/CD")), min_hosts=3)) == 1
    assert found("hosts", plan(act("single")), min_hosts=1) == []


def test_support_is_asked_for_by_depth_or_by_the_activity():
    assert len(found("support", plan(act("single")), support_person=True)) == 1
    assert len(found("support", plan(act("single")), emotional_depth=4)) == 1
    assert found("support", plan(act("single")), emotional_depth=3) == []


@pytest.mark.parametrize(
    ("fields", "ending"),
    [
        ({"opt_out": ""}, "does not say how somebody can step out."),
        ({"care_after": "\n"}, "does not say how people are cared for afterwards."),
        ({"opt_out": "", "care_after": ""}, "says neither how to step out nor how people are cared for afterwards."),
    ],
)
def test_unsaid_names_what_is_missing(fields, ending):
    assert one("unsaid", plan(act("single")), emotional_depth=3, **fields).text.endswith(ending)
    assert found("unsaid", plan(act("single")), emotional_depth=2, **fields) == []


@pytest.mark.parametrize("known", [0, 1])
def test_trust_that_is_unsaid_counts_as_strangers_and_says_so(known):
    finding = one("trust", plan(act("single"), known=known), trust_needed=2)
    assert ("Your plan does not say" in finding.why) is (known == 0)
    assert found("trust", plan(act("single"), known=known), trust_needed=1) == []


def test_trust_may_be_built_on_an_earlier_day_but_not_afterwards():
    known = facts(fact("single", trust_needed=3), fact("breaks", primary_type="game", other_types=["icebreaker"]))
    early, late = Day("first", (act("breaks"),)), Day("second", (act("single"),))
    two = replace(plan(), days=(early, late))
    assert [each.kind for each in weighed(two, known)] == []
    assert [each.key for each in weighed(replace(two, days=(late, early)), known)] == ["trust:single"]


def test_opening_and_closing_are_of_the_same_day_and_not_at_the_same_time():
    known = facts(
        fact("single", emotional_depth=3),
        fact("opener", phases=["open"]),
        fact("closer", primary_type="reflection"),
    )
    kinds = [each.kind for each in weighed(plan(act("opener", group=1), act("single", group=2), act("closer")), known)]
    assert kinds == ["opening"]
    assert weighed(plan(act("opener"), act("single"), pause("rest"), act("closer")), known) == []


def test_closing_that_is_deep_itself_needs_no_other():
    assert found("closing", plan(act("single")), emotional_depth=3, primary_type="closing") == []


def test_format_brings_the_activitys_own_note():
    notes = [
        ("note", {"format": "audio", "note": "Take turns by  name."}),
        ("note", {"format": "online", "note": "No."}),
    ]
    finding = one("format", plan(act("single"), format="audio"), formats=["in-person"], format_notes=notes)
    assert finding.why == "\u2068Take turns by name.\u2069"
    assert [remedy.link for remedy in finding.remedies] == [
        "/en/activities/single/",
        "/en/activities/?type=skills&format=audio",
    ]
    assert found("format", plan(act("single"), format="audio"), formats=[]) == []
    assert found("format", plan(act("single"), format="by-pigeon"), formats=["in-person"]) == []


def test_words_in_another_language_are_not_quoted_but_named():
    with translation.override("th"):
        finding = one("stop", plan(act("single")), do_not_run_if="Somebody is missing.")
    assert "Somebody is missing." not in finding.why
    assert "อังกฤษ" in finding.why
    assert finding.remedies[0].link == "/en/activities/single/"


def test_long_words_are_cut():
    finding = one("stop", plan(act("single")), do_not_run_if="never " * 200)
    assert len(finding.why) <= 242


def test_access_names_what_is_unmet_and_leads_to_what_meets_it():
    needs = ("seated", "no-touch", "no-reading", "nonsense")
    finding = one("access", plan(act("single"), needs=needs), access=["seated"], access_note="Sit if you like.")
    assert finding.text == ("\u2068Single\u2069 does not promise what people need: No touch · No reading or writing.")
    assert finding.why == "\u2068Sit if you like.\u2069"
    assert [remedy.link for remedy in finding.remedies] == [
        "/en/activities/single/",
        "/en/activities/?type=skills&access=no-touch&access=no-reading",
    ]
    assert found("access", plan(act("single"), needs=needs[2:]), reading_load="none") == []


@pytest.mark.parametrize(
    ("said", "raised"),
    [("", False), ("Thai", False), ("Thai, thai", False), ("Thai, Lao", True), ("عربي، English", True), (" , ", False)],
)
def test_language_counts_what_is_said(said, raised):
    assert bool(found("language", plan(act("single"), languages=said), language_load="one")) is raised


def test_traces_tell_which_ones():
    finding = one(
        "traces", plan(act("single"), format="async"), risk_flags=["legal", "photos", "touch"], traces="sensitive-notes"
    )
    assert finding.text == (
        "In \u2068Single\u2069, think of what stays behind: Photos or recordings are made · "
        "What is said could be used against people · Sensitive notes remain."
    )
    assert found("traces", plan(act("single"), format="async"), risk_flags=["touch", "loss"]) == []


def test_needs_are_those_that_are_hard_to_have_there():
    assert len(found("needs", plan(act("single"), format="audio"), needs=["projector"])) == 1
    assert found("needs", plan(act("single"), format="outdoors"), needs=["paper", "phones"]) == []
    assert found("needs", plan(act("single"), format="online"), needs=["internet"]) == []


def test_ending_may_be_a_last_line_of_the_hosts_own():
    three = act("single", 30), act("single", 30, key="again"), act("single", 30, key="third")
    assert len(found("ending", plan(*three))) == 1
    assert found("ending", plan(*three, own("goodbye", 5), pause("tea"))) == []
    assert found("ending", plan(*three), phases=["close"]) == []


def test_gone_keeps_the_name_that_it_had():
    finding = next(each for each in weighed(plan(act("nobody")), {}) if each.kind == "gone")
    assert finding.text == "\u2068Once nobody\u2069 is no longer on the hub."
    assert [remedy.act or remedy.link for remedy in finding.remedies] == ["drop-nobody", "/en/activities/"]
