"""Sending, and what follows: state, words with the team, decision, offer, taking back."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hub.calls.apply_views import sending
from hub.calls.apply_views.holding import PLACE
from hub.calls.applying import talking
from hub.calls.enums import Decision, State
from hub.calls.models import Application, ApplicationFile, Message, Review
from hub.core.models import User
from tests.calls import makers
from tests.calls.applying import (
    SAID,
    code_shown,
    mark,
    picture_file,
    resume,
    send,
    send_files,
    sent,
    tell,
    token,
)


def held(client, application) -> Client:
    """The client as the one who holds it."""
    response = HttpResponse()
    PLACE.hold(response, application)
    client.cookies.update(response.cookies)
    return client


def state_of(client, code="en") -> str:
    return re.search(r'data-state="(\w+)"', client.get(f"/{code}/apply/state/").content.decode()).group(1)


def write(client, text, opening="", **more):
    marked = mark(client)
    said = {"mark": marked, "website": "", "text": text, **more}
    return client.post("/en/apply/state/", {"token": token(f"talk:{marked}", opening=opening), **said})


def test_whole_application_is_sent_once_and_told_with_its_reference(client, call):
    application = sent(client, call)
    assert (application.state, application.answers, application.answers_in) == ("received", SAID, "en")
    first = application.sent_at
    assert send(client).headers["Location"] == "/en/apply/sent/"
    application.refresh_from_db()
    assert (application.sent_at, Application.objects.count()) == (first, 1)
    text = client.get("/en/apply/sent/").content.decode()
    assert text.count(application.reference) == 1
    assert state_of(client) == "received"


@pytest.mark.parametrize("missing", ["q-place", "q-idea", "q-tool", "q-agreed", "way"])
def test_what_is_missing_stops_the_sending_and_is_marked(client, call, missing):
    tell(client, call, **{missing: ""})
    answer = send(client)
    text = answer.content.decode()
    assert (answer.status_code, text.count("share-check__wrong")) == (200, 1)
    assert "This is needed before you can send." in text
    assert Application.objects.get().state == "draft"


def test_change_in_another_window_is_read_before_it_is_sent(client, call, monkeypatch):
    application = tell(client, call)
    said, original = mark(client), sending.writing.send

    def late(**given):
        Application.objects.filter(pk=application.pk).update(changed_at=timezone.now())
        return original(**given)

    monkeypatch.setattr(sending.writing, "send", late)
    answer = client.post("/en/apply/check/", {"mark": said})
    assert "Something was changed in another window" in answer.content.decode()
    application.refresh_from_db()
    assert application.state == "draft"


def test_closing_between_check_and_send_is_said(client, call):
    tell(client, call)
    said = mark(client)
    call.closes_at = timezone.now()
    call.save()
    answer = client.post("/en/apply/check/", {"mark": said})
    assert "The call has closed." in answer.content.decode()
    assert Application.objects.get().state == "draft"


# State

TOLD = {
    "received": "We have received it",
    "screening": "We have received it",
    "in_review": "It is being read",
    "discussion": "It is being read",
    "decided_pending": "It is being read",
    "waitlist": "You are on the waiting list",
    "offered": "Yes: please confirm",
    "accepted": "Yes: confirmed",
    "declined": "Not this time",
}


@pytest.mark.parametrize("state", TOLD)
def test_state_is_told_in_plain_words_and_nothing_before_it_is_released(client, call, state):
    application = makers.application(
        call, state=state, decision="offer", decision_note="Because of the drums.", place_on_list=7
    )
    if state == "declined":
        Application.objects.filter(pk=application.pk).update(decision="decline")
    held(client, application)
    text = client.get("/en/apply/state/").content.decode()
    is_told = state in {"waitlist", "offered", "accepted", "declined"}
    assert f"<strong>{TOLD[state]}</strong>" in text
    assert ("Because of the drums." in text, "Your place on the list: 7" in text) == (is_told, state == "waitlist")
    application.refresh_from_db()
    assert (application.told_at is not None) == is_told


# Words


@pytest.mark.parametrize(("was_read", "back"), [(True, "in_review"), (False, "screening")])
def test_answer_to_a_question_goes_back_to_where_it_was_and_is_one(client, call, was_read, back):
    application = makers.application(call, state=State.MORE_INFO)
    if was_read:
        Review.objects.create(application=application, reviewer=User.objects.create_user("demo-reviewer"))
    asked = Message.objects.create(application=application, circle="applicant", text="Where exactly?")
    Message.objects.create(application=application, circle="team", text="Between us.")
    text = held(client, application).get("/en/apply/state/").content.decode()
    assert ("Where exactly?" in text, "Between us." in text) == (True, False)
    asked.refresh_from_db()
    assert asked.read_at is not None
    for _click in range(2):
        write(client, "Near the <b>river</b>.", opening="one opening")
    application.refresh_from_db()
    assert application.state == back
    [message] = application.messages.filter(is_from_applicant=True)
    assert (message.text, message.circle, message.author) == ("Near the <b>river</b>.", "applicant", None)
    assert "Near the &lt;b&gt;river" in client.get("/en/apply/state/").content.decode()


def test_words_are_limited_and_nobody_writes_to_what_is_over(client, call, monkeypatch):
    monkeypatch.setattr(talking, "MOST_MESSAGES", 1)
    application = makers.application(call)
    held(client, application)
    ways = [write(client, "One").status_code, write(client, "Two").status_code, write(client, "").status_code]
    assert ways == [302, 200, 200]
    Application.objects.filter(pk=application.pk).update(state=State.DECLINED)
    assert "nobody would read" in write(client, "Three").content.decode()
    assert [each.text for each in application.messages.all()] == ["One"]


# Offer


@pytest.mark.parametrize(
    ("state", "answers", "becomes"),
    [
        ("offered", ["yes", "yes"], "accepted"),
        ("offered", ["no", "no"], "declined"),
        ("offered", ["no", "yes"], "declined"),
        ("offered", ["yes", "no"], "accepted"),
        ("waitlist", ["yes"], "waitlist"),
        ("decided_pending", ["yes"], "decided_pending"),
        ("received", ["no"], "received"),
    ],
)
def test_offer_is_taken_or_given_away_once(client, call, state, answers, becomes):
    application = makers.application(call, state=state, decision=Decision.OFFER)
    held(client, application)
    client.post("/en/apply/offer/yes/", {"mark": "x"})
    for each in answers:
        client.post(f"/en/apply/offer/{each}/", {"mark": mark(client)})
    assert state_of(client) == becomes
    text = client.get("/en/apply/state/").content.decode()
    assert ("You gave the place to somebody else" in text) == (becomes == "declined")


def test_giving_a_place_away_is_asked_first(client, call):
    held(client, makers.application(call, state="offered"))
    assert client.get("/en/apply/offer/refuse/").status_code == 200
    assert state_of(client) == "offered"


# Taking back


@pytest.mark.parametrize("is_sent", [True, False])
def test_withdrawn_application_is_gone_at_once_with_everything(client, call, is_sent):
    application = tell(client, call)
    code = code_shown(client)
    send_files(client, picture_file())
    if is_sent:
        send(client)
        write(client, "One word")
    assert client.get("/en/apply/withdraw/").status_code == 200
    client.post("/en/apply/withdraw/", {"mark": "x"})
    assert Application.objects.whole().count() == 1
    said = mark(client)
    assert client.post("/en/apply/withdraw/", {"mark": said}).headers["Location"] == "/en/apply/gone/"
    application.refresh_from_db()
    assert (application.state, application.answers, application.contact, application.language) == (
        "withdrawn",
        {},
        {},
        "en",
    )
    assert (ApplicationFile.objects.count(), Message.objects.count()) == (0, 0)
    assert client.get("/en/apply/state/").headers["Location"] == "/en/apply/resume/"
    assert resume(Client(), code).status_code == 200


def test_read_decision_waits_behind_the_code_on_any_device(client, call):
    application = sent(client, call)
    Application.objects.filter(pk=application.pk).update(state=State.OFFERED, decided_at=timezone.now())
    other = Client()
    resume(other, code_shown(client))
    assert state_of(other, "ar") == "offered"
