"""A plan as DOCX, text, Markdown and CSV: whole, in the direction of its language, and harmless whatever people write."""

import csv
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from hub.planner import out
from hub.planner.plans.document import read
from hub.planner.sheets import sheet_of
from tests.planner import ten_items
from tests.planner.ten_items import HOST

FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "|x", "%x"]
WORDS = [
    *FORMULAS,
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](https://example.org/a.png)",
    "https://example.org/ # title | cell\n# heading\n- item\n1. one\n> quote\n```",
    "W" * 10_000,
    "\u202e\u2067turned\x00\x07",
    "🎉 ☃ 𝄞",
]


def hostile(word: str):
    item = {"title": word, "note": word, "told": word, "who": word, "minutes": 5}
    data = {"form": "jam-session-plan", "title": word, "purpose": word, "languages": word, "credit": word}
    return sheet_of(
        read({**data, "sentence": {"given": word}, "journal": {"a": word}, "days": [{"items": [item, item]}]})
    )


def docx(language: str, **more):
    return Document(io.BytesIO(out.made(ten_items.sheet(language, **more), "docx", host=HOST)))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ten_items.WORDS)
def test_docx_has_headings_a_table_and_its_language(language, starter_library):
    document = docx(language)
    known = document.core_properties
    sheet = ten_items.sheet(language)
    assert (known.title, known.language, known.author, known.last_modified_by, known.comments) == (
        ten_items.WORDS[language][0],
        language,
        "",
        "",
        "",
    )
    assert (known.created.year, known.modified.year) == (2000, 2000)
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows][1:] == [row.begins for row in sheet.rows]
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert (styles[0], styles.count("Title"), styles.count("Heading 2") >= len(sheet.rows)) == ("Title", 1, True)


@pytest.mark.django_db
def test_docx_runs_from_right_to_left_in_arabic_only(starter_library):
    for language, is_rtl in (("ar", True), ("en", False), ("th", False)):
        body = docx(language).element.body
        bidi = [each for each in body.iter(qn("w:bidi")) if each.get(qn("w:val")) != "0"]
        assert (bool(bidi), bool(list(body.iter(qn("w:bidiVisual")))), bool(list(body.iter(qn("w:rtl"))))) == (
            is_rtl,
        ) * 3
        assert {each.get(qn("w:val")) for each in body.iter(qn("w:lang"))} >= {language}


@pytest.mark.django_db
def test_docx_names_fonts_of_its_script(starter_library):
    for language, font in (("ar", "Noto Naskh Arabic"), ("th", "Noto Sans Thai"), ("ru", "Noto Sans")):
        normal = docx(language).styles["Normal"].element
        assert normal.rPr.rFonts.get(qn("w:cs")) == font


@pytest.mark.django_db
def test_docx_keeps_no_trace_of_its_making(starter_library):
    with zipfile.ZipFile(io.BytesIO(out.made(ten_items.sheet("en"), "docx", host=HOST))) as parts:
        text = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
        assert [name for name in parts.namelist() if "thumbnail" in name] == []
    assert re.findall(rb"python-docx|2013-", text) == []


@pytest.mark.django_db
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("language", ["en", "ar", "th"])
def test_docx_opens_in_libreoffice(language, tmp_path, starter_library):
    (tmp_path / "plan.docx").write_bytes(out.made(ten_items.sheet(language), "docx", host=HOST))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "plan.docx")], check=True, capture_output=True)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("word", WORDS)
def test_docx_of_hostile_words_is_whole(word):
    data = out.made(hostile(word), "docx", host=HOST)
    Document(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    assert list(body.iter(qn("w:hyperlink"), qn("w:object"), qn("w:pict"))) == []


@pytest.mark.parametrize("word", WORDS)
def test_csv_holds_no_formula(word):
    rows = list(csv.reader(io.StringIO(out.made(hostile(word), "csv", host=HOST).decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {10}
    cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?\d+", cell)]
    assert [cell for cell in cells if cell.strip()[:1] in {"=", "+", "-", "@", "|", "%"}] == []


@pytest.mark.django_db
def test_csv_has_a_row_for_each_line(starter_library):
    sheet = ten_items.sheet("en")
    rows = list(csv.DictReader(io.StringIO(out.made(sheet, "csv", host=HOST).decode("utf-8-sig"))))
    found = [
        (row["Begins"], row["Minutes"], row["Group"], row["What"]) for row in rows if row["Part"] == "Line of the plan"
    ]
    assert found == [(row.begins, str(row.item.minutes), row.group, row.title) for row in sheet.rows]


@pytest.mark.parametrize("word", WORDS)
def test_markdown_of_hostile_words_says_words_only(word):
    text = out.made(hostile(word), "md", host=HOST).decode()
    assert re.findall(r"<(?!https://hub\.example/)", text) == []
    assert re.findall(r"(?<!\\)\]\(|(?<!\\)!\[|(?<!\\)```|https?://(?!hub\.example/)", text) == []
    assert [line for line in text.splitlines() if re.match(r"# ", line)][1:] == []
    assert not [letter for letter in text if unicodedata.category(letter) == "Cc" and letter != "\n"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["txt", "md"])
def test_lines_in_arabic_begin_from_the_right(key, starter_library):
    """By the rule that chats go by: the first letter with a direction of its own, outside of what is set apart."""
    text = out.made(ten_items.sheet("ar"), key, host=HOST).decode()
    for line in text.splitlines():
        bare = re.sub("\u2068[^\u2069]*\u2069", "", line.removeprefix("- [x] "))
        first = next((letter for letter in bare if unicodedata.bidirectional(letter) in {"L", "R", "AL"}), "")
        is_own = "https://" in line or line.startswith("| ") or not first
        assert is_own or unicodedata.bidirectional(first) != "L", line


@pytest.mark.django_db
def test_plain_text_has_a_short_line_for_each_line_of_the_plan(starter_library):
    sheet = ten_items.sheet("en")
    lines = out.made(sheet, "txt", host=HOST).decode().splitlines()
    begins = lines.index("— Timetable —") + 1
    assert lines[begins : begins + 5] == [
        "18:30 · One breath together (10 min)",
        "18:40 · What we carry (15 min)",
        "18:55 · What leaves this room (20 min)",
        "19:15 · Break (15 min)",
        "19:30 · Group A · Map of power (45 min)",
    ]
    assert "|" not in "\n".join(lines)
