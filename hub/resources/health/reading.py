"""What a reader's page says of the links on it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from hub.resources.health import addresses
from hub.resources.link_states import BROKEN, LinkState
from hub.resources.models import Link


@dataclass(frozen=True)
class Health:
    """`is_broken`: failed twice, days apart; never for a suspicion. `checked_on`: the last look, nothing where there was none.
    `since`: the day of the first failure of a broken link. `target`: where it has moved to for good."""

    state: LinkState = LinkState.UNKNOWN
    is_broken: bool = False
    checked_on: dt.date | None = None
    since: dt.date | None = None
    target: str = ""


NOT_KNOWN = Health()


def health_of(urls: list[str]) -> dict[str, Health]:
    """For each address, as it was given; of those that are not followed, that nothing is known. One query."""
    keys = {url: addresses.normal(url) for url in urls}
    rows = Link.objects.filter(address__in=set(keys.values())) if keys else []
    known = {link.address: _health(link) for link in rows}
    return {url: known.get(key, NOT_KNOWN) for url, key in keys.items()}


def _health(link: Link) -> Health:
    is_broken = link.confirmed_at is not None and link.state in BROKEN
    return Health(
        state=LinkState(link.state),
        is_broken=is_broken,
        checked_on=None if link.state == LinkState.UNCHECKED else _day(link.last_checked),
        since=_day(link.first_failed_at) if is_broken else None,
        target=link.target,
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None
