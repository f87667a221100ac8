"""What the search and the lists know of a series or an edition: never more than its readers are told.

Whether an edition is coming or past follows from its dates and the clock, and is not kept.
"""

import re

from django.utils import translation
from django.utils.html import strip_tags
from wagtail.models import Page

from hub.core import countries, spoken
from hub.core.enums import Format
from hub.gatherings.spans import written

KIND = "gathering"
SERIES, EDITION = "series", "edition"
COLOUR = "m-green"


def theme_keys(page) -> list[str]:
    """The themes it carries, and the theme above each of them."""
    themes = [link.theme for link in page.theme_links.all()]
    keys = [key for theme in themes for key in (theme.key, theme.parent.key if theme.parent else "")]
    return list(dict.fromkeys(filter(None, keys)))


def series_key(edition) -> str:
    """The same in all languages. One query."""
    parent = Page.objects.parent_of(edition).values_list("translation_key", flat=True).first()
    return str(parent or "")


def spoken_at(edition) -> list[str]:
    """The languages that one can follow it in, spoken or interpreted."""
    return list(dict.fromkeys([*edition.languages_spoken, *edition.languages_interpreted]))


def search_document(page) -> dict:
    """The page as the search knows it (see hub.search)."""
    told = _edition(page) if hasattr(page, "dates") else _series(page)
    labels = [link.theme.title for link in page.theme_links.all()]
    return {
        "kind": KIND,
        "summary": page.summary,
        "keywords": " · ".join([*labels, *told["words"]]),
        "body": "\n".join(filter(None, map(_plain, told["body"]))),
        "facets": {"theme": theme_keys(page), **told["facets"]},
        "card": {"colour": COLOUR, **told["card"]},
        "state": page.translation_state,
    }


def _series(page) -> dict:
    names = [block.value["name"] for block in page.organisers]
    key = str(page.translation_key)
    return {
        "words": names,
        "body": [page.why],
        "facets": {"series": [key], "part": [SERIES]},
        "card": {"part": SERIES, "series": key, "organisers": names},
    }


def _edition(page) -> dict:
    place, key = page.place_told, series_key(page)
    topics = [(block.value["title"], block.value["note"]) for block in page.topics]
    with translation.override(page.language):
        words = [
            *([str(Format(page.format).label)] if page.format else []),
            *(spoken.name(code) for code in spoken_at(page)),
        ]
        words += [countries.name(text) if name == "country" else text for name, text in place.items()]
    quotes = [block.value["text"] for block in page.quotes]
    return {
        "words": words,
        "body": [page.for_whom, *(text for topic in topics for text in topic), page.access_note, page.outcome, *quotes],
        "facets": {
            "format": [page.format] if page.format else [],
            "spoken": spoken_at(page),
            "series": [key],
            "part": [EDITION],
        },
        "card": {
            "part": EDITION,
            "series": key,
            "key": str(page.translation_key),
            "label": page.label,
            "state": page.state,
            "format": page.format,
            "place": place,
            "spoken": list(page.languages_spoken),
            "interpreted": list(page.languages_interpreted),
            "topics": [title for title, _note in topics],
            "dates": written(page.spans),
            "told": bool(_plain(page.outcome) or len(page.outcome_pages) or quotes),
        },
    }


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", strip_tags((text or "").replace("<", " <"))).strip()
