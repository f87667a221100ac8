"""Papers as PDF: tagged, read in the right order, small, quick, silent, fetching nothing. Left out, by name, without Pango."""

import io
import re
import socket
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation
from PIL import ImageFile

from hub.core.paper import tagged
from hub.planner import out
from hub.planner.out import pages, pdf
from hub.planner.plans.document import read
from hub.planner.sheets import sheet_of
from tests.planner import ten_items
from tests.planner.ten_items import HOST
from tests.timing import quickest

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not tagged.is_possible(), reason="Pango is not on this machine, so no PDF can be made"),
]
ROOT = Path(__file__).resolve().parent.parent.parent
LAYOUTS = ["a4", "letter", "cards", "booklet", "wall"]
BOUND, SECONDS = 1_000_000, 2.0
HOSTILE = [
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data/",
    "https://example.org/a.png",
    "ftp://example.org/a",
    "data:text/css,body{}",
    "paper-fonts:../../../manage.py",
    "paper-fonts:NotoSans-Regular.ttf/../../x",
    "//example.org/a.css",
    "javascript:alert(1)",
    "gopher://127.0.0.1:6379/_x",
]


def reader(data: bytes):
    return pytest.importorskip("pypdf").PdfReader(io.BytesIO(data))


def as_read(text: str) -> str:
    """Without blanks; the Thai sara am as the two signs that are drawn for it, the ring before a mark of tone."""
    return re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", "".join(text.split()))


def text_of(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in reader(data).pages)


@cache
def paper(layout: str, language: str) -> bytes:
    """The ten items as a PDF, made once."""
    return out.made(ten_items.sheet(language), f"{layout}-pdf", host=HOST)


