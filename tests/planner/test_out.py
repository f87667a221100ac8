"""Forms of a plan: which are offered, that all say the same, and what those who take part are never told."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from hub.core.paper import tagged
from hub.planner import out
from hub.planner.out.outline import outline_of
from hub.planner.out.wording import isolated, of_activity, written
from hub.planner.plans.document import read
from hub.planner.sheets import sheet_of
from tests.planner import ten_items
from tests.planner.ten_items import HOST

pytestmark = pytest.mark.django_db
PAPERS = ["a4", "letter", "cards", "booklet", "wall"]
FILES = ["docx", "ics", "txt", "md", "csv"]
TEXTS = ["a4", "letter", "cards", "booklet", "txt", "md", "csv"]


def bare(days=None, **more):
    return sheet_of(read({"form": "jam-session-plan", "days": days or [{"items": []}], **more}))


def visible(text: str) -> str:
    """What one reads: without markup, marks of direction, Markdown's signs and line breaks."""
    text = re.sub(r"<style.*?</style>|<(?!https)[^>]*>", " ", text, flags=re.S)
    text = text.replace("&#x27;", "'").replace("&quot;", '"').replace("\\", "")
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069\ufeff]", "", text).split())


def test_forms_are_offered_in_their_order():
    assert [form.key for form in out.FORMS] == [*PAPERS, *(f"{each}-pdf" for each in PAPERS), *FILES]
    assert [form.key for form in out.FORMS if form.is_paper] == PAPERS


def test_every_form_is_made_in_every_language(starter_library):
    for language in ten_items.WORDS:
        sheet = ten_items.sheet(language)
        for form in out.offered(sheet)[0]:
            if form.extension != "pdf":
                assert len(out.made(sheet, form.key, host=HOST)) > 1000, (language, form.key)


def test_participants_get_no_cards_and_no_booklet():
    sheet = replace(bare([{"date": "2026-12-05"}]), is_for_participants=True)
    left_out = [form.key for form in out.FORMS if form not in out.offered(sheet)[0]]
    assert left_out == ["cards", "booklet", "cards-pdf", "booklet-pdf"]
    with pytest.raises(out.UnknownFormError):
        out.made(sheet, "cards", host=HOST)


def test_calendar_is_left_out_where_no_day_has_a_date():
    forms, missing = out.offered(bare())
    assert "ics" not in {form.key for form in forms}
    assert [(each.keys, str(each.reason)) for each in missing] == [(("ics",), str(out.NO_DATES))]


def test_pdf_is_left_out_where_letters_cannot_be_set(monkeypatch):
    monkeypatch.setattr(tagged, "is_possible", lambda: False)
    forms, missing = out.offered(bare([{"date": "2026-12-05"}]))
    assert [form.key for form in forms] == [*PAPERS, *FILES]
    assert [str(each.reason) for each in missing] == [str(out.NO_PDF)]


def test_all_texts_say_what_the_plan_says(starter_library):
    sheet = ten_items.sheet("en")
    circle = next(fact.page for fact in sheet.facts.values() if fact.page.slug == "healing-circle")
    title, purpose, own, note = ten_items.WORDS["en"]
    said = [
        *(title, purpose, own, note, "18:30 to 21:30 (Europe/Berlin)", "15", "In person", "English, العربية"),
        *(circle.title, circle.content_warning, circle.opt_out, circle.care_after, circle.steps[0].value["say"]),
        *(
            circle.materials[0].value["name"],
            "15 × What we carry",
            "CC BY-SA 4.0",
            f"{HOST}/en/activities/healing-circle/",
        ),
        *("28 November 2026", "Made from “A first evening” by the Jam Sessions Hub.", "20:20"),
    ]
    for key in TEXTS:
        text = visible(out.made(sheet, key, host=HOST).decode())
        missing = [each for each in said if " ".join(each.split()) not in text.replace('""', '"')]
        assert missing == [], key


