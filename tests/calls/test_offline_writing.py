"""The questions as files: whole in every kind, in the person's direction, and the same whoever makes them."""

import io
import re
import zipfile
from dataclasses import replace

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


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_question_that_is_not_translated_yet_bears_its_language(kind):
    said = arabic()
    foreign = [replace(each, language="en") if each.key == "place" else each for each in said.questions]
    foreign = [replace(each, label="Where?", help="One  place.") if each.key == "place" else each for each in foreign]
    sheet = replace(said, questions=tuple(foreign))
    data = filled(kind, {"place": "hall"}, sheet)
    text = part(data, {"docx": "word/document.xml", "odt": "content.xml"}[kind])
    tree = etree.fromstring(text.encode())
    if kind == "docx":
        runs = [run for run in tree.iter(f"{W}r") if run.find(f"{W}rPr/{W}lang") is not None]
        assert {run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") for run in runs} == {"en"}
        assert [run.find(f"{W}rPr/{W}rtl") for run in runs] == [None] * len(runs)
        found = ["".join(run.itertext()) for run in runs]
    else:
        assert re.findall(r'<style:style style:name="(\w+)" style:family="text">', text) == ["In_en"]
        assert re.findall(r'(?:fo:language|style:language-complex)="(\w+)"', text) == ["en", "en"]
        spans = [each for each in tree.iter() if etree.QName(each).localname == "span"]
        found = ["".join(each.itertext()) for each in spans]
    assert found == ["Where?", *(["One  place."] if kind == "docx" else ["One place."]), "At home", "In a hall"]
    assert read(data, f"a.{kind}", sheet).answers == {"place": "hall"}