@pytest.mark.parametrize("language", ten_items.WORDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_ten_items_are_small_and_quick(layout, language, starter_library):
    paper(layout, language)  # fonts and styles are read
    sheet = ten_items.sheet(language)
    made, seconds = quickest(lambda: out.made(sheet, f"{layout}-pdf", host=HOST), limit=SECONDS)
    assert len(made) <= BOUND
    assert seconds <= SECONDS


@pytest.mark.parametrize("language", ten_items.WORDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdf_is_tagged_and_says_nothing_of_its_making(layout, language, starter_library):
    made = paper(layout, language)
    root = reader(made).trailer["/Root"]
    assert root["/Lang"] == language
    assert str(root["/MarkInfo"]["/Marked"]) == "True"
    assert root["/StructTreeRoot"]["/K"]
    assert dict(reader(made).metadata) == {"/Title": ten_items.WORDS[language][0]}
    known = root["/Metadata"].get_object().get_data()
    assert b"pdfuaid" in known
    assert re.findall(rb"WeasyPrint|Producer|CreateDate|ModifyDate", known + made) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_fonts_are_our_own_and_in_the_file(layout, starter_library):
    for language in ten_items.WORDS:
        made = reader(paper(layout, language))
        found = [font.get_object() for page in made.pages for font in page["/Resources"]["/Font"].values()]
        families = {re.sub(r"^/\w{6}\+|-Bold$", "", str(font["/BaseFont"])) for font in found}
        assert families <= {"Paper-sans", "Paper-naskh", "Paper-thai"}


@pytest.mark.parametrize("language", ["en", "ru", "th"])
def test_text_is_read_in_the_order_of_the_plan(language, starter_library):
    sheet = ten_items.sheet(language)
    text = text_of(paper("a4", language))
    wanted = [sheet.title, *(row.begins for row in sheet.rows)]
    place = 0
    for each in wanted:
        found = text.find(as_read(each), place)
        assert found >= 0, each
        place = found
    assert text.count("1/") >= 1


def test_making_pdf_leaves_the_rest_of_the_process_as_it_was(starter_library):
    """Pillow is told by the maker to take pictures that are broken off."""
    out.made(ten_items.sheet("en"), "wall-pdf", host=HOST)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_nobody_but_us_brings_the_maker_in():
    sources = [*(ROOT / "hub").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    name = "weasy" + "print"
    bringing = re.compile(rf"^\s*(from|import) {name}\b", re.MULTILINE)
    found = [path.relative_to(ROOT).as_posix() for path in sources if bringing.search(path.read_text(encoding="utf-8"))]
    assert found == ["hub/core/paper/maker.py"]


def test_arabic_is_read_in_the_order_of_the_plan(starter_library):
    sheet = ten_items.sheet("ar")
    said = _spoken(paper("a4", "ar"))
    places = [said.find(row.begins) for row in sheet.rows]
    assert -1 not in places
    assert places == sorted(places)


def _spoken(data: bytes) -> str:
    return " ".join(page.extract_text() for page in reader(data).pages)


def test_nothing_is_fetched_whatever_people_write(monkeypatch, starter_library):
    from hub.core.paper import fetching

    asked, connected = [], []
    real = fetching.OurFontsOnly.fetch

    def fetch(self, url, headers=None):
        asked.append(url)
        return real(self, url, headers)

    monkeypatch.setattr(fetching.OurFontsOnly, "fetch", fetch)
    monkeypatch.setattr(socket.socket, "connect", lambda self, where: connected.append(where))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: connected.append(args) or [])
    items = [
        {"title": f'"><img src="{url}">', "note": f"<link rel=stylesheet href='{url}'> url({url})", "told": url}
        for url in HOSTILE
    ]
    sheet = sheet_of(read({"form": "jam-session-plan", "title": HOSTILE[0], "days": [{"items": items}]}))
    for layout in LAYOUTS:
        assert pdf.pdf(sheet, layout, HOST).startswith(b"%PDF-")
    assert [url for url in asked if not tagged.FONT.fullmatch(url)] == []
    assert connected == []


@pytest.mark.parametrize("url", HOSTILE)
def test_fetcher_refuses_all_but_our_fonts(url):
    from hub.core.paper.fetching import OurFontsOnly, RefusedError

    with pytest.raises(RefusedError):
        OurFontsOnly().fetch(url)


@pytest.mark.parametrize("language", ten_items.WORDS)
@pytest.mark.parametrize("layout", ["cards", "booklet"])
def test_small_pages_hold_their_words(layout, language, starter_library):
    assert overfull(ten_items.sheet(language), layout) == []


@pytest.mark.parametrize("layout", ["cards", "booklet"])
def test_small_pages_hold_hostile_words(layout):
    for word in ("W" * 10_000, "ก" * 10_000, "ﷺ" * 3000, "🎉" * 3000, "a " * 5000, "\u202e" + "x" * 500):
        items = [{"title": word, "note": word, "told": word, "who": word, "group": number % 3} for number in range(3)]
        plan = {"form": "jam-session-plan", "title": word, "purpose": word, "days": [{"items": items}]}
        assert overfull(sheet_of(read(plan)), layout) == []


def overfull(sheet, layout: str) -> list[str]:
    """The cards or small pages from which words hang out."""
    with translation.override(sheet.language):
        document = tagged.laid_out(pages.page(sheet, layout, HOST, is_pdf=True), pages.stylesheets(layout))
    frame = {"cards": "card", "booklet": "fold"}[layout]
    found = []
    for page in document.pages:
        for box in page._page_box.descendants():
            classes = (box.element.get("class") or "").split() if box.element is not None else []
            if frame in classes and getattr(box, "children", None):
                found += _hanging(box, layout)
    return found


def _hanging(frame, layout: str) -> list[str]:
    below, beside = (5.5, 3) if layout == "cards" else (6, 3)
    low = frame.position_y + frame.border_height() - below * 96 / 25.4
    start, end = frame.position_x + beside * 96 / 25.4, frame.position_x + frame.border_width() - beside * 96 / 25.4
    return [
        box.text[:40]
        for box in frame.descendants()
        if getattr(box, "text", "").strip()
        and (box.element.get("class") or "") not in {"card__number", "fold__number"}
        and box.element.tag != "bdi"
        and (box.position_y + box.height > low or box.position_x < start or box.position_x + box.width > end)
    ]


def test_a_hundred_and_twenty_items_are_made():
    items = [
        {"title": f"Item {number} <b>", "minutes": 5, "note": "=1+1\n" * 20, "group": number % 7}
        for number in range(120)
    ]
    sheet = sheet_of(read({"form": "jam-session-plan", "days": [{"items": items}]}))
    for layout in LAYOUTS:
        assert pdf.pdf(sheet, layout, HOST).startswith(b"%PDF-")
