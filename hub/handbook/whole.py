"""The whole handbook in one language: for one long page, for paper and for e-books."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from hub.core import languages
from hub.core.plain_text import without_controls
from hub.handbook.models import HandbookPage
from hub.handbook.parts import Entry, Part, books, chapters, entries_of, parts_of


@dataclass(frozen=True)
class WholeChapter:
    """`html`: its blocks for reading and printing, without forms; headings from h3 on, ids begin with its key."""

    number: int
    key: str
    title: str
    summary: str
    language: str
    state: str
    minutes: int
    html: SafeString


@dataclass(frozen=True)
class Whole:
    """`language`: of title, introduction and credit; chapters without a translation have another."""

    title: str
    language: str
    introduction: str
    credit: str
    chapters: list[WholeChapter]


def whole(language: str, *, host: str | None = None, page: HandbookPage | None = None) -> Whole:
    """The book as everybody may read it. Links lead to `host`, by default the hub's own address; `page` is the
    book's, where it is known already. At most ten queries."""
    host = settings.WAGTAILADMIN_BASE_URL.rstrip("/") if host is None else host
    with translation.override(language):
        page = page or next(iter(books(language)), None)
        pages = chapters(language)
        parts = parts_of(pages, language)
        told = [_chapter(entry, parts[entry.page_id], language, host) for entry in entries_of(pages, language)]
    return Whole(
        title=without_controls(page.title) if page else "",
        language=page.language if page else language,
        introduction=without_controls(page.introduction) if page else "",
        credit=without_controls(page.credit) if page else "",
        chapters=told,
    )


def _chapter(entry: Entry, parts: list[Part], language: str, host: str) -> WholeChapter:
    html = render_to_string("handbook/parts.html", words_context(entry, parts, language))
    return WholeChapter(
        number=entry.number,
        key=entry.key,
        title=without_controls(entry.title),
        summary=without_controls(entry.summary),
        language=entry.language,
        state=entry.state,
        minutes=entry.minutes,
        html=_led_to(without_controls(html), host),
    )


def words_context(entry: Entry, parts: list[Part], language: str) -> dict:
    return {
        "parts": parts,
        "level": 3,
        "is_whole": True,
        "prefix": f"{entry.key}-",
        "chapter_language": entry.language,
        "language": language,
        "direction": languages.direction(language),
    }


def _led_to(html: str, host: str) -> SafeString:
    """Links to pages of the hub with its host. In text, quotation marks are escaped: only attributes can be met here."""
    return SafeString(html.replace('href="/', f'href="{host}/').replace('src="/', f'src="{host}/') if host else html)
