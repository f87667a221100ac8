"""What readers fill in: shown, given along, and kept nowhere."""

import datetime as dt
import re
import unicodedata
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar

from hub.core import vision
from hub.core.roadmap import PHASES
from hub.handbook import agreements
from hub.handbook.agreements import Line
from hub.handbook.forms import MOST_OF_PART, DayForm
from tests.handbook import makers

pytestmark = pytest.mark.django_db
WORDS = {
    "given": "many are tired.",
    "whom": "young people",
    "goal": "rest",
    "outcome": "groups that last",
    "by": "one warm room",
}
SENTENCE = (
    "Given that many are tired, how might we help, enable or inspire young people to rest and so reach groups that last "
    "by one warm room?"
)
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def _book(db):
    makers.nothing()
    makers.chapter(makers.roadmap(), makers.sentence(given="rain"), makers.housekeeping("Listen", "Rest"), key="demo")


def text(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)))


def html_of(response) -> str:
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.cookies == {}
    return response.content.decode()


def lines_of(html: str) -> list[tuple[str, bool]]:
    """The lines that can be changed: text, and whether each is ticked."""
    rows = re.findall(r'<li class="pick__line".*?</li>', html, re.DOTALL)
    return [(unescape(re.search(r'name="line" value="([^"]*)"', row)[1]), " checked" in row) for row in rows]


def test_sentence_is_made_of_its_parts(client):
    html = html_of(client.post("/en/handbook/sentence/", {**WORDS, "do": "make"}))
    assert text(re.search(r'<p class="sheet__sentence">.*?</p>', html)[0]) == SENTENCE
    assert text(re.search(r'<textarea[^>]* id="made"[^>]*>(.*?)</textarea>', html)[1]) == SENTENCE
    letter = urlsplit(unescape(re.search(r'href="(mailto:[^"]+)"', html)[1]))
    assert (letter.path, parse_qs(letter.query)) == ("", {"subject": ["Our shared vision"], "body": [SENTENCE]})
    fields = re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL)
    assert dict(fields) == WORDS


def test_sentence_is_saved_as_text(client):
    response = client.post("/en/handbook/sentence/", {**WORDS, "do": "text"})
    assert (response.content.decode(), response.headers["Content-Type"]) == (
        f"{SENTENCE}\r\n",
        "text/plain; charset=utf-8",
    )
    assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''our-sentence.txt"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_sentence_with_empty_and_too_long_parts_says_so_and_loses_nothing(client):
    typed = {**WORDS, "by": "  ", "goal": "x" * (MOST_OF_PART + 1)}
    html = html_of(client.post("/en/handbook/sentence/", typed))
    summary = re.findall(r'<a href="#(sentence-\w+)">(.+?)</a>', html)
    assert [(where, text(said)) for where, said in summary] == [
        ("sentence-goal", "to … 301 characters; at most 300."),
        ("sentence-by", "by … Please write something here."),
    ]
    assert html.count('aria-invalid="true"') == 2
    assert "sheet__sentence" not in html
    assert "x" * (MOST_OF_PART + 1) in html
    assert "young people" in html


def test_sentence_shows_hostile_words_as_words(client):
    html = html_of(client.post("/en/handbook/sentence/", {**WORDS, "given": HOSTILE + "\r\n\x00%(by)s"}))
    assert "<script>alert" not in html
    assert text(re.search(r'<p class="sheet__sentence">.*?</p>', html)[0]).startswith(
        f"Given that {HOSTILE} %(by)s, how"
    )


def test_empty_sentence_can_be_opened_by_its_address(client):
    html = html_of(client.get("/en/handbook/sentence/"))
    assert re.findall(r'<textarea name="(\w+)"', html) == [key for key, _label, _help in vision.SENTENCE]
    assert "errors" not in html


def test_sentence_that_lacks_parts_is_told_by_its_labels():
    assert vision.sentence({"given": "it rains ", "by": "a song"}) == "Given that it rains by a song"
    assert vision.sentence({}) == ""


def test_agreements_offered_are_those_of_the_book(client):
    assert lines_of(html_of(client.get("/en/handbook/agreements/"))) == [("Listen", True), ("Rest", True)]


def test_agreements_become_a_sheet(client):
    data = {"line": ["Listen", "Rest"], "pick": ["1"], "own": "No photos\r\n\r\n  Tea   first ", "do": "take"}
    html = html_of(client.post("/en/handbook/agreements/", data))
    assert re.findall(r'<li dir="auto">([^<]+)</li>', html) == ["Rest", "No photos", "Tea first"]
    assert lines_of(html) == [("Listen", False), ("Rest", True), ("No photos", True), ("Tea first", True)]
    body = parse_qs(urlsplit(unescape(re.search(r'href="(mailto:[^"]+)"', html)[1])).query)["body"]
    assert body == ["1. Rest\r\n2. No photos\r\n3. Tea first"]


def test_agreements_are_saved_as_text(client):
    response = client.post("/en/handbook/agreements/", {"line": ["a", "b"], "pick": ["0", "1"], "do": "text"})
    assert (response.content, response.headers["Content-Disposition"]) == (
        b"1. a\r\n2. b\r\n",
        "attachment; filename*=UTF-8''our-agreements.txt",
    )


