"""A list as a reader asked for it: results, true counts, what is on, how to take it off, and help where nothing is left."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.core import languages
from hub.search import extracts, filters, grouping, hints, listing, matching, missed
from hub.search.listing import Listing
from hub.search.matching import Matching
from hub.search.models import SearchDocument

SORT_LABELS = {
    "match": _("Best match"),
    "recommended": _("Recommended by staff"),
    "newest": _("Newest"),
    "shortest": _("Shortest"),
    "title": _("A–Z"),
}


SORTS = ("recommended", "newest", "shortest", "title")


@dataclass(frozen=True)
class Facet:
    """One facet of a list: `options` are (key, label, level in a tree)."""

    key: str
    label: str
    options: list


class Paged:
    """The addresses of the pages of a list, for what has `asked` and `page` (see components/paging.html)."""

    asked: filters.ListQuery
    page: Page

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


@dataclass
class Part(Paged):
    """One page of rows that are not searched: see `part`."""

    asked: filters.ListQuery
    page: Page


@dataclass(frozen=True)
class Group:
    """The first things of one kind; `query` leads to all of them."""

    key: str
    label: str
    total: int
    documents: list
    query: str


@dataclass
class Results(Paged):
    """A list as it is shown. `how`, `began` and `meant`: see `matching`; `picks`: what staff put first for these words."""

    asked: filters.ListQuery
    language: str
    total: int
    documents: list
    page: Page
    facets: list[dict]
    chips: list[dict]
    sorts: list[dict]
    how: str = "all"
    began: str = ""
    meant: str = ""
    extracts: dict[int, dict] = field(default_factory=dict)  # page id → title and text in parts, marked or not
    picks: list[SearchDocument] = field(default_factory=list)
    rescues: list[dict] = field(default_factory=list)  # for an empty list: what dropping one filter would bring
    elsewhere: list[dict] = field(default_factory=list)  # the same words in other languages, with their counts
    groups: list[Group] = field(default_factory=list)  # by kind, where several were found and none was asked for

    @property
    def meant_query(self) -> str:
        """The query string of the spelling that was used or is offered."""
        query = self.asked.parameters()
        query["q"] = self.meant
        return _query_string(query)

    @property
    def shown_extracts(self) -> list[list[tuple[str, bool]]]:
        """Of each document the piece of text with the words, in parts, marked or not; empty where it is the summary."""
        texts = [self.extracts.get(document.page_id, {}).get("text", []) for document in self.documents]
        return [
            [] if "".join(part for part, _is_hit in text) == document.summary else text
            for document, text in zip(self.documents, texts, strict=True)
        ]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked.q or self.asked.filters)

    @property
    def filter_count(self) -> int:
        return sum(map(len, self.asked.filters.values()))


def part(data: QueryDict, rows: list, *, size: int) -> Part:
    """The page of `rows` that the query string asks for. Nothing else can be asked: it is dropped by name."""
    asked = filters.read(data, {})
    for name in ("q", "sort"):
        if getattr(asked, name):
            asked.drop(name, getattr(asked, name))
            setattr(asked, name, "")
    return Part(asked, _page(asked, Paginator(rows, size)))


def _page(asked, pages: Paginator) -> Page:
    if asked.page > pages.num_pages:
        asked.drop("page", str(asked.page))
        asked.page = pages.num_pages
    return pages.page(asked.page)


def results(
    data: QueryDict, *, kind: str, facets: list[Facet], language: str, size: int, sorts: tuple[str, ...] = SORTS
) -> Results:
    """What the query string `data` asks of the list of `kind`; `sorts` are its orders without words, the usual one first.

    A list of all kinds that has a facet `kind` comes in groups.
    """
    asked = filters.read(data, {facet.key: {option[0] for option in facet.options} for facet in facets})
    listed = listing.listing(kind, language)
    found = matching.match(asked.q, listed) if asked.q else None
    if found and found.is_empty:
        asked.drop("q", asked.q)
        asked.q, found = "", None
    sort = asked.sort if found or asked.sort != "match" else ""
    sort = sort or ("match" if found else sorts[0])
    outcome = listing.find(listed, filters=asked.filters, matching=found.mask if found else None)
    page = _page(asked, Paginator(range(outcome.total), size))
    scores = matching.scores(found, listed, outcome.mask) if found and outcome.total and sort == "match" else None
    kinds = _kinds(facets, asked) if not kind else []
    parts = grouping.by_kind(listed, outcome.mask, kinds=list(kinds), sort=sort, scores=scores)
    if len(parts) > 1:
        rows = [row for part in parts for row in part.rows]
    else:
        rows = listed.rows(outcome.mask, sort=sort, start=(asked.page - 1) * size, size=size, scores=scores)
    documents = listing.documents(rows, with_text=bool(found))
    return Results(
        asked=asked,
        language=language,
        total=outcome.total,
        documents=documents,
        page=page,
        facets=[_facet(facet, outcome.counts.get(facet.key, {}), asked) for facet in facets],
        chips=list(_chips(facets, asked)),
        sorts=[
            {"key": key, "label": SORT_LABELS[key], "is_on": key == sort} for key in (*["match"][: bool(found)], *sorts)
        ],
        groups=_groups(parts, kinds, documents, asked) if len(parts) > 1 else [],
        rescues=[] if outcome.total else _rescues(listed, facets, asked, found),
        **(_of_words(found, listed, asked, documents, kind) if found else {}),
    )


def _kinds(facets, asked) -> dict[str, str]:
    """The kinds to group by, with their labels: none where one is asked for, or a further page."""
    if "kind" in asked.filters or asked.page > 1:
        return {}
    return {key: label for facet in facets if facet.key == "kind" for key, label, _level in facet.options}


def _groups(parts, kinds, documents, asked) -> list[Group]:
    held = {document.page_id: document for document in documents}
    groups = []
    for part in parts:
        query = asked.parameters()
        query["kind"] = part.key
        own = [held[row.page_id] for row in part.rows if row.page_id in held]
        groups.append(Group(part.key, kinds[part.key], part.total, own, _query_string(query)))
    return groups


def _of_words(found: Matching, listed: Listing, asked, documents, kind) -> dict:
    """What a list says of the words that were searched for."""
    if found.how in ("none", "corrected", "some") and asked.page == 1 and not asked.filters:
        missed.record(found.asked if found.how != "corrected" else matching.query.terms(asked.q), listed.language)
    picks = hints.picks(asked.q, listed.language) if asked.page == 1 else []
    rows = listed.rows(listed.mask_of(picks), sort="title") if picks else []
    order = {page_id: place for place, page_id in enumerate(picks)}
    return {
        "how": found.how,
        "began": found.began,
        "meant": found.meant,
        "extracts": {document.page_id: _extract(document, found) for document in documents},
        "picks": listing.documents(sorted(rows, key=lambda row: order[row.page_id])) if rows else [],
        "elsewhere": _elsewhere(kind, asked, found, listed.language),
    }


def _extract(document: SearchDocument, found: Matching) -> dict:
    language = document.language
    question = found.questions.get(language)
    if question is None:
        return {"title": [(document.title, False)], "text": []}
    summary = extracts.marked(document.summary, question, language)
    if any(is_hit for _part, is_hit in summary):
        text = summary
    else:
        text = extracts.extract(f"{document.lead}\n{document.body}", question, language)
        text = text or extracts.extract(f"{document.names}\n{document.keywords}", question, language)
    return {"title": extracts.marked(document.title, question, language), "text": text}


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


def _rescues(listed, facets, asked, found) -> list[dict]:
    """Each filter with the total that dropping it alone would bring, the most helpful first."""
    labels = {"q": _("the words"), **{facet.key: facet.label for facet in facets}}
    mask = found.mask if found else None
    rescues = [
        {
            "facet": name,
            "label": labels[name],
            "total": total,
            "query": _query_string(asked.parameters(without=(name, ""))),
        }
        for name, total in listing.without_each(listed, filters=asked.filters, matching=mask).items()
        if total
    ]
    if not rescues and asked.q and len(asked.filters) > 1 and mask:
        words_only = QueryDict(mutable=True)
        words_only["q"] = asked.q
        total = listing.find(listed, filters={}, matching=mask).total
        rescues = [{"facet": "", "label": _("any filter"), "total": total, "query": _query_string(words_only)}]
    return sorted(rescues, key=lambda rescue: -rescue["total"])


def _elsewhere(kind, asked, found: Matching, language) -> list[dict]:
    """The same words in the other languages: how many things really written in each have them."""
    totals = []
    if found.how != "corrected" and found.hits:
        for code in languages.names():
            if code != language:
                other = listing.listing(kind, code)
                chosen = (other.selected(facet, keys) for facet, keys in asked.filters.items())
                total = (reduce(and_, chosen, found.hits & other.everything) & other.own).bit_count()
                totals.append({"language": code, "total": total, "query": _query_string(asked.parameters())})
    return [each for each in totals if each["total"]]


def _query_string(query: QueryDict) -> str:
    text = query.urlencode()
    return f"?{text}" if text else "?"
