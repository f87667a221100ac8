"""PDF in every language of the hub: shaped, broken into lines, whole, small, the same each time, and silent about its making."""

import re
import zlib
from itertools import pairwise

import pytest

from hub.calls.printing import application_pdf
from hub.core.languages import direction
from hub.core.paper import breaking, lettering
from hub.core.paper.lines import lines
from hub.core.paper.sheet import Paper

WORDS = {
    "en": "We met in the library and sang together for two hours.",
    "es": "¿Qué hicieron? Nos reunimos en la biblioteca, ¡y cantamos!",
    "fr": "Nous nous sommes retrouvés à la bibliothèque — « œuvre » commune.",
    "pt": "Encontramo-nos na biblioteca; não foi difícil.",
    "ru": "Мы встретились в библиотеке и пели вместе два часа.",
    "ar": "اجتمعنا في المكتبة وغنّينا معًا. جاء 30 شخصًا (بعضهم للمرة الأولى).",
    "sw": "Tulikutana maktabani na kuimba pamoja.",
    "th": "เราพบกันที่ห้องสมุดและร้องเพลงด้วยกันสองชั่วโมง ผู้ที่มาช่วยกันทำน้ำดื่ม",
}
BOUND = 1_258_291  # bytes, 1.2 MB


def measure(text: str, family: str) -> float:
    return float(len(text))


def shown(text: str, *, is_rtl: bool, width: float = 1000) -> list[list[str]]:
    """Each line's runs from the left of the paper to its right."""
    return [[run.text for run in line.runs] for line in lines(text, width=width, is_rtl=is_rtl, measure=measure)]


def page(language: str, words: str) -> Paper:
    paper = Paper(title=words, language=language, direction=direction(language))
    paper.heading(words)
    paper.labelled(words, words * 3)
    paper.items([words, words], is_numbered=True)
    paper.table([words[:9], "2"], [[words, "1"], [words * 40, "2"]], shares=[3, 1])
    return paper


def said(data: bytes) -> str:
    """What the runs say that run from left to right."""
    packed = re.findall(rb"FlateDecode\n/Length \d+\n>>\nstream\n(.*?)\nendstream", data, re.S)
    streams = [zlib.decompress(body) for body in packed]
    found = re.findall(rb"ActualText <FEFF([0-9A-F]*)>", b"".join(streams))
    return "".join(bytes.fromhex(word.decode()).decode("utf-16-be") for word in found)


def test_fonts_are_small_and_free():
    assert sum(path.stat().st_size for path in lettering.FOLDER.iterdir()) < BOUND
    assert "SIL Open Font License, Version 1.1" in (lettering.FOLDER / "OFL.txt").read_text()


@pytest.mark.parametrize("language", WORDS)
def test_every_letter_of_our_languages_has_a_shape(language):
    assert lettering.STAND_IN not in lettering.drawable(WORDS[language])


@pytest.mark.parametrize("language", ["en", "ar", "th"])
def test_paper_is_the_same_each_time_and_names_its_title_and_language_alone(language):
    data = page(language, WORDS[language]).to_bytes()
    assert data == page(language, WORDS[language]).to_bytes()
    assert len(data) < 120_000
    assert f"/Lang ({language})".encode() in data
    information = re.search(rb"<<\n/CreationDate.*?\n>>", data, re.S).group()
    assert re.findall(rb"^/(\w+)", information, re.M) == [b"CreationDate", b"Title"]
    assert b"(D:19800101000000Z)" in information


def test_nothing_stands_outside_the_page():
    for language, words in WORDS.items():
        paper = page(language, words)
        for run, x, top, height, _size, _is_bold, _grey in (text for drawing in paper._pages for text in drawing.texts):
            assert 19.9 <= x <= x + run.width <= 190.1
            assert 19.9 <= top <= top + height <= 297 - 20


def test_lines_of_a_page_never_overlap():
    for drawing in page("ar", WORDS["ar"])._pages:
        places = sorted({(round(text[2], 3), round(text[2] + text[3], 3)) for text in drawing.texts})
        assert [pair for pair in pairwise(places) if pair[0][0] != pair[1][0] and pair[0][1] > pair[1][0] + 0.01] == []


def test_mixed_directions_stand_as_they_are_read():
    assert shown("abc سلام 12 (x)", is_rtl=False) == [["abc ", "12", "سلام ", " (x)"]]
    assert shown("سلام Signal 7.4", is_rtl=True) == [["Signal 7.4", "سلام "]]


def test_lines_break_between_words_and_inside_what_is_too_long():
    assert shown("one two three", is_rtl=False, width=8) == [["one two"], ["three"]]
    assert shown("abcdefghij", is_rtl=False, width=4) == [["abcd"], ["efgh"], ["ij"]]
    assert shown("سلام عليكم", is_rtl=True, width=6) == [["سلام"], ["عليكم"]]


def test_thai_breaks_between_words_or_at_least_between_letters(monkeypatch):
    words = breaking.pieces("เราร้องเพลงห้องสมุด abc")
    assert words == ["เรา", "ร้องเพลง", "ห้องสมุด ", "abc"]
    monkeypatch.setattr(breaking, "_segmenter", lambda: breaking.clusters)
    pieces = breaking.pieces("น้ำที่เรา")
    assert pieces == ["น้ำ", "ที่", "เรา"]


def test_letters_without_a_shape_become_a_visible_sign():
    assert lettering.drawable("中文 😀\ufe0f\u202eab\x00\ud800c") == "\ufffd\ufffd \ufffdabc"
    paper = Paper(title="中文", language="en", direction="ltr")
    paper.paragraph("中文 😀 \u202eabc\ud800\x00 \ue000", is_own=False)
    assert "\ufffd\ufffd \ufffd abc" in said(paper.to_bytes())


def test_long_and_hostile_words_end():
    paper = Paper(title="x" * 5000, language="th", direction="ltr")
    paper.heading("x" * 5000)
    paper.paragraph("ก" * 5000 + "\u0e49" * 500 + "\u0301" * 500 + "(" * 2000 + "\u2067" * 200, is_own=False)
    paper.table(["a", "b"], [["x " * 3000, "ก่" * 3000]])
    assert paper.to_bytes().startswith(b"%PDF-")


def test_words_name_no_file_and_no_address_that_is_fetched():
    hostile = '<img src="file:///etc/passwd"> **b** [a](http://169.254.169.254/) {nb} (\\) Tj ET'
    paper = Paper(title=hostile, language="en", direction="ltr")
    paper.paragraph(hostile)
    data = paper.to_bytes()
    assert hostile in said(data)
    assert re.findall(rb"/(?:Image|URI|Annots|EmbeddedFile|JavaScript|Launch)\b", data) == []


def test_application_is_printed_with_what_was_given():
    sections = [("You", [("Name", "A river"), ("Why", "")]), ("", [("Where?", "In a hall")])]
    data = application_pdf(title="Hosts", reference="tree-stone", sections=sections, language="en")
    expected = "Hosts Application tree-stone You Name A river Why No answer Where? In a hall 1 / 1"
    assert re.sub(r"\s", "", said(data)) == expected.replace(" ", "")
    assert data == application_pdf(title="Hosts", reference="tree-stone", sections=sections, language="en")
