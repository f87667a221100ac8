"""The whole book: for one page, for paper and for e-books."""

import datetime as dt
import re

import pytest
from defusedxml import minidom

from hub.handbook.models import ChapterPage, HandbookPage
from hub.handbook.out import epub
from hub.handbook.whole import whole
from tests.factories import activity
from tests.handbook import makers
from tests.planner import makers as planner_makers

pytestmark = pytest.mark.django_db
RICH = '<p>One <b>two</b> <i>three</i> <a href="https://example.org/?a=1&amp;b=2">four</a></p><ol><li>five</li></ol>'


@pytest.fixture
def everything():
    """A chapter with every block there is."""
    makers.nothing()
    one = activity(title="One breath", summary="Breathe.")
    return makers.chapter(
        ("text", {"heading": "Tom & “Jerry” <b>", "text": RICH}),
        ("principle", {"number": 1, "statement": "Yours", "explanation": RICH}),
        makers.roadmap(),
        makers.housekeeping("Listen", "Rest"),
        ("challenge", {"happens": "Rain", "helped": RICH}),
        makers.chosen("agenda", planner_makers.agenda(key="mine")),
        makers.sentence(given="it rains", whom="us", goal="dance", outcome="joy", by="a song"),
        makers.questions("What?"),
        ("report", {"title": "Report", "text": "", "questions": makers.listed("Name?")}),
        makers.chosen("resources", one, title="Read"),
        makers.chosen("activities", one, title="Do"),
        makers.chosen("stories", one, title="Told"),
        ("experiences", {"title": "Years", "text": ""}),
        ("quote", {"text": "It was fun.", "credit": "A host"}),
        ("callout", {"title": "Mind", "text": RICH}),
    )


def test_every_block_is_well_formed_without_forms_and_leads_to_the_hub(everything, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example/"
    (chapter,) = whole("en").chapters
    tree = minidom.parseString(f"<x>{chapter.html}</x>".replace("&nbsp;", " "))
    names = {node.tagName for node in tree.getElementsByTagName("*")}
    assert names & {"form", "input", "button", "textarea", "svg", "details", "script", "style"} == set()
    assert {name for name in names if re.fullmatch("h[1-6]", name)} == {"h3"}
    ids = re.findall(r' id="([^"]+)"', chapter.html)
    assert (len(ids), {each.startswith("demo-part-") for each in ids}) == (len(set(ids)), {True})
    hosts = {re.match("https?://[^/]+", link).group() for link in re.findall(r'href="([^"]+)"', chapter.html)}
    assert hosts == {"https://hub.example", "https://example.org"}


def test_every_block_says_its_words(everything):
    html = whole("en").chapters[0].html
    said = ["Tom &amp; “Jerry” &lt;b&gt;", "Yours", "Listen", "Rain", "Demo agenda", "it rains", "What?", "Name?",
            "One breath", "It was fun.", "A host", "Mind"]  # fmt: skip
    assert [each for each in said if each not in html] == []
    assert html.count('class="box"') > 20


def test_web_page_of_the_whole_book_stays_on_the_host_that_the_reader_came_by(client, everything):
    html = client.get("/en/handbook/whole/").content.decode()
    assert (
        re.findall(r'href="(http[^"]+)"', html.split("<main")[1].split("</main>")[0])
        == ["https://example.org/?a=1&amp;b=2"] * 4
    )
    assert '<h2 id="demo">' in html


def test_book_without_a_translation_is_told_in_the_language_it_has(client, everything):
    for own in HandbookPage.objects.filter(locale__language_code="sw"):
        own.delete()
    found = whole("sw")
    assert (found.language, [each.language for each in found.chapters]) == (makers.book().language, ["en"])


def test_there_is_no_whole_page_without_a_book(client, everything):
    HandbookPage.objects.all().delete()
    assert client.get("/en/handbook/whole/").status_code == 404
    assert whole("en").chapters == []


def test_sign_that_xml_does_not_know_stands_in_no_book(starter_library):
    chapter = ChapterPage.objects.get(slug="planning", locale__language_code="en")
    chapter.title, chapter.summary = "Plan\x0bning", "How\x07 to plan"
    chapter.save_revision().publish()
    book = whole("en")
    told = repr([book.title, book.introduction, book.credit, *((each.title, each.summary) for each in book.chapters)])
    assert ("\\x0b" in told, "\\x07" in told) == (False, False)
    assert epub.epub(book, dt.date(2027, 1, 1))[:2] == b"PK"
