"""Lists with facets: what readers of one language find of one kind, narrowed, counted and ordered."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from hub.search import collection
from hub.search.collection import ORDERS, Collection, Row, positions_of, preference
from hub.search.models import SearchDocument

SORTS = ("match", *ORDERS)
WORDS = "tag"  # free words belong to one language: they find only what is written in the readers' own
FEW = 3000  # so many hits are sorted by themselves; more are picked from the order of all


@dataclass(frozen=True)
class Listing:
    """All things of one kind as readers of one language find them (as bits of the collection)."""

    held: Collection
    language: str
    everything: int

    @property
    def total(self) -> int:
        return self.everything.bit_count()

    @property
    def own(self) -> int:
        """What is written in the readers' language."""
        return self.held.written.get(self.language, 0)

    def mask_of(self, page_ids) -> int:
        """The things among these pages."""
        return self.held.mask_of(page_ids) & self.everything

    def selected(self, facet: str, keys: list[str]) -> int:
        """Things that have one of the keys."""
        masks = self.held.masks.get(facet, {})
        found = reduce(or_, (masks.get(key, 0) for key in keys), 0)
        return found & self.own if facet == WORDS else found

    def rows(self, mask: int, *, sort: str, start: int = 0, size: int | None = None, scores=None) -> list[Row]:
        """A part of the things in `mask`, in the order `sort` (one of SORTS); those in other languages come last.

        `scores` maps page ids to how well they match; what has none follows in staff's order.
        """
        size = mask.bit_count() if size is None else size
        found: list[int] = []
        skipped = 0
        for part in (mask & self.own, mask & ~self.own):
            count = part.bit_count()
            begin, end = max(start - skipped, 0), start + size - skipped
            if count and begin < count and end > 0:
                found.extend(self._ordered(part, count, sort, scores)[begin:end] if sort == "match"
                             else self._part(part, count, sort, begin, end))  # fmt: skip
            skipped += count
        return [self.held.rows[position] for position in found]

    def _ordered(self, mask: int, count: int, sort: str, scores) -> list[int]:
        staff = self._part(mask, count, "recommended", 0, count)
        rows = self.held.rows
        return sorted(staff, key=lambda n: -round(scores.get(rows[n].page_id, 0), 6))  # stable: ties in staff's order

    def _part(self, mask: int, count: int, sort: str, begin: int, end: int) -> list[int]:
        held = self.held
        if count < FEW:
            key = ORDERS[sort]
            return sorted(positions_of(mask), key=lambda position: key(held.rows[position]))[begin:end]
        bits = mask.to_bytes((mask.bit_length() + 7) // 8, "little")
        last = 8 * len(bits)
        found: list[int] = []
        for position in held.order(sort):
            if position < last and bits[position >> 3] >> (position & 7) & 1:
                found.append(position)
                if len(found) >= end:
                    break
        return found[begin:]


@dataclass
class Outcome:
    """The things that pass (as a mask), how many they are, and the count of every key of every facet."""

    mask: int
    total: int
    counts: dict[str, dict[str, int]]


def listing(kind: str, language: str) -> Listing:
    """The things of a kind (all kinds where empty) for readers of a language."""
    held = collection.current()
    shown = held.shown(language)
    return Listing(held, language, shown & held.masks["kind"].get(kind, 0) if kind else shown)


def find(listed: Listing, *, filters: dict[str, list[str]], matching: int | None = None) -> Outcome:
    """Things that pass all filters (OR inside one, AND between), with true counts.

    `matching`: the mask of what has the words; None where there are no words. The count of a key is the number of
    results that its facet would have with this key alone, all other facets applied.
    """
    base, chosen = _sieves(listed, filters, matching)
    result = reduce(and_, chosen.values(), base)
    counts = {}
    for facet, masks in listed.held.masks.items():
        others = _without(facet, base, chosen) if facet in chosen else result
        others &= listed.own if facet == WORDS else others
        counts[facet] = {key: (others & mask).bit_count() for key, mask in masks.items()}
    return Outcome(result, result.bit_count(), counts)


def without_each(listed: Listing, *, filters, matching: int | None) -> dict[str, int]:
    """Each filter in use (`q` for the words) → the total if it alone were dropped."""
    base, chosen = _sieves(listed, filters, matching)
    totals = {facet: _without(facet, base, chosen).bit_count() for facet in chosen}
    if matching is not None:
        totals["q"] = reduce(and_, chosen.values(), listed.everything).bit_count()
    return totals


def _sieves(listed, filters, matching):
    base = listed.everything if matching is None else listed.everything & matching
    return base, {facet: listed.selected(facet, keys) for facet, keys in filters.items()}


def _without(facet, base, chosen):
    return reduce(and_, (mask for name, mask in chosen.items() if name != facet), base)


def documents_of(translation_keys: list, language: str) -> list[SearchDocument]:
    """One document for each of these things, in `language` where it exists, in this order. One query."""
    best: dict = {}
    for document in (
        SearchDocument.objects.unexpired()
        .filter(translation_key__in=translation_keys)
        .defer("lead", "keywords", "body")
    ):
        held = best.get(document.translation_key)
        if held is None or preference(document.language, language) < preference(held.language, language):
            best[document.translation_key] = document
    return [best[key] for key in translation_keys if key in best]


def documents(rows: list[Row], *, with_text: bool = False) -> list[SearchDocument]:
    """The documents of these rows in their order; their long text only where it is asked for. One query."""
    wanted = SearchDocument.objects.all() if with_text else SearchDocument.objects.defer("lead", "keywords", "body")
    found = wanted.in_bulk([row.page_id for row in rows])
    return [found[row.page_id] for row in rows if row.page_id in found]
