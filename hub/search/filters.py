"""The query string of a list: every value passes here, what cannot be used is dropped by name, nothing fails."""

import unicodedata
from dataclasses import dataclass, field

from django.http import QueryDict

from hub.search.listing import SORTS

MAX_QUERY = 200
MAX_WORDS = 12
MAX_DROPPED = 6


@dataclass
class ListQuery:
    """What a reader asked for, and what of it could not be used (`dropped`: parameter and value as given)."""

    q: str = ""
    filters: dict[str, list[str]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    dropped: list[tuple[str, str]] = field(default_factory=list)
    shortened: bool = False

    def drop(self, name: str, value: str) -> None:
        entry = (_printable(name), _printable(value))
        if entry not in self.dropped and len(self.dropped) < MAX_DROPPED:
            self.dropped.append(entry)

    def parameters(self, *, without: tuple[str, str] | None = None, keep_sort: bool = True) -> QueryDict:
        """The query string's parameters again, in stable order, page left out; `without` leaves one key of a facet out
        (or all of them where the key is empty)."""
        query = QueryDict(mutable=True)
        if self.q and without != ("q", ""):
            query["q"] = self.q
        for facet, keys in self.filters.items():
            left = [key for key in keys if without not in {(facet, key), (facet, "")}]
            if left:
                query.setlist(facet, left)
        if self.sort and keep_sort:
            query["sort"] = self.sort
        return query


def read(data: QueryDict, allowed: dict[str, set[str]]) -> ListQuery:
    """A query string as a ListQuery. `allowed`: facet → its keys. Never raises."""
    asked = ListQuery()
    for name in data:
        values = data.getlist(name)
        if name == "q":
            _read_words(asked, values[-1])
        elif name in allowed:
            good = [value for value in dict.fromkeys(values) if value in allowed[name]]
            for value in values:
                if value and value not in allowed[name]:
                    asked.drop(name, value)
            if good:
                asked.filters[name] = good
        elif name == "sort":
            _read_sort(asked, values[-1])
        elif name == "page":
            _read_page(asked, values[-1])
        else:
            asked.drop(name, values[-1] if values else "")
    asked.filters = {facet: asked.filters[facet] for facet in allowed if facet in asked.filters}
    return asked


def _read_words(asked, value):
    words = readable(value)
    asked.shortened = len(words) > MAX_QUERY or len(words.split()) > MAX_WORDS
    asked.q = " ".join(words[:MAX_QUERY].split()[:MAX_WORDS])


def readable(text: str) -> str:
    """Text without direction marks and joiners; what cannot be printed is a space, and spaces stand alone."""
    visible = (character for character in text if unicodedata.category(character) != "Cf")
    return " ".join("".join(character if character.isprintable() else " " for character in visible).split())


def _read_sort(asked, value):
    if value in SORTS:
        asked.sort = value
    elif value:
        asked.drop("sort", value)


def _read_page(asked, value):
    if value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= 100_000:
        asked.page = int(value[:9])
    elif value:
        asked.drop("page", value)


def _printable(text: str) -> str:
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"
