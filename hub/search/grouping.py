"""A list by kinds: the first few things of each, and how many there are of it in all."""

from typing import NamedTuple

from hub.search.collection import Row
from hub.search.listing import Listing

FIRST = 3  # of each kind


class KindRows(NamedTuple):
    key: str
    total: int
    rows: list[Row]


def by_kind(listed: Listing, mask: int, *, kinds: list[str], sort: str, scores: dict | None) -> list[KindRows]:
    """The things in `mask` by kind, in the order of `kinds`; where words were searched for, the best match comes first."""
    found = []
    for kind in kinds:
        own = mask & listed.held.masks["kind"].get(kind, 0)
        if own:
            rows = listed.rows(own, sort=sort, size=FIRST, scores=scores)
            found.append(KindRows(kind, own.bit_count(), rows))
    if scores:
        found.sort(key=lambda group: -max(scores.get(row.page_id, 0) for row in group.rows))
    return found
