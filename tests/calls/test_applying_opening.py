"""Beginning an application, in time and late, its code, and coming back."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from hub.calls import codes
from hub.calls.apply_views.holding import PLACE
from hub.calls.applying import beginning, dropping
from hub.calls.enums import State
from hub.calls.models import Application, LateCode, Round
from hub.calls.references import SAID, UNSAID, new_reference
from hub.core import version
from tests.calls import makers
from tests.calls.applying import YOU, begin, code_shown, mark, resume, say, start_data, tell
from tests.calls.makers import DAY

AGAIN = "We could not take this yet. Please send it once more."
PAGES = ["steps/", "steps/1/", "steps/4/", "check/", "sent/", "state/", "withdraw/", "file/", "late/", "offer/refuse/"]


def start(client, page, **said):
    return client.post(f"/en/apply/to/{page.slug}/", start_data(page, **said))


def test_begun_application_carries_the_promise_of_that_moment(client, call):
    application = begin(client, call)
    kept = call.data_kept_until
    call.data_kept_until, call.afterwards = kept + 400 * DAY, "delete"
    call.save()
    application.refresh_from_db()
    assert (application.state, application.language, application.delete_on, application.afterwards) == (
        "draft",
        "en",
        kept,
        "anonymise",
    )
    assert re.fullmatch(r"([a-z]{4}-){3}[a-z]{4}", application.reference)


def test_references_are_words_that_can_be_said():
    assert len(SAID) > 500
    assert UNSAID.isdisjoint(SAID)
    assert {len(new_reference()) for _each in range(50)} == {19}


def test_two_clicks_begin_one_application_with_one_code(client, call):
    data, shown = start_data(call), []
    for _click in range(2):
        client.post(f"/en/apply/to/{call.slug}/", data)
        shown.append(code_shown(client))
    assert (Application.objects.filter(round_id=call.translation_key).count(), len(set(shown))) == (1, 1)


@pytest.mark.parametrize("wrong", [{"token": ""}, {"token": "x"}, {"website": "http://x"}, {"token": None}])
def test_machines_are_asked_to_send_it_once_more(client, call, wrong):
    other = makers.call()
    said = {"token": start_data(other)["token"]} if wrong == {"token": None} else wrong
    answer = start(client, call, **said)
    assert (answer.status_code, AGAIN in answer.content.decode(), Application.objects.count()) == (200, True, 0)


def test_too_many_are_told_to_come_back_and_leave_nothing(client, call, monkeypatch):
    monkeypatch.setattr(beginning, "MOST_BEGUN_IN_A_DAY", 1)
    begin(Client(), call)
    answer = start(client, call)
    assert "Please come back tomorrow" in answer.content.decode()
    assert Application.objects.count() == 1


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-2, -1)])
def test_call_that_is_not_open_leads_to_its_page(client, place, opens, closes):
    now = timezone.now()
    page = makers.call(opens_at=now + opens * DAY, closes_at=now + closes * DAY)
    answers = [client.get(f"/en/apply/to/{page.slug}/"), start(client, page)]
    assert [each.headers.get("Location") for each in answers] == [f"/en/calls/{page.slug}/"] * 2
    assert Application.objects.count() == 0


def test_calls_that_readers_do_not_see_cannot_be_applied_for(client, place):
    page = makers.call(publish=False)
    paths = [f"to/{page.slug}/", "to/nothing/", f"to/{page.slug}/questions.txt", "to/nothing/questions.odt"]
    assert [client.get(f"/en/apply/{path}").status_code for path in paths] == [404] * 4


# Late


@pytest.fixture
def closed(place):
    now = timezone.now()
    return makers.call(opens_at=now - 5 * DAY, closes_at=now - DAY)


def test_late_code_lets_in_once_and_as_long_as_it_is_good(client, closed):
    code = makers.late_code(closed, uses=1)
    assert "With a code from the team" in client.get(f"/en/apply/to/{closed.slug}/").content.decode()
    opening = "the same opening"
    for _click in range(2):
        assert start(client, closed, late=code.lower(), opening=opening).status_code == 302
    ticket, application = LateCode.objects.get(), Application.objects.get()
    assert (ticket.uses_left, application.late_until) == (0, ticket.until)
    assert say(client, 1, YOU).headers["Location"] == "/en/apply/steps/2/"
    another = start(Client(), closed, late=code)
    assert another.headers["Location"] == f"/en/calls/{closed.slug}/"  # used up: nobody can come late any more


@pytest.mark.parametrize("kind", ["other call", "over", "mistyped", "empty", "\x00"])
def test_late_code_that_is_not_good_lets_nobody_in(client, closed, kind):
    makers.late_code(closed, uses=3)
    now = timezone.now()
    other = makers.call(opens_at=now - 5 * DAY, closes_at=now - DAY)
    code = {
        "other call": makers.late_code(other),
        "over": makers.late_code(closed, until=now - dt.timedelta(seconds=1)),
        "mistyped": codes.code_for("x"),
        "empty": "",
    }.get(kind, kind)
    answer = start(client, closed, late=code)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert 'href="#id_late"' in answer.content.decode()
    assert Application.objects.count() == 0


def test_late_code_is_not_asked_for_while_the_call_is_open(client, call):
    code = makers.late_code(call)
    assert 'name="late"' not in client.get(f"/en/apply/to/{call.slug}/").content.decode()
    start(client, call, late=code)
    assert (LateCode.objects.get().uses_left, Application.objects.get().late_until) == (1, None)


def test_draft_of_a_closed_call_is_read_and_let_in_with_a_late_code(client, call):
    application = tell(client, call)
    call.closes_at = timezone.now()
    call.save()
    refused = client.post("/en/apply/steps/2/", {"mark": PLACE.mark_of(application), "q-place": "Too late"})
    text = refused.content.decode()
    assert ("cannot be changed any more" in text, 'value="Too late"' in text) == (True, True)
    assert client.get("/en/apply/steps/2/").headers["Location"] == "/en/apply/steps/"
    assert "Demo town" in client.get("/en/apply/check/").content.decode()
    code = makers.late_code(call)
    said = {"mark": mark(client)}
    assert "We know no such code" in client.post("/en/apply/late/", {**said, "late": "x"}).content.decode()
    assert client.post("/en/apply/late/", {**said, "late": code}).headers["Location"] == "/en/apply/steps/"
    assert client.post("/en/apply/check/", said).headers["Location"] == "/en/apply/sent/"
    application.refresh_from_db()
    assert (application.state, LateCode.objects.get().uses_left) == ("received", 0)


# Code


def test_code_is_shown_until_it_is_kept_and_stored_nowhere(client, call):
    application = begin(client, call)
    code = code_shown(client)
    stored = " ".join(str(value) for value in Application.objects.values_list().get())
    assert (code in stored, code.replace("-", "") in stored) == (False, False)
    assert application.code_hash == codes.hashes(code)[0]
    assert client.post("/en/apply/code/").headers["Location"] == "/en/apply/steps/"
    assert client.get("/en/apply/code/").headers["Location"] == "/en/apply/steps/"


@pytest.mark.parametrize("code", ["", "x", "0" * 26, "'; drop table", "٣" * 26, "\x00", "A" * 300])
def test_wrong_code_opens_nothing(client, call, code):
    begin(Client(), call)
    answer = resume(client, code)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert 'href="#id_code"' in answer.content.decode()


@pytest.mark.parametrize("cookie", ["", "x", "1:2:3"])
def test_without_the_cookie_nothing_is_seen(client, call, cookie):
    tell(Client(), call)
    client.cookies["apply-en"] = cookie
    ways = [client.get(f"/en/apply/{page}") for page in PAGES]
    assert [(each.status_code, each.headers["Location"]) for each in ways] == [(302, "/en/apply/resume/")] * len(PAGES)


def test_cookie_is_signed_and_sent_to_these_pages_alone(client, call):
    begin(client, call)
    cookies = {name: (each["path"], each["httponly"], each["samesite"]) for name, each in client.cookies.items()}
    assert cookies["apply-en"] == ("/en/apply/", True, "Lax")
    assert {path for path, _httponly, _samesite in cookies.values()} == {f"/{name[6:]}/apply/" for name in cookies}
    client.cookies["apply-en"] = client.cookies["apply-en"].value[:-1] + "_"
    assert client.get("/en/apply/steps/").status_code == 302


def test_lock_forgets_the_application_on_this_device_alone(client, call):
    begin(client, call)
    code = code_shown(client)
    client.post("/en/apply/lock/")
    assert client.get("/en/apply/steps/").status_code == 302
    resume(client, code.lower().replace("-", " "))
    assert client.get("/en/apply/steps/").status_code == 200


def test_questions_are_asked_in_the_language_of_the_address_and_answers_stay(client, call):
    makers.call_in("ar", call, title="دعوة", labels={"colour": {"label": "أي لون؟", "choices": "red|أحمر"}})
    begin(client, call)
    say(client, 3, {"q-colour": "red"})
    text = client.get("/ar/apply/steps/3/").content.decode()
    assert ("أي لون؟" in text, "أحمر" in text, re.search(r'value="red"[^>]* checked', text) is not None) == (True,) * 3


# Drafts that are never sent


def test_old_drafts_are_emptied_and_others_stay(client, call):
    now = timezone.now()
    old = makers.call(closes_at=now - (dropping.KEPT_DAYS + 1) * DAY, opens_at=now - 40 * DAY)
    dropped = makers.application(old, state=State.DRAFT)
    kept = [
        makers.application(old),
        makers.application(old, state=State.DRAFT, late_until=now - DAY),
        makers.application(call, state=State.DRAFT),
    ]
    before = [Application.objects.filter(pk=each.pk).values().get() for each in kept]
    assert [dropping.drop_old_drafts() for _round in range(2)] == [1, 0]
    assert [Application.objects.filter(pk=each.pk).values().get() for each in kept] == before
    dropped.refresh_from_db()
    assert (dropped.state, dropped.answers, dropped.contact, dropped.code_hash) == ("expired", {}, {}, None)


# At once


@pytest.fixture(scope="module")
def at_once(django_db_setup, django_db_blocker):
    """A call that is really written, for posts from several threads; afterwards it is gone again. The test itself is in a
    transaction, as always: it only reads."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lies in the memory of one thread")
    with django_db_blocker.unblock():
        had_index = makers.CallIndexPage.objects.filter(locale__language_code="en").exists()
        page = makers.call()
    yield page
    with django_db_blocker.unblock():
        index = page.get_parent()
        Application.objects.filter(round_id=page.translation_key).delete()
        Round.objects.filter(pk=page.translation_key).delete()
        page.delete()
        if not had_index:
            index.delete()
        PageLogEntry.objects.filter(page__in=[page.pk, index.pk]).delete()
        version.bump()


