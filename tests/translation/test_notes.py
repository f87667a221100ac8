"""Readers' notes: how one is left without a trace of who left it, and what ends a flood."""

import datetime as dt
import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from hub.core import public_forms, version
from hub.core.public_forms import token_for
from hub.translation import note_forms, noting
from hub.translation.models import ReaderNote
from tests import factories
from tests.test_headers import PUBLIC_POLICY, SAME_EVERYWHERE, policy
from tests.test_html import document, unlabelled
from tests.translation.desk import activity_in

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES]
TOO_MANY = "Many notes are waiting already. Please come back in a few days."
AGAIN = "We could not take this yet. Please send it once more."


def address(page, code: str = "en") -> str:
    return f"/{code}/note/{page.pk}/"


def filled(page, **values) -> dict:
    return {"words": "", "text": "The second step is cut.", "token": token_for(note_forms.about(page)), **values}


def kept() -> list[tuple]:
    return list(ReaderNote.objects.order_by("pk").values_list("page_id", "language", "text", "state"))


def errors_in(answer) -> list[str]:
    box = re.search(r'<div class="errors".*?</div>', answer.content.decode(), re.S)
    found = re.findall(r"<li>(.*?)</li>", box.group(), re.S) if box else []
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


def many_notes(page, count: int, **values) -> None:
    language = page.locale.language_code
    ReaderNote.objects.bulk_create(
        ReaderNote(page=page, language=language, text=f"Note {number}", **values) for number in range(count)
    )


# A reader leaves a note ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_form_keeps_the_contract_of_a_page(client, code):
    page = activity_in(code)
    text, tree, errors = document(client, address(page, code))
    assert [error for _place, error, _data in errors] == []
    assert len(list(tree.iter("h1"))) == 1
    assert unlabelled(tree) == []
    assert html.escape(page.title) in text
    assert '<meta name="robots" content="noindex">' in text


def test_form_comes_with_all_headers_and_no_cookie(client):
    page = activity_in("es")
    answers = [
        client.get(address(page)),
        client.post(address(page), filled(page, text="")),
        client.post(address(page), filled(page)),
        client.get(f"{address(page)}thanks/"),
    ]
    for answer in answers:
        assert policy(answer) == PUBLIC_POLICY
        assert {name: answer.headers[name] for name in SAME_EVERYWHERE} == SAME_EVERYWHERE
        assert answer.cookies == {}
    assert [answer.headers["Cache-Control"] for answer in answers[:2]] == ["private, no-cache", "private, no-store"]


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        ("", "The second step is cut.", "The second step is cut."),
        ("la mano", "It is “las manos”.", "“la mano”\nIt is “las manos”."),
        ("", "  One.\r\nTwo.  ", "One.\nTwo."),
        ("", ("a\r\n" * 999) + "bc", ("a\n" * 999) + "bc"),
        ("", "a\x00b\x1b[31m", "ab[31m"),
        ("", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", "คำว่า “มือ” ไม่ถูก", "คำว่า “มือ” ไม่ถูก"),
    ],
)
def test_note_is_kept_as_it_was_written(words, text, said):
    page = activity_in("es")
    answer = Client(enforce_csrf_checks=True).post(address(page, "th"), filled(page, words=words, text=text))
    assert (answer.status_code, answer.url) == (302, f"/th/note/{page.pk}/thanks/")
    assert kept() == [(page.pk, "es", said, "new")]


def test_thanks_say_what_happens_and_lead_back(client):
    page = activity_in("es")
    text = client.get(f"{address(page, 'en')}thanks/").content.decode()
    assert "Somebody who speaks the language will read your note" in text
    assert f'href="{page.address.replace("/es/", "/en/", 1)}"' in text


def test_nothing_is_kept_of_who_wrote_it(client, caplog):
    page = activity_in("es")
    caplog.set_level("DEBUG")
    client.post(address(page), filled(page), REMOTE_ADDR="203.0.113.77", headers={"user-agent": "canary-of-a-browser"})
    assert [field.name for field in ReaderNote._meta.fields] == [
        *("id", "page", "language", "text", "day", "state", "handled_by"),
    ]
    values = str(ReaderNote.objects.values().get()) + caplog.text
    assert type(ReaderNote.objects.get().day) is dt.date
    assert "203.0.113.77" not in values
    assert "canary" not in values


def test_double_click_counts_once(client):
    page, other = activity_in("es"), activity_in("ar")
    data = filled(page)
    assert [client.post(address(page), data).status_code for _click in range(2)] == [302, 302]
    client.post(address(page), filled(page, text="Another thing."))
    client.post(address(other), filled(other))
    assert [(page_id, text) for page_id, _language, text, _state in kept()] == [
        (page.pk, "The second step is cut."),
        (page.pk, "Another thing."),
        (other.pk, "The second step is cut."),
    ]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"text": ""}, ["What is wrong? This is missing."]),
        ({"text": " \r\n "}, ["What is wrong? This is missing."]),
        ({"text": "x" * 2001}, ["What is wrong? 2001 characters; at most 2000."]),
        (
            {"words": "w" * 201, "text": "kept <b>words</b>"},
            ["Which words? You may leave this empty. 201 characters; at most 200."],
        ),
        ({"text": "m" * 1_000_000}, ["What is wrong? 1000000 characters; at most 2000."]),
        ({"token": ""}, [AGAIN]),
        ({"token": "forged"}, [AGAIN]),
        ({"token": "MQ:1abc:\x00\ufffd"}, [AGAIN]),
        ({"token": "x" * 100_000}, [AGAIN]),
        ({"website": "https://example.org"}, [AGAIN]),
    ],
)
def test_note_that_cannot_be_taken_comes_back_as_it_was(client, values, errors):
    page = activity_in("es")
    data = filled(page, **values)
    answer = client.post(address(page), data)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert errors_in(answer) == errors
    assert "<title>Not sent yet – " in text
    assert html.escape(data["text"]) in text
    assert html.escape(data["words"]) in text
    assert kept() == []


