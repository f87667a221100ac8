"""What the pages of the handbook show beyond their own fields."""

import datetime as dt

from django.http import Http404

from hub.core import languages
from hub.handbook.forms import DayForm, SentenceForm
from hub.handbook.models import ChapterPage
from hub.handbook.parts import Part, contents, parts_of
from hub.search.collection import preference


def handbook_context() -> dict:
    entries = contents(languages.current())
    return {"chapters": entries, "minutes": sum(entry.minutes for entry in entries)}


def chapter_context(page: ChapterPage, data) -> dict:
    """Everything the page of a chapter shows, for a session on the day that the query string names."""
    language = languages.current()
    entries = contents(language)
    place = next((at for at, entry in enumerate(entries) if entry.key == page.slug), None)
    form = DayForm(data)
    day = form.chosen
    parts = parts_of([page], language, day)[page.pk]
    return {
        "chapters": entries,
        "entry": entries[place] if place is not None else None,
        "previous": entries[place - 1] if place else None,
        "next": entries[place + 1] if place is not None and place + 1 < len(entries) else None,
        "parts": parts,
        "headings": [part for part in parts if part.title],
        "level": 2,
        "prefix": "",
        "is_whole": False,
        "chapter_language": page.language,
        "page_path": languages.page_path(language, page.url_path),
        "ics_path": languages.page_path(language, page.url_path) + "roadmap.ics",
        "day_form": form,
        "day": day,
        "sentence_form": SentenceForm(),
    }


def chapter_of(key: str) -> ChapterPage:
    """The chapter in the reader's language, or in one that it exists in; raises Http404."""
    own = languages.current()
    found = ChapterPage.objects.visible().filter(slug=key).select_related("locale")
    page = min(found, key=lambda page: preference(page.language, own), default=None)
    if page is None:
        raise Http404
    return page


def parts_named(page: ChapterPage, kind: str, day: dt.date | None = None) -> list[Part]:
    return [part for part in parts_of([page], languages.current(), day)[page.pk] if part.kind == kind]


def first_part(kind: str) -> tuple[Part, str] | None:
    """The first block of this kind in the book, and its language."""
    language = languages.current()
    entries = contents(language)
    pages = ChapterPage.objects.select_related("locale").in_bulk([entry.page_id for entry in entries])
    for entry in entries:
        page = pages.get(entry.page_id)
        if page and any(raw["type"] == kind for raw in page.body.raw_data):
            return parts_named(page, kind)[0], entry.language
    return None
