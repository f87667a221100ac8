"""All documents as this process holds them: one bit for each document in one mask for each key of each facet.

Read once, then kept current by what has changed since (a change is numbered by `IndexState.serial`). Matching words is
the database's work; combining, counting and ordering are done here, at the same cost for 40 documents and for 100,000.
"""

import copy
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from threading import RLock
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from hub.core import version
from hub.search.models import IndexState, RemovedDocument, SearchDocument

COLUMNS = ("page_id", "serial", "kind", "translation_key", "language", "labels", "minutes", "recommended",
           "published_at", "expires_at", "sort_key")  # fmt: skip
FAR = datetime.max.replace(tzinfo=timezone.get_default_timezone())
_lock = RLock()
_held: "Collection | None" = None


class Row(NamedTuple):
    page_id: int
    serial: int
    kind: str
    key: UUID
    language: str
    labels: str
    minutes: int | None
    recommended: bool
    published_at: datetime | None
    expires_at: datetime | None
    sort_key: bytes


ORDERS = {
    "recommended": lambda row: (not row.recommended, row.sort_key, row.page_id),
    "newest": lambda row: (-row.published_at.timestamp() if row.published_at else 0, row.sort_key, row.page_id),
    "shortest": lambda row: (row.minutes is None, row.minutes or 0, row.sort_key, row.page_id),
    "title": lambda row: (row.sort_key, row.page_id),
}


def current() -> "Collection":
    """The documents as of now: nothing is read while the content version stays the same.

    What is handed out is never changed afterwards, so that threads can read it while another one brings it up to date.
    """
    global _held
    now = version.current()
    if not _is_current(_held, now):
        with _lock:
            if not _is_current(_held, now):
                _held = _refreshed(_held, now)
    held = _held
    if held.next_expiry <= timezone.now():
        with _lock:
            _held = held = held.without_expired(timezone.now())
    return held


def _is_current(held, now: str) -> bool:
    return held is not None and held.version == now and (not held.is_tentative or connection.in_atomic_block)


def forget() -> None:
    """Drops what is held; the next `current()` reads everything anew."""
    global _held
    _held = None


def _refreshed(held, now: str) -> "Collection":
    state = IndexState.objects.filter(pk=1).first() or IndexState()
    if held is None or held.is_tentative or held.epoch != state.epoch or state.serial < held.serial:
        held = Collection()
        held.put_all(_rows(SearchDocument.objects.all()))
    else:
        held = held.copy()
        gone = RemovedDocument.objects.filter(serial__gt=held.serial).values_list("page_id", flat=True)
        held.update(gone=list(gone), changed=_rows(SearchDocument.objects.filter(serial__gt=held.serial)))
    held.version, held.serial, held.epoch = now, state.serial, state.epoch
    held.is_tentative = connection.in_atomic_block  # a transaction may yet be undone
    return held


def _rows(documents) -> list[Row]:
    return [Row(*row[:-1], bytes(row[-1])) for row in documents.order_by("page_id").values_list(*COLUMNS).iterator()]


def mask_of(positions: Iterable[int], size: int) -> int:
    """The mask with these bits set, of at most `size` bits; linear in `size`."""
    digits = bytearray(b"0") * (size or 1)
    last = len(digits) - 1
    for position in positions:
        digits[last - position] = 49
    return int(digits, 2)


def positions_of(mask: int) -> list[int]:
    """The bits that are set, in their order."""
    found = []
    for place, byte in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        if byte:
            found.extend(8 * place + bit for bit in range(8) if byte >> bit & 1)
    return found