@pytest.mark.parametrize(
    ("do", "order"),
    [("up-1", "bac"), ("down-1", "acb"), ("up-0", "abc"), ("down-2", "abc"), ("up-9", "abc"), ("up--1", "abc"),
     ("down-١", "abc"), ("fly-1", "abc"), ("up", "abc"), ("up-999999999999", "abc")],
)  # fmt: skip
def test_lines_change_places_with_their_neighbours(do, order):
    lines = [Line("a", True), Line("b", False), Line("c", True)]
    assert "".join(line.text for line in agreements.moved(lines, do)) == order


def test_moved_line_keeps_its_tick_and_what_was_just_written(client):
    data = {"line": ["a", "b"], "pick": ["1"], "own": "c", "do": "up-1"}
    html = html_of(client.post("/en/handbook/agreements/", data))
    assert lines_of(html) == [("b", True), ("a", False), ("c", True)]
    assert 'class="sheet"' not in html


def test_nothing_ticked_is_said(client):
    html = html_of(client.post("/en/handbook/agreements/", {"line": ["a"], "own": "", "do": "take"}))
    assert "Nothing is ticked yet" in html
    assert lines_of(html) == [("a", False)]


def test_own_lines_that_are_too_long_or_too_many_are_kept_and_said(client):
    long = client.post("/en/handbook/agreements/", {"line": ["a"], "pick": ["0"], "own": "x" * 201, "do": "take"})
    html = html_of(long)
    assert "has 201 characters; a line may have 200." in text(html)
    assert "x" * 201 in html
    assert lines_of(html) == [("a", True)]
    many = client.post("/en/handbook/agreements/", {"own": "\n".join(f"line {n}" for n in range(41)), "do": "take"})
    assert "A sheet can have at most 40 lines." in text(html_of(many))


@pytest.mark.parametrize(
    "data",
    [
        {"line": [HOSTILE], "pick": ["0", "x", "-1", "99999999999", "²"], "own": HOSTILE, "do": "take"},
        {"line": ["a"] * 500, "pick": ["0"], "do": "take" * 50},
        {"line": ["\x00"], "pick": ["\x00"], "own": "\x00", "do": "\x00"},
    ],
)
def test_agreements_take_hostile_values_as_words_or_not_at_all(client, data):
    assert "<script>alert" not in html_of(client.post("/en/handbook/agreements/", data))


def test_day_turns_the_roadmap_into_dates(client):
    html = html_of(client.get("/en/handbook/demo/?day=2199-06-30"))
    days = re.findall(r'<span class="stage__day">([^<]+)</span>', html)
    assert (len(days), days[0], days[-1]) == (len(PHASES), "Sunday, 9 June 2199", "Monday, 1 July 2199")
    assert "This day is past" not in html
    assert '<input type="hidden" name="day" value="2199-06-30">' in html
    past = html_of(client.get("/en/handbook/demo/?day=2001-06-30"))
    assert past.count("This day is past") == len(PHASES)


@pytest.mark.parametrize("day", ["2026-02-30", "soon", "9999-12-31", "0001-01-01", "1" * 500, HOSTILE, "\x00"])
def test_day_that_is_none_is_told_and_shown_again(client, day):
    html = html_of(client.get("/en/handbook/demo/", {"day": day}))
    assert html.count('class="field__error"') == 1
    assert ("stage__day" in html, "<script>alert" in html) == (False, False)


@pytest.mark.parametrize("typed", ["2027-05-31", "31.5.2027", "31/05/2027", "٢٠٢٧-٠٥-٣١", " 2027-05-31 "])
def test_day_is_read_as_people_write_it(typed):
    assert DayForm({"day": typed}).chosen == dt.date(2027, 5, 31)


def test_roadmap_goes_into_a_calendar_one_whole_day_for_each_phase(client):
    response = client.get("/en/handbook/demo/roadmap.ics?day=2027-05-31")
    again = client.get("/en/handbook/demo/roadmap.ics?day=2027-05-31")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        dt.date(2027, 5, 31) + dt.timedelta(days=phase.days) for phase in PHASES
    ]
    assert {event.decoded("dtend") - event.decoded("dtstart") for event in events} == {dt.timedelta(days=1)}
    assert len({event["uid"] for event in events}) == len(PHASES)
    assert [event["uid"] for event in Calendar.from_ical(again.content).walk("VEVENT")] == [
        event["uid"] for event in events
    ]
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path", ["demo/roadmap.ics", "demo/roadmap.ics?day=x", "none/roadmap.ics?day=2027-05-31", "demo/questions/1/"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/en/handbook/{path}").status_code == 404


def test_roadmap_opens_as_a_plan_on_its_day(client):
    html = client.post("/en/plan/begin/", {"day": "2027-05-31"}).content.decode()
    assert re.findall(r'value="(2027-05-31)"', html) == ["2027-05-31"]
    for hostile in ("2027-99-99", HOSTILE, ""):
        assert client.post("/en/plan/begin/", {"day": hostile}).status_code == 200


def test_forms_take_no_other_method(client):
    assert [client.put(f"/en/handbook/{name}/").status_code for name in ("sentence", "agreements")] == [405, 405]
    assert [client.post(f"/en/handbook/{name}").status_code for name in ("whole/", "demo/roadmap.ics")] == [405, 405]


def test_lines_come_back_without_signs_that_nobody_typed(client):
    data = {"line": ["We\x00 listen\x07.", "We rest."], "pick": ["0"], "do": "take"}
    html = client.post("/en/handbook/agreements/", data).content.decode()
    assert "We listen." in html
    assert [letter for letter in html if unicodedata.category(letter) == "Cc" and letter not in "\n\t"] == []
