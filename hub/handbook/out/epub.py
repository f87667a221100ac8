"""The handbook as EPUB 3: a file for each chapter, in its own language and direction, with nothing from outside."""

import datetime as dt
import io
import uuid

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from ebooklib import epub as ebooks

from hub.core import languages
from hub.handbook.out import drawing
from hub.handbook.out.facts import Facts, facts_of
from hub.handbook.out.pictures import Picture, pictures_of
from hub.handbook.out.xhtml import places, tidy

FAMILY = uuid.UUID("b7c6f0f2-5d0b-4d0f-8b8e-3f3c1a9d2e41")
STYLE = settings.BASE_DIR / "static" / "css" / "paper" / "epub.css"
ACCESSIBLE = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
)
SEEN = (("accessMode", "visual"), ("accessibilityFeature", "alternativeText"))


def epub(book, day: dt.date) -> bytes:
    """`book` is a Whole. Its identifier stays from one edition to the next."""
    with translation.override(book.language):
        facts = facts_of(book, day)
        made = ebooks.EpubBook()
        pictures = pictures_of(book)
        _say(made, book, facts, bool(pictures))
        pages = _pages(made, book, facts, pictures)
        _bind(made, book, facts, pages)
        out = io.BytesIO()
        edition = dt.datetime.combine(day, dt.time(), dt.UTC)
        options = {"mtime": edition, "raise_exceptions": True, "epub3_pages": False, "landmark_title": _("Contents")}
        ebooks.write_epub(out, made, options)
    return out.getvalue()


def _say(made: ebooks.EpubBook, book, facts: Facts, has_pictures: bool) -> None:
    made.metadata[ebooks.NAMESPACES["OPF"]].pop("generator", None)  # which program made it is nobody's business
    made.set_identifier(f"urn:uuid:{uuid.uuid5(FAMILY, facts.address)}")
    made.set_title(book.title)
    made.set_language(book.language)
    made.set_direction(facts.direction)
    made.add_author(facts.hub)
    for name, value in (
        ("publisher", facts.hub),
        ("rights", f"CC BY-SA 4.0 {facts.licence}"),
        ("source", facts.address),
    ):
        made.add_metadata("DC", name, value)
    made.add_metadata("DC", "date", facts.day.isoformat())
    summary = ("accessibilitySummary", _("Text with headings, lists and a table of contents."))
    for name, value in (*ACCESSIBLE, *(SEEN if has_pictures else ()), summary):
        made.add_metadata(None, "meta", value, {"property": f"schema:{name}"})


def _pages(made: ebooks.EpubBook, book, facts: Facts, pictures: dict[str, Picture]) -> list[ebooks.EpubHtml]:
    style = ebooks.EpubItem("style", "style.css", "text/css", STYLE.read_bytes())
    art = ebooks.EpubItem("cover-image", "cover.svg", "image/svg+xml", drawing.cover().encode())
    art.properties = ["cover-image"]
    made.add_item(style)
    made.add_item(art)
    for each in pictures.values():
        made.add_item(ebooks.EpubItem(each.name.removesuffix(".jpg"), each.name, "image/jpeg", each.content))
    given = {"book": book, "facts": facts}
    files = {chapter.key: f"{_name(chapter)}.xhtml" for chapter in book.chapters}
    chapter_of = places(book.chapters)
    found = [_page("title-page", book.title, "title.html", given, book.language)]
    found += [
        _page(
            _name(chapter),
            chapter.title,
            "chapter.html",
            _of_chapter(chapter, given, chapter_of, files, pictures),
            book.language,
        )
        for chapter in book.chapters
    ]
    found.append(_page("about", _("About this handbook"), "about_page.html", given, book.language))
    for page in found:
        page.add_item(style)
        made.add_item(page)
    return found


def _name(chapter) -> str:
    return f"chapter-{chapter.number}"


def _of_chapter(chapter, given: dict, chapter_of: dict, files: dict, pictures: dict[str, Picture]) -> dict:
    """Addresses of places in other chapters begin with the file of the chapter."""

    def led(href: str) -> str | None:
        if not href.startswith("#"):
            return href
        key = chapter_of.get(href[1:])
        return key and ("" if key == chapter.key else files[key]) + href

    html, note = tidy(chapter.html, led, pictures), given["facts"].notes.get(chapter.key, "")
    return {**given, "chapter": chapter, "note": note, "html": html}


def _page(name: str, title: str, template: str, context: dict, language: str) -> ebooks.EpubHtml:
    direction = languages.direction(language)
    page = ebooks.EpubHtml(name, f"{name}.xhtml", title=title, lang=language, direction=direction)
    page.content = f"<html><body>{render_to_string(f'handbook/paper/epub/{template}', context)}</body></html>"
    return page


def _bind(made: ebooks.EpubBook, book, facts: Facts, pages: list[ebooks.EpubHtml]) -> None:
    """What stands first in the contents is the first chapter: the page with the title needs no place there."""
    contents = ebooks.EpubNav("nav", "nav.xhtml", title=_("Contents"), direction=facts.direction)
    contents.add_link(href="style.css", rel="stylesheet", type="text/css")
    made.toc = tuple(pages[1:])
    made.guide = [
        {"type": "toc", "href": "nav.xhtml", "title": _("Contents")},
        {"type": "text", "href": pages[1].file_name, "title": pages[1].title},
    ]
    made.add_item(ebooks.EpubNcx())
    made.add_item(contents)
    made.spine = [pages[0], contents, *pages[1:]]