def test_error_is_tied_to_its_field(client):
    page = activity_in("es")
    text = client.post(address(page), filled(page, text="")).content.decode()
    field = re.search(r"<textarea[^>]*>", text).group()
    assert 'aria-describedby="id_text_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="id_text_error"' in text
    assert '<a href="#id_text">' in text


def test_form_that_was_open_for_days_is_taken_when_it_is_sent_again(client, monkeypatch):
    page = activity_in("es")
    with monkeypatch.context() as patch:
        patch.setattr(public_forms, "OPEN_SECONDS", -1)
        answer = client.post(address(page), filled(page))
    assert errors_in(answer) == [AGAIN]
    token = re.search(r'name="token" value="([^"]+)"', answer.content.decode()).group(1)
    assert client.post(address(page), filled(page, token=token)).status_code == 302
    assert len(kept()) == 1


def test_token_is_good_for_its_page_only(client):
    page, other = activity_in("es"), activity_in("ar")
    answer = client.post(address(page), filled(page, token=token_for(note_forms.about(other))))
    assert errors_in(answer) == [AGAIN]
    assert kept() == []


def test_request_that_is_no_form_does_not_break_the_page():
    page = activity_in("es")
    client = Client(raise_request_exception=False)
    url = address(page)
    sent = [
        client.post(url, b"\xff\xfe=\xff&text=%ff%00", content_type="application/x-www-form-urlencoded"),
        client.post(url, b"no parts", content_type="multipart/form-data; boundary=x"),
        client.post(url, b"no boundary", content_type="multipart/form-data"),
        client.post(url, b'{"text": 1}', content_type="application/json"),
        client.post(url, {"text": "m" * 3_000_000}, content_type="application/x-www-form-urlencoded"),
        client.put(url),
    ]
    assert [answer.status_code for answer in sent] == [200, 200, 400, 200, 400, 405]
    assert kept() == []


def test_pages_that_not_everybody_may_read_take_no_notes(client):
    page = factories.activity(title="Open to all")
    draft = factories.activity(title="Not yet", publish=False)
    private = factories.activity(title="Only for some")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    alias = page.create_alias(parent=factories.library_in("es"), update_locale=Locale.objects.get(language_code="es"))
    version.bump()
    assert client.get(address(page)).status_code == 200
    closed = [draft.pk, private.pk, alias.pk, Page.get_first_root_node().pk, 0, 10**9, 10**30]
    for page_id in closed:
        data = {"text": "Anything", "token": token_for(note_forms.about(Page(pk=page_id)))}
        for path in (f"/en/note/{page_id}/", f"/en/note/{page_id}/thanks/"):
            assert (page_id, client.get(path).status_code) == (page_id, 404)
        assert (page_id, client.post(f"/en/note/{page_id}/", data).status_code) == (page_id, 404)
    assert client.get(f"/en/note/{'9' * 5000}/").status_code == 404
    assert kept() == []


# Floods --------------------------------------------------------------------------------------------------------------


def test_page_with_many_notes_kindly_takes_no_more(client):
    page, other = activity_in("es"), activity_in("ar")
    many_notes(page, noting.MOST_WAITING_ON_A_PAGE - 1)
    assert TOO_MANY not in client.get(address(page)).content.decode()
    assert client.post(address(page), filled(page)).status_code == 302
    empty = client.get(address(page)).content.decode()
    assert TOO_MANY in empty
    assert "<textarea" not in empty
    answer = client.post(address(page), filled(page, text="One too many"))
    assert errors_in(answer) == [TOO_MANY]
    assert "One too many" in answer.content.decode()
    assert client.post(address(page), filled(page)).status_code == 302  # sent twice: it has been taken
    assert client.post(address(other), filled(other)).status_code == 302
    assert ReaderNote.objects.filter(page=page).count() == noting.MOST_WAITING_ON_A_PAGE
    ReaderNote.objects.filter(page=page).update(state="done")
    assert client.post(address(page), filled(page, text="One too many")).status_code == 302


def test_flood_ends_at_so_many_notes_in_a_day(client):
    page, flooded = activity_in("es"), activity_in("ar")
    many_notes(flooded, noting.MOST_IN_A_DAY, state="set-aside")
    assert errors_in(client.post(address(page), filled(page))) == [TOO_MANY]
    ReaderNote.objects.filter(page=flooded).update(day=timezone.now().date() - dt.timedelta(days=1))
    assert client.post(address(page), filled(page)).status_code == 302


def test_whole_page_cache_keeps_no_form(client, settings):
    settings.HUB_READER_CACHE_SECONDS = 600
    fresh, page = Client(), activity_in("es")
    assert "<textarea" in fresh.get(address(page)).content.decode()
    many_notes(page, noting.MOST_WAITING_ON_A_PAGE)
    assert TOO_MANY in fresh.get(address(page)).content.decode()
    ReaderNote.objects.all().delete()
    assert "<textarea" in fresh.get(address(page)).content.decode()
