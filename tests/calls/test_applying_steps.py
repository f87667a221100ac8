"""The pages of an application: nothing typed is ever lost, and nothing gets in that was not asked for."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from hub.calls.applying import paging, writing
from hub.calls.enums import Kind, State
from hub.calls.models import Application, CallQuestion
from hub.calls.questions import Question
from hub.core.step_forms import MOST_RAW
from tests.calls import makers
from tests.calls.applying import (
    ABOUT,
    REST,
    SAID,
    SESSION,
    STEPS,
    YOU,
    begin,
    code_shown,
    hidden,
    resume,
    say,
    send,
    tell,
)
from tests.calls.makers import DAY

HOSTILE = ["<script>alert(1)</script>", "a\x00b\u202e🜁", "'; drop table {{ 7*7 }}", "9" * 400]
KEYS = ["place", "idea", "people", "colour", "colours", "day", "plays", "tool", "agreed"]
STEPS_OF = {2: KEYS[:3], 3: KEYS[3:8], 5: KEYS[8:]}


def kept(application) -> dict:
    application.refresh_from_db()
    return application.answers


def progress(client, code="en") -> list[str]:
    return re.findall(r"share-progress--(\w+)", client.get(f"/{code}/apply/steps/").content.decode())


def test_every_step_keeps_what_is_said_leads_on_and_survives_a_lost_line(client, call):
    application = begin(client, call)
    code = code_shown(client)
    assert progress(client) == ["empty"] * 5
    ways = []
    for step, said in STEPS.items():
        ways.append(say(client, step, said).headers["Location"].removeprefix("/en/apply/"))
        client = Client()  # the line is cut and the phone is off; the code brings all of it back
        assert resume(client, code).headers["Location"] == "/en/apply/steps/"
        text = client.get(f"/en/apply/steps/{step}/").content.decode()
        assert all(value in text for value in said.values() if isinstance(value, str) and "<" not in value)
    assert ways == ["steps/2/", "steps/3/", "steps/4/", "check/"]
    assert kept(application) == SAID
    assert application.contact == {name: value for name, value in YOU.items() if name != "answers_in"}
    assert progress(client) == ["done", "done", "done", "empty", "done"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_of_every_kind_is_kept_as_typed_and_never_breaks_a_page(client, call, text):
    application, typed = begin(client, call), text.replace("\x00", "")
    for step, keys in STEPS_OF.items():
        assert say(client, step, {f"q-{key}": text for key in keys}).status_code == 302
    assert kept(application) == {key: [typed] if key == "colours" else typed for key in KEYS}
    shown = [client.get(f"/en/apply/{page}") for page in ("steps/2/", "steps/3/", "steps/5/", "check/")]
    assert [(each.status_code, "<script>alert" in each.content.decode()) for each in shown] == [(200, False)] * 4
    wrong = {name for each in shown[:3] for name in each.context["form"].errors}
    assert {"q-colour", "q-colours", "q-day", "q-plays"} <= wrong
    assert send(client).status_code == 200
    application.refresh_from_db()
    assert application.state == State.DRAFT


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "x" * 121}, "name"),
        ({"way": "pigeon"}, "way"),
        ({"way": "email", "value": "not an address"}, "value"),
        ({"safe": "x" * 501}, "safe"),
    ],
)
def test_wrong_contact_is_kept_as_typed_and_named(client, call, wrong, field):
    application = begin(client, call)
    assert say(client, 1, {**YOU, **wrong}).headers["Location"] == "/en/apply/steps/1/"
    assert sorted(client.get("/en/apply/steps/1/").context["form"].errors) == [field]
    application.refresh_from_db()
    assert {name: application.contact[name] for name in wrong} == wrong
    assert "mend" in progress(client)[0]


@pytest.mark.parametrize(
    ("said", "missing"), [({"way": "none"}, []), ({"way": "phone"}, ["value"]), ({"name": "River"}, ["way"])]
)
def test_nobody_has_to_be_reached(client, call, said, missing):
    begin(client, call)
    say(client, 1, said)
    assert client.get("/en/apply/steps/1/").context["form"].missing == missing


def test_answers_may_be_in_a_language_that_the_hub_does_not_speak(client, place):
    page = makers.call(languages_accepted=["am", "ar"])
    application = begin(client, page)
    ways = []
    for code in ("ar", "am", "en"):
        say(client, 1, {**YOU, "answers_in": code})
        application.refresh_from_db()
        ways.append((application.answers_in, application.language))
    assert ways == [("ar", "ar"), ("am", "ar"), ("am", "ar")]


def test_what_is_not_asked_is_not_taken(client, call):
    application = begin(client, call)
    say(client, 2, {"q-note": "seen?", "note": "x", "q-sketch": "x", "q-unknown": "x", "mark2": "y"})
    assert kept(application) == {}
    assert "Note of the team" not in "".join(
        client.get(f"/en/apply/{page}").content.decode() for page in ("steps/2/", "steps/3/", "steps/5/", "check/")
    )


# Questions that hang on another


def test_question_that_hangs_on_another_is_there_and_counts_only_where_it_applies(client, call):
    application = tell(client, call)
    assert "Only if you answered “Yes” to “Do you play?”." in client.get("/en/apply/steps/3/").content.decode()
    say(client, 3, {**SESSION, "q-plays": "no", "q-tool": "x" * 300})
    assert kept(application)["tool"] == "x" * 300  # typed, and kept
    assert progress(client)[2] == "done"
    assert "Which instrument?" not in client.get("/en/apply/check/").content.decode()
    say(client, 3, {**SESSION, "q-tool": ""})
    assert client.get("/en/apply/steps/3/").context["form"].missing == ["q-tool"]
    say(client, 3, {**SESSION, "q-plays": "no", "q-tool": "Oud"})
    assert send(client).headers["Location"] == "/en/apply/sent/"
    assert "tool" not in kept(application)


def test_questions_hang_on_each_other_in_a_chain():
    asked = [
        Question("a", Kind.YES_NO, "A"),
        Question("b", Kind.YES_NO, "B", show_if=("a", "yes")),
        Question("c", Kind.SHORT, "C", show_if=("b", "yes")),
        Question("d", Kind.SHORT, "D", show_if=("gone", "yes")),
    ]
    answers = [{"a": "yes", "b": "yes"}, {"a": "no", "b": "yes"}, {}]
    assert [sorted(paging.applying(asked, each)) for each in answers] == [["a", "b", "c"], ["a"], ["a"]]


@pytest.mark.parametrize(("count", "pages"), [(1, [1]), (6, [6]), (7, [4, 3]), (13, [4, 5, 4])])
def test_pages_are_short_and_files_have_their_own(count, pages):
    asked = [Question(str(number), Kind.SHORT, "?", step="One") for number in range(count)]
    steps = paging.steps_of(
        [*asked, Question("f", Kind.FILE, "?", step="One"), Question("z", Kind.SHORT, "?", step="Two")]
    )
    assert [len(step.questions) for step in steps] == [0, *pages, 1, 1]
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert (steps[-2].part, steps[-2].parts, steps[-1].parts) == (len(pages) + 1, len(pages) + 1, 1)


# Needed later, frozen, changed by the team


def test_what_is_needed_later_is_not_needed_now(client, place):
    now = timezone.now()
    rows = [
        makers.question("later", required=True, required_from=now + DAY),
        makers.question("already", required=True, required_from=now - DAY),
    ]
    begin(client, makers.call(questions=rows))
    assert client.get("/en/apply/steps/2/").context["form"].missing == ["q-already"]


def test_frozen_question_is_shown_and_stays_as_it_is(client, call):
    application = tell(client, call)
    CallQuestion.objects.filter(page=call, clean_name="place").update(freeze_at=timezone.now())
    text = client.get("/en/apply/steps/2/").content.decode()
    assert ("Demo town" in text, 'name="q-place"' in text) == (True, False)
    say(client, 2, {**ABOUT, "q-place": "Elsewhere", "q-idea": "New"})
    assert (kept(application)["place"], kept(application)["idea"]) == ("Demo town", "New")
    send(client)
    assert kept(application)["place"] == "Demo town"


def test_question_that_the_team_moved_to_another_page_meanwhile_is_kept(client, call):
    application = begin(client, call)
    shown = hidden(client, "/en/apply/steps/2/")
    CallQuestion.objects.filter(page=call, clean_name="idea").update(begins_step="Your idea")
    client.post("/en/apply/steps/2/", {**shown, **ABOUT})
    client.post("/en/apply/steps/99/", {**shown, "q-people": "13"})
    assert kept(application) == {**{key: SAID[key] for key in ("place", "idea")}, "people": "13"}


# Windows, lengths, script


def test_two_windows_lose_nothing_of_each_other(client, call):
    application = begin(client, call)
    say(client, 2, ABOUT)
    one, two = (hidden(client, "/en/apply/steps/2/") for _window in range(2))
    client.post("/en/apply/steps/2/", {**one, **ABOUT, "q-place": "From window one"})
    client.post("/en/apply/steps/2/", {**two, **ABOUT, "q-idea": "From window two."})
    assert (kept(application)["place"], kept(application)["idea"]) == ("From window one", "From window two.")


def test_another_application_on_this_device_gets_nothing_and_the_words_stay_on_the_page(client, call):
    begin(client, call)
    first = hidden(client, "/en/apply/steps/2/")
    second = begin(client, call)
    answer = client.post("/en/apply/steps/2/", {**first, **ABOUT})
    text = answer.content.decode()
    assert ("Another application is open" in text, 'value="Demo town"' in text) == (True, True)
    assert kept(second) == {}


@pytest.mark.parametrize("limit", ["one answer", "all answers"])
def test_too_long_is_said_shown_again_and_not_kept(client, call, monkeypatch, limit):
    application = begin(client, call)
    long = "x" * (MOST_RAW + 1 if limit == "one answer" else 200)
    if limit == "all answers":
        monkeypatch.setattr(writing, "MOST_LETTERS", 100)
    answer = say(client, 2, {"q-idea": long})
    assert (answer.status_code, long in answer.content.decode(), kept(application)) == (200, True, {})


def test_script_is_told_what_was_kept_and_what_is_wrong(client, call):
    application = begin(client, call)
    json_please = {"headers": {"accept": "application/json"}}
    told = say(client, 2, {"q-people": "many"}, **json_please).json()
    assert (told["kept"], told["errors"]) == (True, {"q-people": "Enter a whole number."})
    assert json.loads(told["was"]) == json.loads(hidden(client, "/en/apply/steps/2/")["was"])
    assert kept(application) == {"people": "many"}
    refused = client.post("/en/apply/steps/2/", {"mark": "x", "q-place": "y"}, **json_please)
    assert (refused.status_code, refused.json()["kept"]) == (409, False)


# After sending


def test_sent_application_is_changed_only_into_what_is_right(client, call):
    application = tell(client, call)
    send(client)
    answer = say(client, 2, {**ABOUT, "q-place": "New town", "q-people": "2"})
    assert ("Not kept: your application stays" in answer.content.decode(), kept(application)) == (True, SAID)
    assert 'value="New town"' in answer.content.decode()
    say(client, 2, {**ABOUT, "q-place": " New town ", "q-people": "١٣"})
    assert kept(application) == {**SAID, "place": "New town", "people": "13"}
    assert say(client, 1, {**YOU, "way": "email"}).status_code == 200
    application.refresh_from_db()
    assert (application.contact["way"], application.state) == ("signal", State.RECEIVED)


def test_sent_application_is_read_only_once_the_call_has_closed_or_it_was_decided(client, call):
    application = tell(client, call)
    send(client)
    shown = hidden(client, "/en/apply/steps/2/")
    Application.objects.filter(pk=application.pk).update(state=State.DECIDED_PENDING)
    ways = [client.get("/en/apply/steps/2/"), client.get("/en/apply/steps/")]
    assert [each.headers["Location"] for each in ways] == ["/en/apply/steps/", "/en/apply/state/"]
    assert "cannot be changed any more" in client.post("/en/apply/steps/2/", {**shown, "q-idea": "x"}).content.decode()
    Application.objects.filter(pk=application.pk).update(state=State.IN_REVIEW)
    call.closes_at = timezone.now()
    call.save()
    assert "cannot be changed any more" in client.post("/en/apply/steps/2/", {**shown, "q-idea": "x"}).content.decode()
    assert kept(application) == SAID


# Nobody else


def test_words_are_in_no_address_log_cache_or_session_and_sealed_in_the_database(client, call, caplog, monkeypatch):
    written = []
    monkeypatch.setattr(type(cache), "set", lambda *given, **more: written.append(str(given)), raising=False)
    canary = "Kanarienvogel"
    caplog.set_level("DEBUG")
    said = {"name": canary, "value": canary, "safe": canary, "q-place": canary, "q-idea": canary, "q-tool": canary}
    application = tell(client, call, **said)
    addresses = [say(client, 2, {**ABOUT, "q-place": canary}).headers["Location"], send(client).headers["Location"]]
    assert client.get("/en/apply/check/").content.decode().count(canary) == 5
    assert "sessionid" not in client.cookies
    stored = str(Application.objects.filter(pk=application.pk).values_list().get())
    for text in (caplog.text, str(written), stored, *addresses, *(each.value for each in client.cookies.values())):
        assert canary not in text


def test_foreign_words_are_not_seen_by_another_applicant(client, call):
    tell(Client(), call, **{"q-place": "Foreign demo words"})
    begin(client, call)
    for page in ("steps/", "check/", *(f"steps/{step}/" for step in range(1, 6))):
        assert "Foreign demo words" not in client.get(f"/en/apply/{page}").content.decode()


def test_pages_of_an_application_ask_the_database_little(client, call, django_assert_max_num_queries):
    tell(client, call)
    say(client, 5, REST)
    for page in ("steps/", "steps/2/", "check/"):
        client.get(f"/en/apply/{page}")
        with django_assert_max_num_queries(12):
            client.get(f"/en/apply/{page}")


def test_question_that_is_not_translated_yet_is_marked_with_the_language_it_is_in(client, place):
    asked = [
        makers.question("place", label="Where <b>do</b> you live?", help_text="The town."),
        makers.question("colour", Kind.CHOICE, label="Which colour?", help_text="One.", choices="red|Red\nblue|Blue"),
        makers.question("plays", Kind.YES_NO, label="Do you play?"),
        makers.question("tool", label="Which tool?", show_if_key="plays", show_if_value="yes", help_text="One."),
    ]
    page = makers.call(questions=asked)
    words = {"label": "أي لون؟", "help_text": "واحد.", "choices": "red|أحمر\nblue|أزرق"}
    arabic = makers.call_in("ar", page, title="دعوة", labels={"colour": words})
    CallQuestion.objects.filter(page=arabic, clean_name="plays").delete()  # new in the original
    application = begin(client, arabic, "ar")
    form = client.get("/ar/apply/steps/2/").content.decode()
    marked = re.findall(r'<span lang="en" dir="ltr">([^<]*)</span>', form)
    assert marked == ["Where &lt;b&gt;do&lt;/b&gt; you live?", "The town.", "Do you play?", "Which tool?", "One."]
    application.answers = {"place": "Demo town", "colour": "red", "plays": "yes"}
    application.save()
    check = client.get("/ar/apply/check/").content.decode()
    assert re.findall(r'<dt lang="en" dir="ltr">([^<]*)</dt>', check) == [marked[0], *marked[2:4]]
    assert '<dt dir="auto">أي لون؟</dt>' in check
    assert 'lang="ar"' not in check[check.index("<main") : check.index("</main>")]
    english = client.get("/en/apply/steps/2/").content.decode()
    assert '<span lang="' not in english[english.index("<main") : english.index("</main>")]


def test_call_that_is_in_no_other_language_is_marked_with_its_own(client, place):
    asked = [makers.question("colour", Kind.CHOICE, label="Which colour?", choices="red|Red\nblue|Blue")]
    page = makers.call(questions=asked)
    application = begin(client, page, "sw")
    form = client.get("/sw/apply/steps/2/").content.decode()
    marked = re.findall(r'<span lang="en" dir="ltr">([^<]*)</span>', form)
    assert marked == ["Which colour?", "Red", "Blue"]
    application.answers = {"colour": "red"}
    application.save()
    check = client.get("/sw/apply/check/").content.decode()
    assert '<div lang="en" dir="ltr">Red</div>' in check
