"""Materials for n people, over all activities of a plan."""

import random

import pytest

from hub.planner.materials import Material, small_groups, summed
from tests.planner.made_up import act, fact, facts, own, plan


def thing(name, qty=1, per="session", optional=False, substitute=""):
    return "material", {"name": name, "qty": qty, "per": per, "optional": optional, "substitute": substitute}


def quantities(plan, *known):
    return {each.name: each.quantity for each in summed(plan, facts(*known))}


def test_each_is_multiplied_by_whom_it_is_for():
    given = fact("cardss", materials=[thing("Card", 2, "person"), thing("Sheet", 3, "group"), thing("Bell", 2)])
    assert quantities(plan(act("cardss"), people=14), given) == {"Card": 28, "Sheet": 3, "Bell": 2}


@pytest.mark.parametrize(
    ("grouping", "groups"),
    [
        ([], 1),
        (["alone", "whole-group"], 1),
        (["pairs"], 6),
        (["threes"], 4),
        (["small-groups"], 3),
        (["pairs", "threes", "small-groups"], 3),
    ],
)
def test_small_groups_of_eleven(grouping, groups):
    assert small_groups(fact("cardss", grouping=grouping), 11) == groups


def test_people_unsaid_leave_the_number_open():
    given = fact("cardss", materials=[thing("Card", 2, "person"), thing("Bell", 2)])
    assert quantities(plan(act("cardss")), given) == {"Card": None, "Bell": 2}


def test_same_material_is_added_where_it_is_used_up_and_shared_where_it_is_not():
    one = fact("cardss", materials=[thing("Flip chart", 1), thing("PEN", 1, "person", substitute="chalk")])
    two = fact("sheets", materials=[thing("flip  chart", 3), thing("pén", 2, "person", substitute="coal")])
    found = summed(plan(act("cardss"), own("talk"), act("sheets"), people=10), facts(one, two))
    assert found == [
        Material("Flip chart", 3, False, (), ("Cardss", "Sheets"), "en"),
        Material("PEN", 30, False, ("chalk", "coal"), ("Cardss", "Sheets"), "en"),
    ]


def test_groups_at_the_same_time_need_their_own():
    given = fact("cardss", materials=[thing("Bell", 2), thing("Card", 1, "person")])
    together = act("cardss", key="a", group=1), act("cardss", key="b", group=2)
    assert quantities(plan(*together, people=15), given) == {"Bell": 4, "Card": 16}
    after = act("cardss", key="a", group=1), act("cardss", key="b", group=1)
    assert quantities(plan(*after, people=15), given) == {"Bell": 2, "Card": 30}


def test_what_can_be_left_out_comes_last_unless_something_needs_it():
    one = fact("cardss", materials=[thing("Candle", optional=True), thing("Bell", optional=True), thing("Rope")])
    two = fact("sheets", materials=[thing("Bell")])
    found = summed(plan(act("cardss"), act("sheets")), facts(one, two))
    assert [(each.name, each.is_optional) for each in found] == [("Bell", False), ("Rope", False), ("Candle", True)]


def test_same_word_in_two_languages_stays_two():
    one, two = fact("cardss", materials=[thing("Papel")], language="es"), fact("sheets", materials=[thing("papel")])
    found = summed(plan(act("cardss"), act("sheets", title="Ours")), facts(one, two))
    assert [(each.name, each.language, each.titles) for each in found] == [
        ("Papel", "es", ("Cardss",)),
        ("papel", "en", ("Ours",)),
    ]


def test_no_number_is_said_where_none_is_known():
    assert quantities(plan(act("cardss"), people=5), fact("cardss", materials=[thing("Soil", 0, "person")])) == {
        "Soil": None
    }
    assert summed(plan(act("cardss"), own("talk")), {}) == []


def test_more_people_never_need_less():
    chance = random.Random(3)
    for _round in range(100):
        grouping = chance.sample(["pairs", "threes", "small-groups", "whole-group"], chance.randint(0, 3))
        per = chance.choice(["person", "group", "session"])
        given = fact("cardss", grouping=grouping, materials=[thing("Card", chance.randint(1, 4), per)])
        found = [quantities(plan(act("cardss"), people=people), given)["Card"] for people in range(1, 40)]
        assert found == sorted(found)
