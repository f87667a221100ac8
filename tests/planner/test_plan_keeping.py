"""Plans that are kept: opened by their links alone, wiped whole."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from hub.planner import keeping, links
from hub.planner.models import KeptPlan, Voice
from hub.planner.plans import changing
from tests import canary
from tests.planner.plans import a_plan, own

pytestmark = pytest.mark.django_db
WORD = "canary-word-of-nobody"
PLAN = a_plan(own("a", 10, note=WORD), own("b", 20), title="Evening")


def soon(days: int = 30) -> dt.date:
    return timezone.now().date() + dt.timedelta(days=days)


def kept(plan=PLAN) -> str:
    return keeping.keep(plan=plan, until=soon())


def rows() -> tuple[int, int]:
    return KeptPlan.objects.count(), Voice.objects.count()


def test_links_lead_down_and_never_up():
    edit = links.new_code()
    view = links.view_code(edit)
    say = links.say_code(view)
    assert len({edit, view, say, links.row(edit), links.row(view), links.row(say)}) == 6
    assert [len(code) for code in (edit, view, say)] == [26, 26, 26]
    assert links.view_code(edit.upper()) == view
    assert [links.row(code) for code in ("", "!" * 26, "é" * 26, edit[:-1])] == [""] * 4


def test_plan_opens_with_its_links():
    edit = kept()
    assert keeping.to_edit(edit).plan == PLAN
    seen = keeping.to_view(links.view_code(edit))
    assert (seen.plan, seen.edit) == (PLAN, "")
    for wrong in (links.new_code(), links.view_code(edit), edit[:-1], "", "../../", "0" * 26):
        with pytest.raises(keeping.NoPlanError):
            keeping.to_edit(wrong)
    for wrong in (edit, keeping.to_edit(edit).say):
        with pytest.raises(keeping.NoPlanError):
            keeping.to_view(wrong)


def test_database_alone_shows_nobody_a_plan():
    edit = kept()
    keeping.speak(say=keeping.to_edit(edit).say, opening="1", words={"liked": WORD})
    assert rows() == (1, 1)
    for secret in (WORD, edit, links.view_code(edit), keeping.to_edit(edit).say):
        assert canary.found_in_database(secret) == set()
        assert canary.found_in_caches(secret) == 0


def test_what_is_sealed_opens_in_its_own_row_only():
    edit, other = kept(), kept(a_plan(title="Other"))
    one, two = KeptPlan.objects.get(edit_row=links.row(edit)), KeptPlan.objects.get(edit_row=links.row(other))
    KeptPlan.objects.filter(pk=one.pk).update(sealed=two.sealed)
    with pytest.raises(keeping.NoPlanError):
        keeping.to_edit(edit)


def test_saving_from_an_older_form_brings_both_together():
    edit = kept()
    keeping.save(edit=edit, plan=changing.changed(PLAN, "a", minutes=15), base=1)
    after, clashes = keeping.save(edit=edit, plan=changing.changed(PLAN, "b", minutes=25), base=1)
    assert ([item.minutes for item in after.plan.items], after.serial, clashes) == ([15, 25], 3, [])
    after, clashes = keeping.save(edit=edit, plan=changing.changed(PLAN, "a", minutes=45), base=1)
    assert [item.minutes for item in after.plan.items] == [15, 25]
    assert [(clash.field, clash.mine, clash.theirs) for clash in clashes] == [("i-a-minutes", 45, 15)]


def test_form_older_than_all_that_is_kept_overwrites_nothing():
    edit = kept()
    for number in range(keeping.MOST_STEPS + 5):
        held = keeping.to_edit(edit)
        keeping.save(edit=edit, plan=replace(held.plan, title=f"Title {number}"), base=held.serial)
    after, clashes = keeping.save(edit=edit, plan=replace(PLAN, title="From long ago"), base=1)
    assert after.plan.title == f"Title {keeping.MOST_STEPS + 4}"
    assert [clash.field for clash in clashes] == ["title"]


def test_steps_are_taken_back_one_by_one():
    edit = kept()
    for number in (1, 2, 3):
        keeping.save(edit=edit, plan=replace(PLAN, title=f"Title {number}"), base=number)
    told = []
    for _turn in range(5):
        held = keeping.to_edit(edit)
        told.append((held.plan.title, held.may_undo))
        keeping.undo(edit=edit, serial=held.serial)
    assert told == [("Title 3", True), ("Title 2", True), ("Title 1", True), ("Evening", False), ("Evening", False)]


def test_taking_back_what_somebody_else_wrote_meanwhile_does_nothing():
    edit = kept()
    keeping.save(edit=edit, plan=replace(PLAN, title="Hers"), base=1)
    keeping.save(edit=edit, plan=replace(PLAN, title="Hers", purpose="Rest"), base=2)
    keeping.undo(edit=edit, serial=2)
    assert keeping.to_edit(edit).plan.purpose == "Rest"


def test_saving_nothing_new_makes_no_step():
    edit = kept()
    after, clashes = keeping.save(edit=edit, plan=PLAN, base=1)
    assert (after.serial, clashes) == (1, [])


def test_deleted_plan_leaves_no_row():
    edit = kept()
    keeping.speak(say=keeping.to_edit(edit).say, opening="1", words={"liked": "Songs"})
    keeping.delete(edit=edit)
    assert rows() == (0, 0)
    for use in (
        keeping.to_edit,
        lambda code: keeping.delete(edit=code),
        lambda code: keeping.undo(edit=code, serial=1),
    ):
        with pytest.raises(keeping.NoPlanError):
            use(edit)


def test_plan_whose_time_is_over_is_shown_to_nobody_and_wiped():
    edit, other = kept(), kept()
    keeping.speak(say=keeping.to_edit(edit).say, opening="1", words={"liked": "Songs"})
    KeptPlan.objects.filter(edit_row=links.row(edit)).update(until=soon(-1))
    with pytest.raises(keeping.NoPlanError):
        keeping.to_edit(edit)
    assert keeping.wipe_over() == 1
    assert rows() == (1, 0)
    assert keeping.to_edit(other).plan == PLAN


def test_owner_says_how_long_within_bounds():
    edit = kept()
    for wanted, got in ((soon(7), soon(7)), (soon(-9), soon(0)), (soon(9999), soon(keeping.MOST_DAYS))):
        keeping.extend(edit=edit, until=wanted)
        assert keeping.to_edit(edit).row.until == got


def test_plan_that_is_too_large_is_refused_whole():
    edit = kept()
    noise = "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(2000))
    large = a_plan(*(own(f"x{n}", note=noise[n:] + noise[:n], told=noise[-n:] + noise[:-n]) for n in range(120)))
    large = replace(
        large,
        journal={
            f"k{n}": "".join(chr(0x4E00 + (i * (n + 3) * 104729) % 20000) for i in range(5000)) for n in range(99)
        },
    )
    with pytest.raises(keeping.TooLargeError):
        keeping.save(edit=edit, plan=large, base=1)
    assert keeping.to_edit(edit).plan == PLAN


def test_voice_is_kept_once_and_without_order():
    edit = kept()
    say = keeping.to_edit(edit).say
    for opening, words in (("1", "zebra"), ("1", "zebra"), ("2", "apple"), ("3", "mango")):
        keeping.speak(say=say, opening=opening, words={"liked": words})
    assert keeping.voices(keeping.to_edit(edit)) == [{"liked": "apple"}, {"liked": "mango"}, {"liked": "zebra"}]
    with pytest.raises(keeping.NoPlanError):
        keeping.speak(say=links.new_code(), opening="4", words={"liked": "x"})


def test_voices_are_bounded(monkeypatch):
    monkeypatch.setattr(keeping, "MOST_VOICES", 1)
    say = keeping.to_edit(kept()).say
    keeping.speak(say=say, opening="1", words={"liked": "x"})
    with pytest.raises(keeping.TooManyError):
        keeping.speak(say=say, opening="2", words={"liked": "y"})
    assert rows() == (1, 1)
