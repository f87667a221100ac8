"""The list of gatherings as a reader asked for it. Whether one is coming follows from the clock, which no search document
knows; there are few enough to look at each."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.core import spoken, taxonomy
from hub.core.enums import Format
from hub.gatherings.enums import When
from hub.gatherings.reading import Listed, counted, keys_of
from hub.search import filters
from hub.search.collation import sort_key
from hub.search.results import Facet, Paged, part

PAGE_SIZE = 20  # past ones


@dataclass
class Narrowed(Paged):
    """`coming` are all that are left of those, and stand on the first page; `page` has those of the past."""

    asked: filters.ListQuery
    page: Page
    coming: list[Listed]
    total: int
    facets: list[dict]
    chips: list[dict]

    @property
    def shown(self) -> list[Listed]:
        return [*(self.coming if self.page.number == 1 else ()), *self.page]

    @property
    def filter_count(self) -> int:
        return sum(map(len, self.asked.filters.values()))


def narrowed(data: QueryDict, rows: list[Listed], language: str) -> Narrowed:
    known = facets_of(rows, language)
    asked = filters.read(data, {facet.key: {option[0] for option in facet.options} for facet in known})
    left = [row for row in rows if _passes(row, asked.filters)]
    past = [row for row in left if row.is_over]
    paging = part(_page_alone(data), past, size=PAGE_SIZE)
    for name in ("q", "sort"):
        if getattr(asked, name):
            asked.drop(name, getattr(asked, name))
            setattr(asked, name, "")
    for name, value in paging.asked.dropped:
        asked.drop(name, value)
    return Narrowed(
        asked=asked,
        page=paging.page,
        coming=[row for row in left if not row.is_over],
        total=len(left),
        facets=[_facet(facet, rows, asked) for facet in known],
        chips=[chip for facet in known for chip in _chips(facet, asked)],
    )


def facets_of(rows: list[Listed], language: str) -> list[Facet]:
    """In the order of the page. Of themes, formats and languages only what some gathering has is an option."""
    themes, formats, codes = (counted(rows, name) for name in ("theme", "format", "spoken"))
    names = {code: spoken.name(code) for code in codes}
    return [
        Facet("when", _("When"), [(key.value, key.label, 0) for key in When] if rows else []),
        Facet("theme", _("Theme"), [option for option in _theme_options(language) if option[0] in themes]),
        Facet("format", _("Format"), [(str(key), label, 0) for key, label in Format.choices if key in formats]),
        Facet(
            "spoken",
            _("Language used"),
            [(code, names[code], 0) for code in sorted(names, key=lambda each: sort_key(names[each], language))],
        ),
    ]


def _theme_options(language):
    first = [theme for theme in taxonomy.themes_in(language) if theme.parent is None]
    rows = [(theme, level) for top in first for level, theme in [(0, top), *((1, child) for child in top.children)]]
    return [(theme.key, theme.title, level) for theme, level in rows]


def _page_alone(data: QueryDict) -> QueryDict:
    query = QueryDict(mutable=True)
    if "page" in data:
        query["page"] = data["page"]
    return query


def _passes(row: Listed, chosen: dict[str, list[str]], *, without: str = "") -> bool:
    """One of the keys of every facet that is on."""
    return all(keys_of(row, name) & set(keys) for name, keys in chosen.items() if name != without)


def _facet(facet: Facet, rows: list[Listed], asked) -> dict:
    """The count of a key is the number of results that its facet would have with this key alone."""
    on = asked.filters.get(facet.key, [])
    counts = counted([row for row in rows if _passes(row, asked.filters, without=facet.key)], facet.key)
    return {
        "key": facet.key,
        "label": facet.label,
        "on": len(on),
        "is_on": bool(on),
        "options": [
            {"key": key, "label": label, "level": level, "count": counts[key], "is_on": key in on}
            for key, label, level in facet.options
        ],
    }


def _chips(facet: Facet, asked):
    """What is on, each with the query string that takes it off."""
    for key, label, _level in facet.options:
        if key in asked.filters.get(facet.key, []):
            text = asked.parameters(without=(facet.key, key)).urlencode()
            yield {"facet": facet.key, "key": key, "label": label, "group": facet.label, "query": f"?{text}"}