def at_the_same_time(number, do):
    def one(client):
        try:
            return do(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, [Client() for _each in range(number)]))


def test_twenty_posts_at_once_are_one_application(at_once, db):
    data = start_data(at_once)
    began = at_the_same_time(20, lambda client: client.post(f"/en/apply/to/{at_once.slug}/", data))
    assert [each.headers["Location"] for each in began] == ["/en/apply/code/"] * 20

    def fill(client):
        client.post(f"/en/apply/to/{at_once.slug}/", data)
        for step, said in {1: YOU, 2: {"q-place": "x", "q-idea": "y"}, 5: {"q-agreed": "yes"}}.items():
            say(client, step, said)
        return code_shown(client), mark(client)

    [(code, marked)] = at_the_same_time(1, fill)

    def send(client):
        resume(client, code)
        return client.post("/en/apply/check/", {"mark": marked})

    sent = at_the_same_time(20, send)
    assert [each.headers["Location"] for each in sent] == ["/en/apply/sent/"] * 20
    application = Application.objects.get(round_id=at_once.translation_key)
    assert (application.state, application.answers) == ("received", {"place": "x", "idea": "y", "agreed": "yes"})


def test_last_use_of_a_late_code_is_used_once(at_once, db):
    def close(_client):
        at_once.closes_at = timezone.now()
        at_once.save()
        Application.objects.filter(round_id=at_once.translation_key).delete()
        return makers.late_code(at_once, uses=2)

    [code] = at_the_same_time(1, close)
    ways = at_the_same_time(6, lambda client: start(client, at_once, late=code).headers.get("Location"))
    assert ways.count("/en/apply/code/") == 2
    assert Application.objects.filter(round_id=at_once.translation_key).count() == 2
    assert LateCode.objects.get(round_id=at_once.translation_key).uses_left == 0
