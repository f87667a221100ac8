"""Lists with facets: one mask of bits for each key of each facet, kept in the process until content changes.

A position is one thing in the list (one translation key), shown in the reader's language where it exists in it and in
its source language where it does not. Bit n of a mask says whether position n has the key; counting is counting bits.
"""

from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_, or_
from threading import Lock

from django.conf import settings

from hub.core import version
from hub.search.models import SearchDocument

SORTS = ("match", "recommended", "newest", "shortest", "title")
COLUMNS = (
    "page_id",
    "translation_key",
    "language",
    "facets",
    "minutes",
    "recommended",
    "published_at",
    "sort_key",
    "kind",
)
_lock = Lock()
_rows: dict[str, tuple[str, list]] = {}  # kind → (version, rows)
_listings: dict[tuple[str, str], "Listing"] = {}  # kind, language → listing


@dataclass
class Listing:
    """All things of one kind as readers of one language find them. Positions run from 0."""

    version: str
    language: str
    rows: list
    position_of: dict[int, int]
    masks: dict[str, dict[str, int]]
    translated: int
    orders: dict[str, list[int]]

    @property
    def everything(self) -> int:
        return (1 << len(self.rows)) - 1

    def mask_of(self, page_ids) -> int:
        positions = self.position_of
        mask = 0
        for page_id in page_ids:
            if page_id in positions:
                mask |= 1 << positions[page_id]
        return mask

    def selected(self, facet: str, keys: list[str]) -> int:
        """Things that have one of the keys."""
        masks = self.masks.get(facet, {})
        return reduce(or_, (masks.get(key, 0) for key in keys), 0)


@dataclass
class Outcome:
    """The things that pass (as a mask), how many they are, and the count of every key of every facet."""

    mask: int
    total: int
    counts: dict[str, dict[str, int]]


def listing(kind: str, language: str) -> Listing:
    """The listing of a kind (all kinds where empty) in a language: one query after a change of content, else none."""
    now = version.current()
    held = _listings.get((kind, language))
    if held is None or held.version != now:
        with _lock:
            held = _build(now, language, _rows_of(kind, now))
            _listings[kind, language] = held
    return held


def _rows_of(kind: str, now: str) -> list:
    held = _rows.get(kind)
    if held is None or held[0] != now:
        documents = SearchDocument.objects.filter(kind=kind) if kind else SearchDocument.objects.all()
        rows = list(documents.order_by("page_id").values_list(*COLUMNS))
        _rows[kind] = held = (now, rows)
    return held[1]


def _build(now: str, language: str, all_rows: list) -> Listing:
    shown: dict = {}
    spoken: dict = {}
    for row in all_rows:
        key, code = row[1], row[2]
        spoken.setdefault(key, set()).add(code)
        held = shown.get(key)
        if held is None or preference(code, language) < preference(held[2], language):
            shown[key] = row
    rows = list(shown.values())
    masks: dict[str, dict[str, int]] = {}
    translated = 0
    for position, row in enumerate(rows):
        bit = 1 << position
        for facet, keys in {**row[3], "lang": spoken[row[1]], "kind": [row[8]]}.items():
            held = masks.setdefault(facet, {})
            for key in keys:
                held[key] = held.get(key, 0) | bit
        if row[2] == language:
            translated |= bit
    return Listing(
        version=now,
        language=language,
        rows=rows,
        position_of={row[0]: position for position, row in enumerate(rows)},
        masks=masks,
        translated=translated,
        orders=_orders(rows, language),
    )


def preference(code: str, language: str) -> tuple:
    return (code != language, code != settings.LANGUAGE_CODE, code)


def _orders(rows: list, language: str) -> dict[str, list[int]]:
    """Every order as a list of positions; what has no translation comes last in each."""

    def ordered(key):
        return sorted(range(len(rows)), key=lambda n: (rows[n][2] != language, *key(rows[n]), bytes(rows[n][7])))

    return {
        "recommended": ordered(lambda row: (not row[5],)),
        "newest": ordered(lambda row: (-(row[6].timestamp() if row[6] else 0),)),
        "shortest": ordered(lambda row: (row[4] is None, row[4] or 0)),
        "title": ordered(lambda row: ()),
    }


def find(held: Listing, *, filters: dict[str, list[str]], scores: dict[int, float] | None) -> Outcome:
    """Things that pass all filters (OR inside one, AND between), with true counts.

    `scores` maps page ids to how well they match the words; None where there are no words. The count of a key is the
    number of results that its facet would have with this key alone, all other facets applied.
    """
    base, chosen = _sieves(held, filters, scores)
    result = reduce(and_, chosen.values(), base)
    counts = {}
    for facet, masks in held.masks.items():
        others = _without(facet, base, chosen) if facet in chosen else result
        counts[facet] = {key: (others & mask).bit_count() for key, mask in masks.items()}
    return Outcome(result, result.bit_count(), counts)


def without_each(held: Listing, *, filters, scores) -> dict[str, int]:
    """Each filter in use (`q` for the words) → the total if it alone were dropped."""
    base, chosen = _sieves(held, filters, scores)
    totals = {facet: _without(facet, base, chosen).bit_count() for facet in chosen}
    if scores is not None:
        totals["q"] = reduce(and_, chosen.values(), held.everything).bit_count()
    return totals


def _sieves(held, filters, scores):
    base = held.everything if scores is None else held.mask_of(scores)
    return base, {facet: held.selected(facet, keys) for facet, keys in filters.items()}


def _without(facet, base, chosen):
    return reduce(and_, (mask for name, mask in chosen.items() if name != facet), base)


def page_ids(held: Listing, mask: int, *, scores, sort: str, start: int, size: int) -> list[int]:
    """The pages of one screen of the things in `mask`, in the order `sort` (one of SORTS)."""
    order = held.orders.get(sort, held.orders["recommended"])
    hits = (position for position in order if mask >> position & 1)
    if sort == "match":
        hits = sorted(
            hits, key=lambda n: (held.rows[n][2] != held.language, -round(scores[held.rows[n][0]], 6))
        )  # stable: equal matches stay in staff's order
    return [held.rows[position][0] for position in islice(hits, start, start + size)]


def documents_of(translation_keys: list, language: str) -> list[SearchDocument]:
    """One document for each of these things, in `language` where it exists, in this order. One query."""
    best: dict = {}
    for document in SearchDocument.objects.filter(translation_key__in=translation_keys):
        held = best.get(document.translation_key)
        if held is None or preference(document.language, language) < preference(held.language, language):
            best[document.translation_key] = document
    return [best[key] for key in translation_keys if key in best]


def documents(page_ids: list[int]) -> list[SearchDocument]:
    """The documents of these pages in this order. One query."""
    found = SearchDocument.objects.in_bulk(page_ids)
    return [found[page_id] for page_id in page_ids if page_id in found]
