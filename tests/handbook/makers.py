"""A small handbook for tests."""

import io
import uuid

from django.core.files.base import ContentFile
from PIL import Image

from hub.core.models import HomePage, HubImage
from hub.handbook.models import ChapterPage, HandbookPage
from tests.emptying import unread

TEXT = ("text", {"heading": "Why", "text": "<p>People first.</p>"})


def nothing() -> None:
    """The chapters of the starter library are there for nobody any more."""
    unread(ChapterPage)


def book(code: str = "en", **fields) -> HandbookPage:
    """The handbook in a language."""
    found = HandbookPage.objects.filter(locale__language_code=code).first()
    if found:
        return found
    home = HomePage.objects.get(locale__language_code=code)
    source = HandbookPage.objects.filter(locale__language_code="en").first()
    key = source.translation_key if source else uuid.uuid4()
    values = {"title": "Handbook", "slug": "handbook", "translation_key": key, **fields}
    return home.add_child(instance=HandbookPage(locale=home.locale, **values))


def chapter(*blocks, code="en", key="demo", publish=True, **fields) -> ChapterPage:
    """One chapter, published. `blocks`: type and value as they are stored."""
    parent = book(code)
    raw = [
        {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{key} {at}"))}
        for at, (kind, value) in enumerate(blocks or (TEXT,))
    ]
    values = {"title": "Demo chapter", "summary": "What we try.", "slug": key, **fields}
    page = ChapterPage(locale=parent.locale, live=False, **values)
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python(raw)
    parent.add_child(instance=page)
    if publish:
        page.save_revision().publish()
    return ChapterPage.objects.get(pk=page.pk)


def listed(*values) -> list[dict]:
    """Items of a list as they are stored."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def questions(*asked, purpose="journal", title="Ask yourself") -> tuple[str, dict]:
    return "questions", {"purpose": purpose, "title": title, "text": "", "questions": listed(*asked)}


def housekeeping(*lines, title="Agreements") -> tuple[str, dict]:
    return "housekeeping", {"title": title, "text": "", "lines": listed(*lines)}


def roadmap(*phases, title="Roadmap") -> tuple[str, dict]:
    return "roadmap", {"title": title, "text": "", "phases": listed(*phases)}


def sentence(**example) -> tuple[str, dict]:
    return "sentence", {"title": "In one sentence", "text": "", "example": example}


def chosen(kind: str, *pages, title="Chosen") -> tuple[str, dict]:
    ids = [page if isinstance(page, int) else page.pk for page in pages]
    return kind, {"title": title, "text": "", kind: ids[0] if kind == "agenda" else listed(*ids)}


def picture(*, size=(1600, 900), colour="teal") -> HubImage:
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, "PNG")
    return HubImage.objects.create(title="Demo picture", file=ContentFile(held.getvalue(), name="demo.png"))


def figure(image, alt="Two at a well", **fields) -> tuple[str, dict]:
    shown = {"image": image.pk, "alt_text": alt, "decorative": not alt}
    return "figure", {"image": shown, "caption": "Drawn on the wall", "credit": "", **fields}
