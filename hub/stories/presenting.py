"""Facts of a story as words in the reader's language."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.core import countries, languages, spoken
from hub.core.enums import GroupSize
from hub.search.cards import rendered
from hub.stories.enums import When


def when(day: dt.date | None, precision: str) -> str:
    """The date as far as readers are told; empty where it is not known."""
    if day is None:
        return ""
    if precision == When.DAY:
        return date_format(day, "DATE_FORMAT")
    if precision == When.MONTH:
        return date_format(day, "YEAR_MONTH_FORMAT")
    if precision == When.SEASON:
        first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        months = [date_format(month, "F") for month in (first, first.replace(month=first.month + 2))]
        return _("%(first)s to %(last)s %(year)s") % {"first": months[0], "last": months[1], "year": day.year}
    return str(day.year)


def where(told: dict[str, str]) -> list[str]:
    """What readers are told of the place, the narrowest first, the country by its name."""
    return [countries.name(text) if name == "country" else text for name, text in told.items()]


def spoken_names(codes) -> list[str]:
    return [spoken.name(code) for code in codes]


def cards(documents, language: str) -> list[SafeString]:
    return rendered(documents, language, template="stories/card.html", card=card)


def card(document, language: str) -> dict:
    """What the card of a search document says, in the reader's language."""
    facts = document.card
    day = dt.date.fromisoformat(facts["date"]) if facts["date"] else None
    return {
        "title": document.title,
        "summary": document.summary,
        "language": document.language,
        "is_foreign": document.language != language,
        "path": languages.page_path(language, document.url_path),
        "seed": facts["seed"],
        "drawing": facts["drawing"],
        "is_example": facts["example"],
        "where": countries.name(facts["country"]) if facts["country"] else "",
        "when": when(day, facts["precision"]),
        "people": GroupSize(facts["size"]).label if facts["size"] else "",
        "spoken": spoken_names(facts["spoken"]),
    }
