"""The questions as files: whole in every kind, in the person's direction, and the same whoever makes them."""

import io
import re
import zipfile

import pytest
from lxml import etree

from hub.calls.offline.marking import BEGIN, END, marks
from hub.calls.offline.reading import read
from tests.calls.sheets import QUESTIONS, RIGHT, WRITERS, arabic, filled, sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_text_is_what_old_phones_open():
    data = filled("txt", {})
    assert data.startswith(b"\xef\xbb\xbfHosts for spring\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_text_says_question_help_limits_and_choices():
    said = filled("txt", {"place": "hall"}).decode("utf-8-sig").split("\r\n")
    start = said.index("4. Where?")
    begin, end = said[start + 2], said[start + 5]
    assert said[start : start + 6] == ["4. Where?", "Choose one.", begin, "[ ] 1) At home", "[x] 2) In a hall", end]
    assert [mark.sort for mark in marks(begin + end)] == [BEGIN, END]
    name = said.index("1. How shall we call you? (needed)")
    assert said[name + 1 : name + 3] == ["Any name.", "At most 40 characters."]
    assert said[said.index("7. A picture") + 1] == "You add a file on the page, not here. Leave this empty."


@pytest.mark.parametrize("kind", WRITERS)
def test_every_question_has_a_beginning_and_an_end_of_its_own(kind):
    data = filled(kind, {})
    text = data.decode() if kind == "txt" else part(data, {"docx": "word/document.xml", "odt": "content.xml"}[kind])
    found = marks(text)
    begun = [mark.body for mark in found if mark.sort == BEGIN]
    assert len(set(begun)) == len(QUESTIONS)
    assert begun == [mark.body for mark in found if mark.sort == END]


@pytest.mark.parametrize("kind", WRITERS)
def test_same_sheet_is_the_same_file_and_names_nobody(kind):
    data = filled(kind, RIGHT)
    assert data == filled(kind, RIGHT)
    if kind != "txt":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert re.findall(rb"<[^>]*(?:creator|author|company|generator|lastModifiedBy|created)", everything, re.I) == []


def test_arabic_docx_runs_right_to_left_but_for_its_marks():
    data = filled("docx", {}, arabic())
    document = etree.fromstring(part(data, "word/document.xml").encode())
    directions = {
        (bool(marks("".join(paragraph.itertext()))), paragraph.find(f"{W}pPr/{W}bidi") is not None)
        for paragraph in document.iter(f"{W}p")
    }
    assert directions == {(False, True), (True, False)}
    assert {table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in document.iter(f"{W}tbl")} == {True}
    assert f"{W[1:-1]}" in part(data, "word/styles.xml")
    assert 'w:bidi="ar"' in part(data, "word/styles.xml")


def test_arabic_odt_runs_right_to_left():
    styles = part(filled("odt", {}, arabic()), "styles.xml")
    assert styles.count('style:writing-mode="rl-tb"') == 2  # the page and the paragraphs
    assert 'style:language-complex="ar"' in styles


def test_headings_are_headings():
    styles = re.findall(r'<w:pStyle w:val="(Heading\d)"', part(filled("docx", {}), "word/document.xml"))
    levels = re.findall(r'outline-level="(\d)"', part(filled("odt", {}), "content.xml"))
    assert [style[-1] for style in styles] == levels == list("1233233333233")


@pytest.mark.parametrize("kind", WRITERS)
def test_hostile_words_of_a_form_make_a_whole_file(kind):
    base = sheet(title="a <b> & \x00\x0b]]> \ud800", introduction=("x\ty  z\nw",), closes="")
    assert read(filled(kind, RIGHT, base), f"f.{kind}", base).answers == RIGHT
