"""The steps of a story: nothing typed is ever lost, and nothing gets in that was not asked for."""

import json

import pytest
from django.test import Client

from hub.core.step_forms import MOST_RAW
from hub.stories.models import Submission
from hub.stories.share_forms import steps
from hub.stories.share_reading import Draft
from hub.stories.sharing import keeping
from tests.factories import activity
from tests.stories.sharing import OUTCOME, WHAT, WHERE, agree, begin, hidden, say, tell

ALL = ["what", "where", "activities", "outcome", "consent"]


def kept(submission, step) -> dict:
    submission.refresh_from_db()
    return submission.answers_of(step)


def progress(submission) -> dict[str, str]:
    return {task["step"]: task["progress"] for task in Draft(Submission.objects.get(pk=submission.pk)).tasks()}


def test_every_step_keeps_what_is_said_and_leads_on(client, place):
    submission = begin(client)
    assert set(progress(submission).values()) == {"empty"}
    ways = [
        say(client, "what", WHAT),
        say(client, "where", WHERE),
        say(client, "activities", {}),
        say(client, "outcome", OUTCOME),
    ]
    assert [each.headers["Location"].removeprefix("/en/share/") for each in ways] == [
        "steps/where/",
        "steps/activities/",
        "steps/outcome/",
        "steps/pictures/",
    ]
    assert kept(submission, "what") == {
        name: value for name, value in WHAT.items() if name not in {"language", "session_type"}
    }
    assert progress(submission) == {
        "what": "done",
        "where": "done",
        "activities": "empty",
        "outcome": "done",
        "pictures": "empty",
        "consent": "begun",
    }
    assert say(client, "consent", agree(submission)).headers["Location"] == "/en/share/check/"
    assert progress(submission)["consent"] == "done"


@pytest.mark.parametrize(
    ("step", "wrong", "field"),
    [
        ("what", {"summary": "x" * 201}, "summary"),
        ("what", {"language": "xx"}, "language"),
        ("what", {"session_type": "<b>"}, "session_type"),
        ("where", {"year": "last year"}, "year"),
        ("where", {"year": "", "month": "5"}, "year"),
        ("where", {"year": "2024", "month": "2", "day": "30"}, "day"),
        ("where", {"year": "2099"}, "year"),
        ("where", {"month": "13"}, "month"),
        ("where", {"country": "XX"}, "country"),
        ("where", {"place_precision": "exact"}, "place_precision"),
        ("where", {"formats": ["in-person", "by-pigeon"]}, "formats"),
        ("where", {"other_languages": ["klingon"]}, "other_languages"),
        ("outcome", {"quote1": "x" * 1001}, "quote1"),
        ("consent", {"embargo_until": "tomorrow"}, "embargo_until"),
        ("consent", {"embargo_until": "2020-01-01"}, "embargo_until"),
    ],
)
def test_what_is_wrong_is_kept_as_typed_and_shown_with_its_error(client, place, step, wrong, field):
    submission = begin(client)
    answer = say(client, step, wrong)
    assert answer.headers["Location"] == f"/en/share/steps/{step}/"
    for name, value in wrong.items():
        assert kept(submission, step).get(name, "") == value
    text = client.get(f"/en/share/steps/{step}/").content.decode()
    assert sorted(client.get(f"/en/share/steps/{step}/").context["form"].errors) == [field]
    assert f'href="#id_{field}"' in text
    assert progress(submission)[step] == "mend"
    assert client.get("/en/share/check/").context["is_ready"] is False


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a\x00b", "\u202eabc", "'; drop table", "{{ 7*7 }}", "🜁" * 40]
)
def test_hostile_text_is_only_text(client, place, text):
    submission = begin(client)
    say(client, "what", {"title": text})
    assert kept(submission, "what")["title"] == text.replace("\x00", "")
    page = client.get("/en/share/steps/").content.decode()
    assert "<script>alert" not in page
    assert client.get("/en/share/check/").status_code == 200


def test_fields_that_are_not_asked_change_nothing(client, place):
    submission = begin(client)
    before = Submission.objects.filter(pk=submission.pk).values().get()
    say(client, "what", {"state": "published", "story": "1", "owner": "1", "order": "x", "reply": "x", "p1-who": "x"})
    say(client, "activities", {"order": ["zzzzzz"], "minutes-zzzzzz": "5", "do": "add:zzzzzz"})
    assert Submission.objects.filter(pk=submission.pk).values().get() == before


@pytest.mark.parametrize("was", ["", "x", "[]", "null", "{", '{"title": 5}', "x" * 100_000])
def test_broken_marks_lose_nothing(client, place, was):
    submission = begin(client)
    assert say(client, "what", {**WHAT, "was": was}).status_code == 302
    assert kept(submission, "what")["title"] == WHAT["title"]


def test_two_windows_lose_nothing_of_each_other(client, place):
    submission = begin(client)
    say(client, "what", WHAT)
    one, two = (hidden(client, "/en/share/steps/what/") for _window in range(2))
    client.post("/en/share/steps/what/", {**one, **WHAT, "title": "From window one"})
    client.post("/en/share/steps/what/", {**two, **WHAT, "summary": "From window two."})
    client.post("/en/share/steps/what/", {**one, **WHAT, "title": "The last word"})
    said = kept(submission, "what")
    assert (said["title"], said["summary"]) == ("The last word", "From window two.")


def test_boxes_can_be_taken_off_again(client, place):
    submission = begin(client)
    say(client, "where", WHERE)
    say(client, "where", {name: value for name, value in WHERE.items() if name != "formats"})
    assert kept(submission, "where")["formats"] == []


