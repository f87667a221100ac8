"""A list as a reader asked for it: results, true counts, what is on, how to take it off, and help where nothing is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.core import languages
from hub.search import engine, filters, listing
from hub.search.analysis import tokens

MAX_TOKENS = 40
SORT_LABELS = {
    "match": _("Best match"),
    "recommended": _("Recommended by staff"),
    "newest": _("Newest"),
    "shortest": _("Shortest"),
    "title": _("A–Z"),
}


@dataclass(frozen=True)
class Facet:
    """One facet of a list: `options` are (key, label, level in a tree)."""

    key: str
    label: str
    options: list


@dataclass
class Results:
    asked: filters.ListQuery
    language: str
    total: int
    documents: list
    page: Page
    facets: list[dict]
    chips: list[dict]
    sorts: list[dict]
    rescues: list[dict]  # for an empty list: what dropping one filter would bring
    elsewhere: list[dict]  # for an empty list: the same words in other languages

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked.q or self.asked.filters)

    def page_query(self, number: int) -> str:
        query = self.asked.parameters()
        if number > 1:
            query["page"] = number
        return _query_string(query)

    @property
    def next_query(self) -> str:
        return self.page_query(self.page.next_page_number())

    @property
    def previous_query(self) -> str:
        return self.page_query(self.page.previous_page_number())

    @property
    def page_numbers(self) -> list[int]:
        """The numbers to show; 0 stands for a gap."""
        last, here = self.page.paginator.num_pages, self.page.number
        shown = sorted({1, last, *range(max(1, here - 1), min(last, here + 1) + 1)})
        return [n for i, n in enumerate(shown) for n in ([0, n] if i and n - shown[i - 1] > 1 else [n])]

    @property
    def page_queries(self) -> dict[int, str]:
        return {number: self.page_query(number) for number in self.page_numbers if number}

    @property
    def filter_count(self) -> int:
        return sum(map(len, self.asked.filters.values()))


def results(data: QueryDict, *, kind: str, facets: list[Facet], language: str, size: int) -> Results:
    """What the query string `data` asks of the list of `kind`. At most two statements and one for the rows shown."""
    asked = filters.read(data, {facet.key: {option[0] for option in facet.options} for facet in facets})
    words = tokens(asked.q)[:MAX_TOKENS]
    if asked.q and not words:
        asked.drop("q", asked.q)
        asked.q = ""
    scores = engine.match(words) if words else None
    held = listing.listing(kind, language)
    sort = asked.sort or ("match" if words else "recommended")
    if sort == "match" and not words:
        sort = "recommended"
    outcome = listing.find(held, filters=asked.filters, scores=scores)
    pages = Paginator(range(outcome.total), size)
    if asked.page > pages.num_pages:
        asked.drop("page", str(asked.page))
        asked.page = pages.num_pages
    page = pages.page(asked.page)
    page_ids = listing.page_ids(held, outcome.mask, scores=scores, sort=sort, start=(asked.page - 1) * size, size=size)
    return Results(
        asked=asked,
        language=language,
        total=outcome.total,
        documents=listing.documents(page_ids),
        page=page,
        facets=[_facet(facet, outcome.counts.get(facet.key, {}), asked) for facet in facets],
        chips=list(_chips(facets, asked)),
        sorts=[
            {"key": key, "label": label, "is_on": key == sort}
            for key, label in SORT_LABELS.items()
            if words or key != "match"
        ],
        rescues=[] if outcome.total else _rescues(held, facets, asked, scores),
        elsewhere=[] if outcome.total or not words else _elsewhere(kind, asked, scores, language),
    )


def _facet(facet: Facet, counts: dict[str, int], asked) -> dict:
    on = asked.filters.get(facet.key, [])
    return {
        "key": facet.key,
        "label": facet.label,
        "on": len(on),
        "is_on": bool(on),
        "options": [
            {"key": key, "label": label, "level": level, "count": counts.get(key, 0), "is_on": key in on}
            for key, label, level in facet.options
        ],
    }


def _chips(facets: list[Facet], asked) -> Iterator[dict]:
    """What is on, each with the query string that takes it off."""
    if asked.q:
        yield {
            "facet": "q",
            "key": asked.q,
            "label": f"“{asked.q}”",
            "query": _query_string(asked.parameters(without=("q", ""))),
        }
    for facet in facets:
        for key, label, _level in facet.options:
            if key in asked.filters.get(facet.key, []):
                query = _query_string(asked.parameters(without=(facet.key, key)))
                yield {"facet": facet.key, "key": key, "label": label, "group": facet.label, "query": query}


def _rescues(held, facets, asked, scores) -> list[dict]:
    """Each filter with the total that dropping it alone would bring, the most helpful first."""
    labels = {"q": _("the words"), **{facet.key: facet.label for facet in facets}}
    found = [
        {
            "facet": name,
            "label": labels[name],
            "total": total,
            "query": _query_string(asked.parameters(without=(name, ""))),
        }
        for name, total in listing.without_each(held, filters=asked.filters, scores=scores).items()
        if total
    ]
    if not found and asked.q and len(asked.filters) > 1:
        words_only = QueryDict(mutable=True)
        words_only["q"] = asked.q
        total = listing.find(held, filters={}, scores=scores).total
        if total:
            found = [{"facet": "", "label": _("any filter"), "total": total, "query": _query_string(words_only)}]
    return sorted(found, key=lambda rescue: -rescue["total"])


def _elsewhere(kind, asked, scores, language) -> list[dict]:
    """The same words in the other languages: how many things really written in each would be found."""
    found = []
    for code in languages.names():
        if code == language:
            continue
        held = listing.listing(kind, code)
        chosen = (held.selected(facet, keys) for facet, keys in asked.filters.items())
        total = (reduce(and_, chosen, held.mask_of(scores)) & held.translated).bit_count()
        if total:
            found.append({"language": code, "total": total, "query": _query_string(asked.parameters())})
    return found


def _query_string(query: QueryDict) -> str:
    text = query.urlencode()
    return f"?{text}" if text else "?"
