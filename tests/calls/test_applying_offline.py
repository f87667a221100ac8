"""Questions taken along, and filled files brought back: answers in their places, nothing guessed, nothing overwritten."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hub.calls.applying import sheets
from hub.calls.models import CallQuestion
from tests.calls import makers
from tests.calls.applying import begin, mark, start_data, tell
from tests.calls.makers import DAY

FILLED = {"place": "Demo town", "idea": "We sing.", "people": "12", "colours": ["red", "green"], "plays": "no"}


def filled(page, answers, ending="txt", change=lambda data: data, name="filled"):
    sheet = replace(sheets.sheet_of(page), answers=answers)
    return SimpleUploadedFile(f"{name}.{ending}", change(sheets.WRITERS[ending](sheet)))


def bring(client, file, code="en"):
    return client.post(f"/{code}/apply/file/", {"mark": mark(client, code), "filled": file})


@pytest.mark.parametrize("ending", ["docx", "odt", "txt"])
def test_questions_go_out_and_their_answers_come_back(client, call, ending):
    answer = client.get(f"/en/apply/to/{call.slug}/questions.{ending}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="questions-en.{ending}"'
    assert answer.content == sheets.WRITERS[ending](sheets.sheet_of(call))
    application = begin(client, call)
    shown = bring(client, filled(call, FILLED, ending))
    application.refresh_from_db()
    assert (shown.context["count"], shown.context["choices"], application.answers) == (5, [], FILLED)


@pytest.mark.parametrize(("opens", "closes", "status"), [(1, 2, 200), (-2, -1, 302)])
def test_questions_are_there_until_the_call_closes(client, place, opens, closes, status):
    now = timezone.now()
    page = makers.call(opens_at=now + opens * DAY, closes_at=now + closes * DAY)
    assert client.get(f"/en/apply/to/{page.slug}/questions.txt").status_code == status


def test_sheet_asks_what_applicants_are_asked_in_the_language_of_the_page(call):
    arabic = makers.call_in("ar", call, title="دعوة", labels={"place": {"label": "أين تعيش؟"}})
    text = sheets.WRITERS["txt"](sheets.sheet_of(arabic)).decode("utf-8-sig")
    assert ("أين تعيش؟" in text, "Note of the team" in text) == (True, False)
    assert sheets.mark_of(arabic) == sheets.mark_of(call)


def test_sheet_says_when_the_call_closes_as_its_page_does(client, place):
    closes = dt.datetime(2190, 5, 1, 9, 0, tzinfo=dt.UTC)
    page = makers.call(closes_at=closes, zone="Africa/Nairobi", data_kept_until=dt.date(2191, 1, 1))
    arabic = makers.call_in("ar", page, title="دعوة")
    said = {each.language: sheets.sheet_of(each).closes for each in (page, arabic)}
    assert said == {"en": "Saturday, 1 May 2190, 12:00 (Nairobi, UTC+3)", "ar": said["ar"]}
    assert said["ar"].endswith("12:00 (نيروبي, UTC+3)")
    shown = re.sub(r"<[^>]+>", "", client.get(f"/ar/calls/{page.slug}/").content.decode())
    assert said["ar"] in shown


def test_file_in_another_language_of_the_call_is_understood(client, call):
    arabic = makers.call_in("ar", call, title="دعوة", labels={"place": {"label": "أين تعيش؟"}})
    application = begin(client, call)
    bring(client, filled(arabic, FILLED))
    application.refresh_from_db()
    assert application.answers == FILLED


def test_answers_that_are_there_stay_until_she_chooses(client, call):
    application = tell(client, call)
    before = dict(application.answers)
    shown = bring(client, filled(call, {**FILLED, "people": "13", "place": "<b>Other</b> town"}))
    application.refresh_from_db()
    assert application.answers == before
    assert {each["name"] for each in shown.context["choices"]} == {"q-place", "q-idea", "q-people", "q-plays"}
    assert "&lt;b&gt;Other&lt;/b&gt; town" in shown.content.decode()
    said = {"q-place": "<b>Other</b> town", "q-people": "13", "q-plays": "no", "q-note": "x"}
    chosen = {"mark": mark(client), **said, "take": ["q-place", "q-people", "q-note", "q-unknown"]}
    assert client.post("/en/apply/file/choose/", chosen).headers["Location"] == "/en/apply/check/"
    application.refresh_from_db()
    assert application.answers == {**before, "place": "<b>Other</b> town", "people": "13"}


def test_what_does_not_fit_is_listed_with_its_words_and_not_taken(client, call):
    application = begin(client, call)
    shown = bring(client, filled(call, {**FILLED, "people": "about twenty", "day": "next Sunday"}))
    application.refresh_from_db()
    assert application.answers == {key: answer for key, answer in FILLED.items() if key != "people"}
    text = shown.content.decode()
    assert ("about twenty" in text, "next Sunday" in text, shown.context["count"]) == (True, True, 4)


@pytest.mark.parametrize("kind", ["other call", "empty", "rubbish", "program", "nothing"])
def test_files_that_are_none_of_ours_change_nothing(client, call, kind):
    application = begin(client, call)
    file = {
        "other call": lambda: filled(makers.call(), FILLED),
        "empty": lambda: SimpleUploadedFile("a.txt", b""),
        "rubbish": lambda: SimpleUploadedFile("a.docx", b"PK\x03\x04rubbish"),
        "program": lambda: SimpleUploadedFile("a.exe", b"MZ"),
        "nothing": lambda: "",
    }[kind]()
    shown = bring(client, file)
    application.refresh_from_db()
    assert (shown.status_code, application.answers) == (200, {})
    assert bool(shown.context.get("problems") or shown.context["form"].errors) is True


def test_frozen_and_sent_answers_are_not_changed_by_a_file(client, call):
    CallQuestion.objects.filter(page=call, clean_name="place").update(freeze_at=timezone.now())
    application = begin(client, call)
    bring(client, filled(call, FILLED))
    application.refresh_from_db()
    assert "place" not in application.answers
    file = filled(call, FILLED)
    assert client.post("/en/apply/file/", {"mark": "x", "filled": file}).status_code == 200
    makers.Application.objects.filter(pk=application.pk).update(sent_at=timezone.now(), state="received")
    assert bring(client, filled(call, {"idea": "Other"})).headers["Location"] == "/en/apply/steps/"


def test_who_has_a_filled_file_is_led_to_bring_it(client, call):
    answer = client.post(f"/en/apply/to/{call.slug}/", start_data(call, then="file"))
    assert answer.headers["Location"] == "/en/apply/code/?then=file"
    assert client.post("/en/apply/code/?then=file").headers["Location"] == "/en/apply/file/"
