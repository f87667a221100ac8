from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from hub.activities import enums, facets, presenting
from hub.activities.marks import mark_svg
from hub.core import languages
from hub.search import listing

register = template.Library()
FIRST_TYPES = 9
FIRST_CARDS = 6
ON_THEMES = 3


@register.simple_tag
@lru_cache(maxsize=4096)
def mark(uid: str, activity_type: str) -> SafeString:
    """The drawing of an activity, made from its uid and main type; at most 1 KB, kept in the process once drawn."""
    return SafeString(mark_svg(uid, activity_type) if activity_type else "")


@register.simple_tag
def library_teaser() -> dict:
    """What the home page asks and shows of the library: purposes, times and people with true counts, and first cards."""
    language = languages.current()
    listed = listing.listing("activity", language)
    counts = listing.find(listed, filters={}).counts
    by_key = {facet.key: facet for facet in facets.facets(language)}
    purposes = sorted(_counted(by_key["type"], counts), key=lambda option: -option["count"])[:FIRST_TYPES]
    first = listed.rows(listed.everything, sort="recommended", size=FIRST_CARDS)
    return {
        "total": listed.total,
        "purposes": purposes,
        "times": _counted(by_key["time"], counts),
        "people": _counted(by_key["people"], counts),
        "cards": presenting.cards(listing.documents(first), language),
    }


@register.simple_tag
def theme_counts() -> dict[str, int]:
    """Theme key → how many activities carry it."""
    return listing.find(listing.listing("activity", languages.current()), filters={}).counts.get("theme", {})


@register.simple_tag
def activities_on(themes, most: int = ON_THEMES) -> list[SafeString]:
    """Cards of activities that carry one of these themes (keys), those that staff recommend first."""
    language = languages.current()
    listed = listing.listing("activity", language)
    mask = listed.everything & listed.selected("theme", list(themes))
    rows = listed.rows(mask, sort="recommended", size=most) if mask else []
    return presenting.cards(listing.documents(rows), language) if rows else []


@register.filter
def label_of(key: str, vocabulary: str) -> str:
    """The label of a key in one of the vocabularies of hub.activities.enums."""
    return dict(getattr(enums, vocabulary).choices).get(key, key)


@register.filter
def join_labels(types: list) -> str:
    return " · ".join(str(label) for _key, label, _colour in types)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text as paragraphs: an empty line or a line break begins a new one."""
    return format_html_join("", "<p>{}</p>", ((line.strip(),) for line in (text or "").splitlines() if line.strip()))


@register.simple_tag
def activity_cards(documents: list) -> list[SafeString]:
    """Cards of the activities that these search documents tell of."""
    return presenting.cards(documents, languages.current())


def _counted(facet, counts) -> list[dict]:
    held = counts.get(facet.key, {})
    return [
        {"key": key, "label": label, "count": held.get(key, 0)}
        for key, label, _level in facet.options
        if held.get(key, 0)
    ]