class Collection:
    """Positions run from 0; a document that goes leaves its position empty (None) until the next full reading."""

    def __init__(self):
        self.version = self.epoch = ""
        self.serial = 0
        self.is_tentative = False
        self.rows: list[Row | None] = []
        self.position_of: dict[int, int] = {}
        self.things: dict[UUID, tuple[int, ...]] = {}  # translation key → its documents
        self.masks: dict[str, dict[str, int]] = defaultdict(dict)  # facet → key → mask
        self.written: dict[str, int] = {}  # language → documents written in it
        self.next_expiry = FAR
        self._shown: dict[str, int] = {}
        self._orders: dict[str, list[int]] = {}

    def copy(self) -> "Collection":
        """Another one that can be changed by itself."""
        other = copy.copy(self)
        other.rows, other.position_of, other.things = self.rows.copy(), self.position_of.copy(), self.things.copy()
        other.masks = defaultdict(dict, {facet: masks.copy() for facet, masks in self.masks.items()})
        other.written, other._shown = self.written.copy(), self._shown.copy()
        other._orders = {sort: order.copy() for sort, order in self._orders.items()}
        return other

    def put_all(self, rows: list[Row]) -> None:
        """Fills an empty collection."""
        now = timezone.now()
        for row in rows:
            if row.expires_at is None or row.expires_at > now:
                self._place(row)
        found: dict = defaultdict(lambda: defaultdict(list))
        for position, row in enumerate(self.rows):
            for facet, key in self._labels(row):
                found[facet][key].append(position)
        size = len(self.rows)
        for facet, keys in found.items():
            self.masks[facet] = {key: mask_of(positions, size) for key, positions in keys.items()}
        self.written = self.masks.pop("written", {})

    def update(self, *, gone: list[int], changed: list[Row]) -> None:
        """Takes out the pages `gone` and replaces or adds the rows `changed`."""
        replaced = [self.position_of[row.page_id] for row in changed if row.page_id in self.position_of]
        left = [self.position_of[page_id] for page_id in gone if page_id in self.position_of]
        touched = {self.rows[position].key for position in [*replaced, *left]} | {row.key for row in changed}
        self._unlabel(touched)
        for position in [*replaced, *left]:
            self._take_out(position)
        now = timezone.now()
        for row in changed:
            if row.expires_at is None or row.expires_at > now:
                position = self._place(row)
                for sort, order in self._orders.items():
                    insort(order, position, key=lambda place, sort=sort: ORDERS[sort](self.rows[place]))
        self._label(touched)

    def without_expired(self, now: datetime) -> "Collection":
        """Another one without what has expired by `now`."""
        other = self.copy()
        over = [row.page_id for row in self.rows if row and row.expires_at and row.expires_at <= now]
        left = (row.expires_at for row in self.rows if row and row.expires_at and row.expires_at > now)
        other.next_expiry = min(left, default=FAR)
        other.update(gone=over, changed=[])
        return other

    def shown(self, language: str) -> int:
        """Each thing once: the document that readers of a language get, their own or the one that stands in for it."""
        mask = self._shown.get(language)
        if mask is None:
            best = (self._best(positions, language) for positions in self.things.values())
            mask = self._shown[language] = mask_of(best, len(self.rows))
        return mask

    def mask_of(self, page_ids: Iterable[int]) -> int:
        """The documents among these pages."""
        known = self.position_of
        return mask_of([known[page_id] for page_id in page_ids if page_id in known], len(self.rows))

    def order(self, sort: str) -> list[int]:
        order = self._orders.get(sort)
        if order is None:
            key = ORDERS[sort]
            places = (position for position, row in enumerate(self.rows) if row)
            order = self._orders[sort] = sorted(places, key=lambda position: key(self.rows[position]))
        return order

    def _best(self, positions: tuple[int, ...], language: str) -> int:
        return min(positions, key=lambda position: preference(self.rows[position].language, language))

    def _labels(self, row: Row):
        """What a document is counted under; its languages are those of the whole thing."""
        yield "written", row.language
        yield "kind", row.kind
        for position in self.things[row.key]:
            yield "lang", self.rows[position].language
        for label in row.labels.split():
            facet, _colon, key = label.partition(":")
            yield facet, key

    def _place(self, row: Row) -> int:
        position = len(self.rows)
        self.rows.append(row)
        self.position_of[row.page_id] = position
        self.things[row.key] = (*self.things.get(row.key, ()), position)
        if row.expires_at:
            self.next_expiry = min(self.next_expiry, row.expires_at)
        return position

    def _take_out(self, position: int) -> None:
        row = self.rows[position]
        for sort, order in self._orders.items():
            key = ORDERS[sort]
            del order[bisect_left(order, key(row), key=lambda place, key=key: key(self.rows[place]))]
        self.things[row.key] = tuple(place for place in self.things[row.key] if place != position)
        if not self.things[row.key]:
            del self.things[row.key]
        del self.position_of[row.page_id]
        self.rows[position] = None

    def _label(self, keys: Iterable[UUID]) -> None:
        for key in keys:
            positions = self.things.get(key, ())
            for position in positions:
                for facet, name in self._labels(self.rows[position]):
                    masks = self.written if facet == "written" else self.masks[facet]
                    masks[name] = masks.get(name, 0) | 1 << position
            for language in self._shown if positions else ():
                self._shown[language] |= 1 << self._best(positions, language)

    def _unlabel(self, keys: Iterable[UUID]) -> None:
        places = [position for key in keys for position in self.things.get(key, ())]
        keep = ~mask_of(places, len(self.rows))
        for masks in (self.written, self._shown, *self.masks.values()):
            for name in masks:
                masks[name] &= keep


def preference(code: str, language: str) -> tuple:
    """Sorts the languages of a thing for readers of `language`: their own, then the hub's first, then by name."""
    return (code != language, code != settings.LANGUAGE_CODE, code)
