"""The handbook as PDF: tagged, with contents and bookmarks, read in the right order, small, fetching nothing."""

import datetime as dt
import io
import re
import socket

import pytest

from hub.core.paper import tagged
from hub.handbook.out import paper
from hub.handbook.whole import whole
from tests.handbook.fake_book import WORDS, book, partly

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not tagged.is_possible(), reason="Pango is not on this machine, so no PDF can be made"),
]
DAY = dt.date(2026, 5, 17)
BOUND = 5_000_000
HOSTILE = (
    '<img src="file:///etc/passwd" alt="A circle"><link rel="stylesheet" href="https://example.org/a.css"><p>x</p>'
)


def reader(data: bytes):
    return pytest.importorskip("pypdf").PdfReader(io.BytesIO(data))


def as_read(text: str) -> str:
    """Without blanks; the Thai sara am as the two signs that are drawn for it, the ring before a mark of tone."""
    return re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", "".join(text.split()))


def text_of(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in reader(data).pages)


def head(number: int, title: str) -> str:
    """How a chapter's beginning reads: its number, and its title below."""
    return f"{number}\n{title}\n"


@pytest.mark.parametrize("language", WORDS)
def test_book_is_tagged_and_names_its_title_and_language_alone(language):
    made = reader(paper.pdf(book(language), DAY))
    root = made.trailer["/Root"]
    assert (root["/Lang"], str(root["/MarkInfo"]["/Marked"])) == (language, "True")
    assert root["/StructTreeRoot"]["/K"]
    assert dict(made.metadata) == {"/Title": WORDS[language][0]}
    known = root["/Metadata"].get_object().get_data()
    assert b"pdfuaid" in known
    assert re.findall(rb"WeasyPrint|Producer|CreateDate|ModifyDate", known) == []


@pytest.mark.parametrize("language", WORDS)
def test_bookmarks_are_title_chapters_and_their_parts(language):
    title, first, second, _text = WORDS[language]
    outline = reader(paper.pdf(book(language), DAY)).outline

    def titles(rows):
        return [titles(row) if isinstance(row, list) else row.title for row in rows]

    top, below = titles(outline)
    assert top == title
    assert below[1:5] == [first, [first, second], second, [first, second]]


def test_contents_name_the_pages_of_the_chapters():
    made = reader(paper.pdf(book("en", times=80), DAY))
    contents = made.pages[1].extract_text()
    said = {name: int(number) for name, number in re.findall(r"\d?\s*(What it is|Planning)[ .]*(\d+)", contents)}
    assert len(said) == 2
    for chapter, name in enumerate(("What it is", "Planning"), 1):
        begins = [at for at, page in enumerate(made.pages, 1) if head(chapter, name) in page.extract_text()]
        assert begins == [said[name]]
        assert made.pages[said[name] - 1].extract_text().splitlines()[-1].strip() == str(said[name])


def test_chapter_begins_on_the_page_of_the_one_before_where_there_is_room():
    page = reader(paper.pdf(book("en"), DAY)).pages[2].extract_text()
    assert head(1, "What it is") in page
    assert head(2, "Planning") in page


@pytest.mark.parametrize("times", [30, 45, 60, 75])
def test_above_a_page_stands_the_chapter_with_which_it_begins(times):
    pages = [page.extract_text() for page in reader(paper.pdf(book("en", times=times), DAY)).pages[2:]]
    above = [page.splitlines()[-2] for page in pages]
    begins = next(at for at, page in enumerate(pages) if head(2, "Planning") in page)
    first = begins if pages[begins].startswith(head(2, "Planning")) else begins + 1
    assert above[: begins + 2] == ["What it is"] * first + ["Planning"] * (begins + 2 - first)


@pytest.mark.parametrize("language", ["en", "ru", "th"])
def test_text_is_read_in_the_order_of_the_book(language):
    title, first, second, text = WORDS[language]
    said, place = text_of(paper.pdf(book(language), DAY)), 0
    for each in (title, text, first, second, first, text, second, text):
        found = said.find(as_read(each), place)
        assert found >= 0, each
        place = found


def test_arabic_is_read_as_words():
    title, first, second, _text = WORDS["ar"]
    said = " ".join(page.extract_text() for page in reader(paper.pdf(book("ar"), DAY)).pages)
    assert [word in said for word in (title, first, second)] == [True] * 3


def test_links_tell_where_they_lead():
    said = text_of(paper.pdf(book("en"), DAY))
    assert "x(https://example.org/x?a=1&b=2)" in said
    assert re.search(r"Whatitis\(\d\)Planning(?!\()", said)


def test_nothing_is_fetched_and_pictures_are_told_in_words(monkeypatch):
    connected = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, where: connected.append(where))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: connected.append(args) or [])
    made = paper.pdf(book("en", more=HOSTILE), DAY)
    assert connected == []
    assert "Acircle" in text_of(made)
    assert b"root:x:0" not in made


def test_machine_translation_is_said_once_for_a_book_and_at_the_chapter_for_a_part():
    assert text_of(paper.pdf(book("sw"), DAY)).count(as_read(_machine("sw"))) == 2  # at the front and at the end
    page = paper.page(partly("ar"), DAY)
    assert page.count('class="told"') == 2
    assert '<h2 lang="en" dir="ltr">Planning</h2>' in page


def _machine(language: str) -> str:
    from django.utils import translation

    from hub.handbook.out.facts import NOTES

    with translation.override(language):
        return str(NOTES["machine"])


def test_handbook_of_the_starter_library_is_small_and_whole(starter_library):
    real = whole("en")
    made = paper.pdf(real, DAY)
    said = text_of(made)
    assert len(made) <= BOUND
    assert [chapter.title for chapter in real.chapters if as_read(chapter.title) not in said] == []
    assert [
        name
        for name in ("Naro Alonzo", "Elisa Novoa", "Laura Díez Estrada", "CC BY-SA 4.0")
        if as_read(name) not in said
    ] == []