def test_too_long_is_said_shown_again_and_not_kept(client, place):
    submission = begin(client)
    say(client, "what", WHAT)
    long = "x" * (MOST_RAW + 1)
    answer = say(client, "what", {**WHAT, "title": "New", "what_happened": long})
    assert answer.status_code == 200
    assert long in answer.content.decode()
    assert kept(submission, "what")["title"] == WHAT["title"]


def test_whole_story_has_an_end_too(client, place, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_LETTERS", 100)
    submission = begin(client)
    answer = say(client, "what", WHAT)
    assert "Not kept yet" in answer.content.decode()
    assert WHAT["title"] in answer.content.decode()
    assert kept(submission, "what") == {}


def test_script_is_told_what_was_kept_and_what_is_wrong(client, place):
    submission = begin(client)
    told = say(client, "what", {"summary": "x" * 201}, headers={"accept": "application/json"}).json()
    assert (told["kept"], told["errors"]) == (True, {"summary": "201 characters; at most 200."})
    assert json.loads(told["was"]) == json.loads(hidden(client, "/en/share/steps/what/")["was"])
    assert kept(submission, "what") == {"summary": "x" * 201}
    refused = client.post("/en/share/steps/what/", {"mark": "x", "title": "y"}, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["kept"]) == (409, False)


def test_language_of_the_story_is_the_hosts_choice(client, place):
    submission = begin(client, "ar")
    assert submission.language == "ar"
    say(client, "what", {**WHAT, "language": "sw"})
    submission.refresh_from_db()
    assert submission.language == "sw"


@pytest.mark.parametrize(
    ("given", "asked", "told"),
    [
        ({"year": "2025", "month": "", "day": ""}, "day", "year"),
        ({"year": "2025", "month": "5", "day": ""}, "day", "month"),
        ({"year": "2025", "month": "5", "day": "3"}, "day", "day"),
        ({"year": "2025", "month": "5", "day": "3"}, "season", "season"),
        ({"year": "2025", "month": "5", "day": ""}, "year", "year"),
    ],
)
def test_date_is_never_told_finer_than_it_was_given(given, asked, told):
    assert steps.WhereForm({**given, "date_precision": asked}).told_precision == told


# Activities


@pytest.fixture
def library(place):
    return [activity(title=f"Quokka {name}") for name in ("dance", "song", "walk")]


def do(client, what, **said):
    return say(client, "activities", {**said, "do": what})


def used(submission) -> list[str]:
    return kept(submission, "activities").get("order", [])


def test_activities_are_found_added_and_put_in_order_without_script(client, library):
    submission = begin(client)
    do(client, "search", q="quokka")
    found = client.get("/en/share/steps/activities/").context["found"]
    assert {each.uid for each in found} == {each.uid for each in library}
    dance, song, walk = (each.uid for each in library)
    for uid in (dance, song, walk):
        do(client, f"add:{uid}")
    do(client, f"up:{walk}")
    do(client, f"down:{dance}")
    do(client, f"up:{walk}", **{f"minutes-{song}": "25", f"changed-{song}": "In <b>two</b> voices"})
    assert used(submission) == [walk, dance, song]
    do(client, f"remove:{dance}")
    assert used(submission) == [walk, song]
    assert kept(submission, "activities")[f"changed-{song}"] == "In <b>two</b> voices"
    assert client.get("/en/share/steps/activities/").context["found"] == [each for each in found if each.uid == dance]


@pytest.mark.parametrize(
    "what", ["add:zzzzzz", "add:", "up:zzzzzz", "remove:zzzzzz", "delete:all", "add:<b>", "x" * 500]
)
def test_strange_buttons_change_nothing(client, library, what):
    submission = begin(client)
    do(client, f"add:{library[0].uid}")
    do(client, what)
    assert used(submission) == [library[0].uid]


def test_drafts_of_activities_are_not_found(client, library):
    hidden_one = activity(title="Quokka secret", publish=False)
    submission = begin(client)
    do(client, f"add:{hidden_one.uid}")
    do(client, "search", q="quokka secret")
    assert used(submission) == []
    assert hidden_one.uid not in client.get("/en/share/steps/activities/").content.decode()


# Consent


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"scopes": ["print"]}, "scopes"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "soon"}, "until"),
        ({"agreed": "maybe"}, "agreed"),
        ({"scopes": ["everywhere"]}, "scopes"),
    ],
)
def test_consent_that_cannot_be_is_named(client, place, wrong, field):
    submission = begin(client)
    say(client, "outcome", OUTCOME)
    say(client, "consent", agree(submission, **wrong))
    form = Draft(Submission.objects.get(pk=submission.pk)).forms["consent"]
    assert sorted(form.errors) == [f"q1-{field}"]


def test_unsure_can_be_sent_and_says_what_it_means(client, place):
    submission = tell(client)
    say(client, "consent", agree(submission, agreed="unsure"))
    assert "it waits until everybody has said yes or no" in client.get("/en/share/check/").content.decode()
    assert client.get("/en/share/check/").context["is_ready"] is True


@pytest.mark.parametrize("missing", ["who", "agreed"])
def test_consent_without_an_answer_stops_the_sending(client, place, missing):
    submission = begin(client)
    say(client, "what", WHAT)
    say(client, "outcome", OUTCOME)
    say(client, "consent", agree(submission, **{missing: ""}))
    assert client.get("/en/share/check/").context["is_ready"] is False


def test_foreign_words_are_not_seen_by_another_host(client, place):
    tell(Client(), title="Foreign demo words")
    begin(client)
    for page in ("steps/", "check/", *(f"steps/{step}/" for step in ALL)):
        assert "Foreign demo words" not in client.get(f"/en/share/{page}").content.decode()
