"""What stories are filtered by, and what the search knows of a story: never more than its readers are told."""

import re

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from hub.core import countries, spoken, taxonomy, version
from hub.core.enums import Format
from hub.search import listing
from hub.search.collation import sort_key
from hub.search.models import SearchDocument
from hub.search.results import Facet
from hub.stories import rules
from hub.stories.enums import NAMED_UP_TO

KIND = "story"
KEPT_SECONDS = 3600


def facets(language: str) -> list[Facet]:
    """All facets in the order of the page, labelled in `language` (which must be active).

    Of what has no end (countries, years, languages, activities) only what some story has is an option.
    """
    held = keys_held(language)
    return [
        Facet("theme", _("Theme"), _theme_options(language)),
        Facet("country", _("Country"), named_countries(held.get("country", {}), language)),
        Facet("year", _("Year"), [(year, year, 0) for year in sorted(held.get("year", {}), reverse=True)]),
        Facet(
            "spoken",
            _("Language used"),
            _sorted({code: spoken.name(code) for code in held.get("spoken", {})}, language),
        ),
        Facet("format", _("Format"), [(str(key), label, 0) for key, label in Format.choices]),
        Facet("activity", _("Activity"), _activities(tuple(sorted(held.get("activity", {}))), language)),
    ]


def keys_held(language: str) -> dict[str, dict[str, int]]:
    """Facet → key → how many stories have it, of all that readers of a language find."""
    counts = listing.find(listing.listing(KIND, language), filters={}).counts
    return {facet: {key: count for key, count in keys.items() if count} for facet, keys in counts.items()}


def named_countries(codes, language: str) -> list[tuple[str, str, int]]:
    """Options for these countries in the order of their names."""
    return _sorted({code: countries.name(code) for code in codes}, language)


def _sorted(names: dict[str, str], language) -> list[tuple[str, str, int]]:
    return [(key, name, 0) for key, name in sorted(names.items(), key=lambda each: sort_key(each[1], language))]


def _theme_options(language):
    first = [theme for theme in taxonomy.themes_in(language) if theme.parent is None]
    rows = [(theme, level) for top in first for level, theme in [(0, top), *((1, child) for child in top.children)]]
    return [(theme.key, theme.title, level) for theme, level in rows]


def _activities(uids: tuple[str, ...], language) -> list[tuple[str, str, int]]:
    """Activities by title, in the reader's language where they have one. One query for a content version."""
    key = f"story-activities:{version.current()}:{language}"
    held = cache.get(key)
    if held is None:
        held = {}
        documents = SearchDocument.objects.filter(kind="activity", uid__in=uids) if uids else ()
        for document in sorted(documents, key=lambda each: _rank(each.language, language), reverse=True):
            held[document.uid] = document.title
        cache.set(key, held, KEPT_SECONDS)
    return _sorted(held, language)


def _rank(code, language):
    return (code != language, code != settings.LANGUAGE_CODE, code)


def theme_keys(story) -> list[str]:
    """The themes it carries, and the theme above each of them."""
    themes = [link.theme for link in story.theme_links.all()]
    keys = [key for theme in themes for key in (theme.key, theme.parent.key if theme.parent else "")]
    return list(dict.fromkeys(filter(None, keys)))


def values(story) -> dict[str, list[str]]:
    """Facet → the keys that readers may know of."""
    country = story.place_told.get("country")
    return {
        "theme": theme_keys(story),
        "country": [country] if country else [],
        "year": [str(story.session_date.year)] if story.session_date else [],
        "spoken": list(story.languages_used),
        "format": list(story.formats),
        "activity": list(dict.fromkeys(row.activity.uid for row in story.activities_used.all())),
    }


def card(story) -> dict:
    """What a card shows beside title and summary. Keys only: labels are the reader's language's."""
    used = [row.activity for row in story.activities_used.all()]
    return {
        "seed": story.slug,
        "drawing": used[0].primary_type if used else "storytelling",
        "country": story.place_told.get("country", ""),
        "date": story.session_date.isoformat() if story.session_date else "",
        "precision": story.date_precision,
        "size": story.group_size,
        "spoken": list(story.languages_used),
        "example": story.is_example,
        "alone": story.linked_alone,
    }


RICH = ("why_now", "what_happened", "what_changed", "what_was_hard", "what_we_would_change", "advice")


def _text_of(story) -> str:
    """All that readers are told, a paragraph a line. Of what rests on a consent, only what rests on one without an end:
    a document is not written anew on the day on which a consent is over."""
    today = timezone.localdate()
    parts = [getattr(story, name) for name in RICH]
    parts += [row.what_changed for row in story.activities_used.all()]
    parts += [story.place_told.get(name, "") for name in NAMED_UP_TO["exact"] if name != "country"]
    for item in rules.items_of(story):
        if rules.may_be_shown(item.row, today) and item.consent.until is None:
            parts += _words_of(item)
    plain = (re.sub(r"\s+", " ", strip_tags(part.replace("<", " <"))).strip() for part in parts if part)
    return "\n".join(filter(None, plain))


def _words_of(item) -> list[str]:
    row = item.row
    if item.relation == "quotes":
        return [row.text]
    if item.relation == "pictures":
        return [row.caption, row.alt]
    return [row.title, row.transcript, *(region.value["text"] for region in row.regions)]


def search_document(story) -> dict:
    """The story as the search knows it (see hub.search)."""
    country = story.place_told.get("country")
    labels = [link.theme.title for link in story.theme_links.all()]
    if country:
        labels.append(countries.names(story.language)[country])
    with translation.override(story.language):
        labels += [str(Format(key).label) for key in story.formats]
    return {
        "kind": KIND,
        "summary": story.summary,
        "keywords": " · ".join(labels),
        "body": _text_of(story),
        "facets": values(story),
        "card": card(story),
        "state": story.translation_state,
    }
