"""Pictures that editors placed in chapters, in the PDF and in the EPUB."""

import datetime as dt
import io
import re

import pytest
from lxml import etree
from PIL import Image

from hub.core import services
from hub.core.hiding import Area
from hub.core.models import HubImage
from hub.core.paper import tagged
from hub.handbook.out import building, epub, keeping, paper, pictures
from hub.handbook.whole import whole
from tests.handbook import makers
from tests.handbook.test_out_epub import OPF, complaints, files, needs_java

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 17)
needs_pango = pytest.mark.skipif(not tagged.is_possible(), reason="Pango is not on this machine, so no PDF can be made")


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def placed(django_capture_on_commit_callbacks) -> HubImage:
    """A picture in a chapter that readers can see."""
    makers.nothing()
    image = makers.picture()
    with django_capture_on_commit_callbacks(execute=True):
        makers.chapter(makers.TEXT, makers.figure(image))
    return HubImage.objects.get(pk=image.pk)


def shown(data: bytes) -> list[dict]:
    """The pictures in the chapters of an EPUB."""
    page = etree.fromstring(files(data)["EPUB/chapter-1.xhtml"])
    return [dict(each.attrib) for each in page.iter("{http://www.w3.org/1999/xhtml}img")]


def figures(data: bytes) -> list[str]:
    """What the figures in the tags of a PDF say."""
    reader = pytest.importorskip("pypdf").PdfReader(io.BytesIO(data))
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(node.get("/Alt", ""))
            waiting += [node["/K"]] if "/K" in node else []
    return found


def pictures_in(data: bytes) -> list[tuple[int, int]]:
    reader = pytest.importorskip("pypdf").PdfReader(io.BytesIO(data))
    return [image.image.size for page in reader.pages for image in page.images]


def test_epub_has_the_picture_in_a_bounded_size_with_its_words(placed):
    made = epub.epub(whole("en"), DAY)
    name = f"picture-{placed.pk}.jpg"
    assert shown(made) == [{"src": name, "alt": "Two at a well", "width": "1200", "height": "675"}]
    with Image.open(io.BytesIO(files(made)[f"EPUB/{name}"])) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 675))
    root = etree.fromstring(files(made)["EPUB/content.opf"])
    assert [each.get("media-type") for each in root.iter(f"{OPF}item") if each.get("href") == name] == ["image/jpeg"]
    assert {"visual", "alternativeText"} <= {each.text for each in root.iter(f"{OPF}meta")}
    assert "Drawn on the wall" in files(made)["EPUB/chapter-1.xhtml"].decode()


@needs_java
@pytest.mark.parametrize("alt", ["Two at a well", ""])
def test_epubcheck_has_nothing_to_say_with_pictures_and_with_their_words(
    alt, tmp_path, django_capture_on_commit_callbacks, monkeypatch
):
    makers.nothing()
    image = makers.picture()
    with django_capture_on_commit_callbacks(execute=True):
        makers.chapter(makers.figure(image, alt=alt), makers.figure(image))
    assert complaints(epub.epub(whole("en"), DAY), tmp_path) == []
    monkeypatch.setattr(pictures, "MOST_BYTES", 0)
    assert complaints(epub.epub(whole("en"), DAY), tmp_path) == []


@needs_pango
def test_pdf_has_the_picture_tagged_as_a_figure(placed):
    made = paper.pdf(whole("en"), DAY)
    assert "Two at a well" in figures(made)
    assert set(pictures_in(made)) == {(1200, 675)}  # the pages share what is drawn on them
    assert len(made) <= building.MOST_BYTES


@needs_pango
def test_picture_that_cannot_be_read_is_told_in_words(placed, caplog):
    placed.renditions.filter(filter_spec=pictures.SPEC).delete()
    placed.file.storage.delete(placed.file.name)
    book = whole("en")
    assert (shown(epub.epub(book, DAY)), pictures_in(paper.pdf(book, DAY))) == ([], [])
    assert "Two at a well" in files(epub.epub(book, DAY))["EPUB/chapter-1.xhtml"].decode()
    assert "could not be read" in caplog.text
    assert "demo" not in caplog.text


def test_damaged_picture_is_told_in_words(placed):
    placed.renditions.filter(filter_spec=pictures.SPEC).delete()
    with placed.file.storage.open(placed.file.name, "wb") as file:
        file.write(b"no picture")
    assert shown(epub.epub(whole("en"), DAY)) == []


def test_picture_that_readers_may_not_fetch_is_in_no_book(placed):
    HubImage.objects.filter(pk=placed.pk).update(is_open=False)
    assert pictures.pictures_of(whole("en")) == {}


def test_pictures_that_are_too_much_together_are_told_in_words(monkeypatch, django_capture_on_commit_callbacks):
    makers.nothing()
    first, second = makers.picture(), makers.picture(colour="red")
    with django_capture_on_commit_callbacks(execute=True):
        makers.chapter(makers.figure(first), makers.figure(second, alt="A red wall"))
    found = pictures.pictures_of(whole("en"))
    assert list(found) == [str(first.pk), str(second.pk)]
    monkeypatch.setattr(pictures, "MOST_BYTES", len(found[str(first.pk)].content))
    made = epub.epub(whole("en"), DAY)
    assert [each["alt"] for each in shown(made)] == ["Two at a well"]
    assert "A red wall" in files(made)["EPUB/chapter-1.xhtml"].decode()


@pytest.mark.parametrize("way", ["closed", "hidden", "deleted"])
def test_file_with_a_picture_that_readers_see_no_more_is_taken_away(way, placed, monkeypatch):
    monkeypatch.setattr(building, "MAKERS", {"epub": epub.epub, "pdf": lambda book, day: b"pdf"})
    monkeypatch.setattr(tagged, "is_possible", lambda: True)
    building.build(["en"])
    assert keeping.SHELVES["epub"].offered()
    if way == "closed":
        from hub.core import events

        events.pictures_moved.send(HubImage, ids=[placed.pk], is_open=False)
    elif way == "hidden":
        services.hide_areas(image=placed, areas=[Area(0, 0, 50, 50)], user=None)
    else:
        placed.delete()
    assert not keeping.SHELVES["epub"].offered()


def test_other_pictures_leave_the_files_alone(placed, monkeypatch):
    monkeypatch.setattr(building, "MAKERS", {"epub": epub.epub, "pdf": lambda book, day: b"pdf"})
    monkeypatch.setattr(tagged, "is_possible", lambda: True)
    building.build(["en"])
    makers.picture().delete()
    assert keeping.SHELVES["epub"].offered()


def test_mark_stands_only_in_the_whole_book(placed, client):
    assert re.findall(r"data-picture", client.get("/en/handbook/demo/").content.decode()) == []