def test_participants_are_told_nothing_of_the_hosts_own(starter_library):
    secret = {"who": "ZQ-initials", "note": "ZQ-note"}
    first = ten_items.uids()[0]
    data = {
        "form": "jam-session-plan",
        "title": "Open title",
        "journal": {"learned": "ZQ-journal"},
        "roles": {"time": "ZQ-role"},
        "tasks": [{"text": "ZQ-task", "days": -3}],
        "aside": {"long": "ZQ-aside"},
        "days": [
            {
                "date": "2026-12-05",
                "items": [
                    {"kind": "activity", "uid": first, "told": "Open words", **secret},
                    {"kind": "own", "title": "Open item", **secret},
                ],
            }
        ],
    }
    sheet = sheet_of(read(data), is_for_participants=True)
    for form in out.offered(sheet)[0]:
        if form.extension in {"html", "txt", "md", "csv", "ics"}:
            text = out.made(sheet, form.key, host=HOST).decode()
            assert ("ZQ-" in text, "Open item" in text) == (False, True), form.key


def test_wall_never_shows_what_is_the_hosts_own(starter_library):
    text = out.made(ten_items.sheet("en"), "wall", host=HOST).decode()
    assert "AB" not in visible(text).split()
    assert "We find back to one another after a hard month." in text


def test_participants_read_of_risks_and_ways_out(starter_library):
    sheet = ten_items.sheet("en", is_for_participants=True)
    circle = next(fact.page for fact in sheet.facts.values() if fact.page.slug == "healing-circle")
    for key in ("a4", "txt", "md", "csv", "letter"):
        text = visible(out.made(sheet, key, host=HOST).decode())
        for each in (circle.summary, circle.content_warning, circle.opt_out, circle.access_note):
            assert " ".join(each.split()) in text, key
        assert circle.steps[0].value["title"] not in text


def test_groups_stand_side_by_side_on_the_wall(starter_library):
    with translation.override("en"):
        paper = outline_of(ten_items.sheet("en"), HOST)
    runs = [[(group.letter, [line.key for line in group.lines]) for group in run.groups] for run in paper.days[0].runs]
    assert runs == [[], [("A", ["i5"]), ("B", ["i6", "i7"])], []]


def test_lines_of_a_day_without_a_start_count_from_its_beginning():
    sheet = bare([{"items": [{"minutes": 75, "title": "a"}, {"minutes": 5, "title": "b"}]}])
    paper = outline_of(sheet, HOST)
    assert [(line.time, line.until) for line in paper.lines] == [("0:00", "1:15"), ("1:15", "1:20")]


def test_words_carry_a_direction_only_where_it_differs():
    assert (written("مرحبا", "en").direction, written("hello", "en").direction) == ("rtl", "")
    assert (written("hello", "ar").direction, written("123", "ar").direction) == ("ltr", "")
    assert str(of_activity("mot", "fr", "ar").attributes) == ' lang="fr" dir="ltr"'
    assert str(written('"><b>', "en").attributes) == ""


def test_signs_that_turn_text_are_taken_from_what_people_wrote():
    assert written("a\u202eb\u2066c\u200fd", "en").text == "abcd"
    assert (isolated("abc", "ltr"), isolated("abc", "rtl")) == ("abc", "\u2068abc\u2069")


def test_papers_have_no_inline_style_or_script(starter_library):
    for key in PAPERS:
        html = out.made(ten_items.sheet("en"), key, host=HOST).decode()
        assert re.findall(r"style=|<style|onclick|<script(?! type=\"module\" src=)", html) == [], key


def test_hostile_words_stay_words_in_papers():
    hostile = "<script>alert(1)</script><img src=x onerror=y>{{ a }}"
    sheet = bare([{"items": [{"title": hostile, "note": hostile, "told": hostile, "who": hostile}]}], title=hostile)
    for key in PAPERS:
        html = out.made(sheet, key, host=HOST).decode()
        assert "<script>" not in html
        assert "<img" not in html
