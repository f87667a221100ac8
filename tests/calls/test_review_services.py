"""Giving out, scoring, deciding, telling: what holds whoever presses which button."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from hub.calls import codes, letters, moving
from hub.calls.enums import Decision, State
from hub.calls.models import LateCode, Message, Opening, Review
from hub.calls.review import assigning, charts, deciding, late, rights, scoring, seeing, shown, talking
from hub.calls.rounds_of import round_of
from hub.core.models import User
from hub.mail import sending
from hub.mail.models import Letter
from tests.calls import makers, reviewing
from tests.people.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return reviewing.call(reviews_wanted=2, places=1)


@pytest.fixture
def staff() -> User:
    return person("demo-staff", "Moderators")


def states(page) -> list[str]:
    return list(round_of(page).applications.order_by("begun_at").values_list("state", flat=True))


# Giving out -----------------------------------------------------------------------------------------------------------
def test_giving_out_is_even_and_leaves_out_who_is_too_close(page):
    readers = [reviewing.reader(page, f"demo-reader-{number}") for number in range(3)]
    held = [makers.application(page) for _number in range(6)]
    makers.application(page, state="draft")
    makers.application(page, state="withdrawn", anonymised_at=timezone.now())
    scoring.declare_conflict(application=held[0], user=readers[0])
    assert assigning.give_out(round_=round_of(page), wanted=2) == 12
    asked = Review.objects.filter(state=Review.State.ASKED)
    assert sorted(asked.filter(reviewer=each).count() for each in readers) == [4, 4, 4]
    assert set(held[0].reviews.filter(state="asked").values_list("reviewer", flat=True)) == {
        readers[1].pk,
        readers[2].pk,
    }
    assert states(page) == [*["in_review"] * 6, "draft", "withdrawn"]
    assert assigning.give_out(round_=round_of(page), wanted=2) == 0


def test_what_was_declared_too_close_is_never_given_again_and_its_scores_are_gone(page):
    reader, held = reviewing.reader(page), makers.application(page, state="in_review")
    reviewing.given(held, reader, 4.0, scores={"x": 4}, note="Good.")
    scoring.declare_conflict(application=held, user=reader)
    review = held.reviews.get()
    assert (review.state, review.score, review.scores, review.note) == ("conflict", None, {}, "")
    with pytest.raises(assigning.TooCloseError):
        assigning.give(application=held, user=reader)
    assert assigning.give_out(round_=round_of(page), wanted=2) == 0


def test_by_hand_it_is_given_to_those_of_the_round_alone(page, staff):
    held, reader = makers.application(page), reviewing.reader(page)
    with pytest.raises(assigning.TooCloseError):
        assigning.give(application=held, user=staff)
    assigning.give(application=held, user=reader)
    assigning.give(application=held, user=reader)
    assert (held.reviews.count(), states(page)) == (1, ["in_review"])
    assigning.take_back(application=held, user=reader)
    assert held.reviews.count() == 0


def test_who_leaves_a_round_gives_back_what_she_has_not_read(page):
    reader = reviewing.reader(page)
    reviewing.given(makers.application(page, state="in_review"), reader)
    reviewing.given(makers.application(page, state="in_review"), reader, 3.0)
    assigning.remove_reviewer(round_=round_of(page), user=reader)
    assert list(Review.objects.values_list("state", flat=True)) == ["done"]
    assert not round_of(page).reviewers.exists()


def test_next_is_what_the_fewest_have_read(page):
    reader, other = reviewing.reader(page), reviewing.reader(page, "demo-other")
    first, second = (makers.application(page, state="in_review") for _number in range(2))
    for held in (first, second):
        reviewing.given(held, reader)
    reviewing.given(first, other, 5.0)
    assert assigning.next_for(reader, round_of(page)) == second
    scoring.abstain(application=second, user=reader)
    assert assigning.next_for(reader, round_of(page)) == first


# Scoring --------------------------------------------------------------------------------------------------------------
def test_score_is_weighted_and_may_be_changed_until_it_is_decided(page):
    reader, held = reviewing.reader(page), makers.application(page, state="in_review")
    criteria = list(page.criteria.all())  # weights 2 and 1
    keys = [each.key for each in criteria]
    said = {"application": held, "user": reader, "criteria": criteria, "note": "Warm."}
    with pytest.raises(scoring.NotHersError):
        scoring.score(scores=dict.fromkeys(keys, 3), **said)
    reviewing.given(held, reader)
    for wrong in ({}, {keys[0]: 3}, dict.fromkeys(keys, 6), {**dict.fromkeys(keys, 3), "other": 3}):
        with pytest.raises(ValueError, match="scores"):
            scoring.score(scores=wrong, **said)
    scoring.score(scores={keys[0]: 5, keys[1]: 2}, **said)
    review = held.reviews.get()
    assert (review.state, review.score, review.note) == ("done", 4.0, "Warm.")
    held.state = State.DECIDED_PENDING
    held.save()
    for again in (scoring.abstain, scoring.declare_conflict):
        with pytest.raises(moving.NoWayError):
            again(application=held, user=reader)
    with pytest.raises(moving.NoWayError):
        scoring.score(scores=dict.fromkeys(keys, 1), **said)
    assert held.reviews.get().score == 4.0


def test_who_may_review_as_a_table(page, staff):
    """Reviewer of the round, what is hers, and the state of the application → whether she may."""
    reader, other = reviewing.reader(page), person("demo-outside", "Reviewers")
    found = {}
    for state in ("in_review", "discussion", "declined", "draft"):
        for own in ("none", "asked", "done", "abstained", "conflict"):
            held = makers.application(page, state=state)
            for user in (reader, other):
                if own != "none":
                    reviewing.given(held, user, state=own)
            found[state, own] = rights.may_review(reader, held)
            assert not rights.may_review(other, held)
            assert rights.may_handle(staff, held)
            assert (held in rights.readable_by(reader, round_of(page))) == found[state, own]
    allowed = {("in_review", own) for own in ("asked", "done", "abstained")}
    allowed |= {("discussion", own) for own in ("none", "asked", "done", "abstained")}
    assert {key for key, may in found.items() if may} == allowed


# Deciding -------------------------------------------------------------------------------------------------------------
def prepare(held, decision, user, note=""):
    held.refresh_from_db()
    deciding.prepare(application=held, decision=decision, note=note, seen=deciding.mark_of(held), user=user)


def test_second_of_two_who_decide_at_once_is_told(page, staff):
    held = makers.application(page, state="in_review")
    seen = deciding.mark_of(held)
    deciding.prepare(application=held, decision=Decision.OFFER, note="Come.", seen=seen, user=staff)
    with pytest.raises(moving.NoWayError):
        deciding.prepare(application=held, decision=Decision.DECLINE, note="", seen=seen, user=staff)
    held.refresh_from_db()
    assert (held.state, held.decision, held.decision_note) == ("decided_pending", "offer", "Come.")
    with pytest.raises(moving.NoWayError):
        deciding.move_on(application=held, to=State.IN_REVIEW)
    deciding.take_back(application=held, seen=deciding.mark_of(held))
    held.refresh_from_db()
    assert (held.state, held.decision, held.decision_note) == ("discussion", "", "")


def test_release_tells_all_that_is_prepared_once(page, staff):
    held = [makers.application(page, state="in_review") for _number in range(4)]
    for each, decision in zip(held, Decision.values, strict=False):
        prepare(each, decision, staff)
    round_, seen = round_of(page), {"offer": 1, "waitlist": 1, "decline": 1}
    with pytest.raises(moving.NoWayError):
        deciding.release(round_=round_, seen={**seen, "offer": 2}, user=staff)
    assert deciding.release(round_=round_, seen=seen, user=staff) == 3
    for again in (seen, {"offer": 0, "waitlist": 0, "decline": 0}):
        with pytest.raises(moving.NoWayError):
            deciding.release(round_=round_, seen=again, user=staff)
    assert states(page) == ["offered", "waitlist", "declined", "in_review"]
    round_.refresh_from_db()
    assert round_.released_at == round_.applications.get(state="offered").decided_at
    assert Opening.objects.filter(what="decided", number=3, user=staff).count() == 1


def test_several_are_decided_together_where_they_can_be(page, staff):
    held = [makers.application(page, state=state) for state in ("in_review", "received", "declined", "draft")]
    seen = {each.pk: deciding.mark_of(each) for each in held}
    done = deciding.prepare_many(round_=round_of(page), seen=seen, decision=Decision.OFFER, user=staff)
    assert (done.done, done.left) == (2, sorted(each.reference for each in held[2:]))
    assert states(page) == ["decided_pending", "decided_pending", "declined", "draft"]
    assert (deciding.places_taken(round_of(page)), page.places) == (2, 1)


def test_waiting_list_keeps_its_order_and_moves_up(page, staff):
    held = [makers.application(page, state="in_review") for _number in range(3)]
    for each in held:
        prepare(each, Decision.WAITLIST, staff)
    deciding.release(round_=round_of(page), seen={"offer": 0, "waitlist": 3, "decline": 0}, user=staff)
    deciding.put_at(application=held[2], place=1)
    assert list(deciding.waiting(round_of(page))) == [held[2], held[0], held[1]]
    assert deciding.offer_next(round_=round_of(page), user=staff) == held[2]
    rows = deciding.waiting(round_of(page))
    assert list(rows.values_list("pk", "place_on_list")) == [(held[0].pk, 1), (held[1].pk, 2)]
    deciding.offer_next(round_=round_of(page), user=staff)
    deciding.offer_next(round_=round_of(page), user=staff)
    with pytest.raises(moving.NoWayError):
        deciding.offer_next(round_=round_of(page), user=staff)


# Letters --------------------------------------------------------------------------------------------------------------
def test_letter_says_only_that_there_is_news_and_the_outbox_knows_no_address(page, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    told = {"state": "offered", "decided_at": timezone.now()}
    held = reviewing.marked(page, language="es", **told)
    makers.application(page, contact={"name": "B", "way": "signal", "value": "b@example.org"}, **told)
    assert [letters.tell_decided(round_of(page).pk) for _time in range(2)] == [1, 0]
    letter = Letter.objects.get()
    kept = " ".join(str(value) for value in Letter.objects.values_list()[0])
    assert [word for word in [*reviewing.words(), page.title] if word in kept] == []
    sending.send_due()
    (message,) = mail.outbox
    assert message.to == [reviewing.CANARIES["contact"]]
    assert "/es/" in message.body
    assert [word for word in [*reviewing.words(), page.title] if word in message.subject + message.body] == []
    letter.refresh_from_db()
    assert (letter.state, letter.to_holder, letter.text) == ("sent", "", "")
    assert letters.address_of("not a key") == ""
    held.contact = {}
    held.save()
    assert letters.address_of(str(held.pk)) == ""


def test_without_a_mail_server_no_letter_waits(page, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not letters.tell(reviewing.marked(page), key="a")
    assert not Letter.objects.exists()


# Talk, late codes -----------------------------------------------------------------------------------------------------
def test_words_are_there_once_and_a_question_waits_for_its_answer(page, staff):
    held = makers.application(page, state="in_review")
    for _click in range(2):
        talking.ask(application=held, author=staff, text="Where?", opening="one")
    assert list(Message.objects.values_list("circle", "is_from_applicant")) == [("applicant", False)]
    assert (Message.objects.get().text, states(page)) == ("Where?", ["more_info"])
    assert list(Opening.objects.values_list("what", "reference")) == [("message", held.reference)]
    held.anonymised_at = timezone.now()
    held.save()
    with pytest.raises(moving.NoWayError):
        talking.say(application=held, circle="team", author=staff, text="x", opening="two")


def test_late_code_is_kept_as_a_hash_and_can_be_ended(page, staff):
    until = timezone.now() + dt.timedelta(days=1)
    code = late.make(round_=round_of(page), until=until, uses=2, user=staff)
    row = LateCode.objects.get()
    assert (row.code_hash, row.uses_left, row.until) == (codes.late_hashes(code)[0], 2, until)
    late.end(late_code=row)
    row.refresh_from_db()
    assert (row.uses_left, row.until <= timezone.now()) == (0, True)


# What is shown --------------------------------------------------------------------------------------------------------
def seen_by(held, sight, **kwargs) -> dict:
    found = shown.shown(held, sight, **kwargs)
    lines = [line for _step, lines in found.steps for line in lines]
    return {line.key: "masked" if line.is_masked else list(line.lines) or len(line.files) for line in lines}


def test_each_sees_what_is_hers_to_see(page):
    held = reviewing.marked(page)
    held.answers = {**held.answers, "gone": "canary-left-over"}
    blind, sighted = seeing.Sight(is_staff=False, is_blind=True), seeing.Sight(is_staff=False, is_blind=False)
    open_ = {"idea": ["We sing by the river."], "sketch": 1, "colour": ["Blue"]}
    town = reviewing.CANARIES["identifying"]
    assert seen_by(held, blind) == open_
    assert seen_by(held, sighted) == {"place": [town], "portrait": 1, **open_}
    masked = {"place": "masked", "portrait": "masked", "gone": "masked"}
    assert seen_by(held, seeing.STAFF) == {**masked, **open_}
    opened = {"place": [town], "portrait": 1, "gone": ["canary-left-over"]}
    assert seen_by(held, seeing.STAFF, is_opened=True) == {**opened, **open_}
    contacts = [len(shown.shown(held, sight, is_opened=True).contact) for sight in (blind, sighted, seeing.STAFF)]
    assert contacts == [0, 1, 4]
    assert [line.key for line in shown.shown(held, blind).team] == ["hint"]


def test_nobody_sees_what_a_condition_hides(page):
    field = page.form_fields.get(clean_name="idea")
    field.show_if_key, field.show_if_value = "colour", "red"
    field.save()
    assert "idea" not in seen_by(reviewing.marked(page), seeing.STAFF)


def test_without_a_page_reviewers_see_nothing(page):
    held = reviewing.marked(page)
    sight = seeing.reviewers_sight(None)
    page.delete()
    assert (seen_by(held, sight), sight.is_blind) == ({}, True)
    assert set(seen_by(held, seeing.STAFF).values()) == {"masked"}


def test_charts_keep_the_numbers():
    rows = [(f"d{number}", number) for number in range(130)]
    parts = charts.in_parts(rows)
    assert (len(parts), sum(number for _span, number in parts)) == (44, sum(range(130)))
    assert parts[0] == (("d0", "d2"), 3)
    assert charts.in_parts([]) == []
    drawn = charts.chart("T", ("a", "b"), [("x", 0), ("y", 4)])
    assert [(bar.y, bar.height) for bar in drawn.bars] == [(120.0, 0.0), (0.0, 120.0)]
    assert charts.range_of(2, 4, 3) == charts.Range(start=50.0, width=100.0, mean=100.0)
    assert charts.range_of(None, None, None) is None
