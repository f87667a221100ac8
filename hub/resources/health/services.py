"""What is written of links: on which pages they stand, what a look found, and when the next one is due."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from hub.resources.health import addresses, sources
from hub.resources.health.judging import Verdict
from hub.resources.link_states import FAILING, LinkState
from hub.resources.models import Link, LinkUse

APART = dt.timedelta(days=3)  # between two failures that count as two
WEEK = dt.timedelta(days=7)
SELDOM = dt.timedelta(days=28)  # where nothing new is to be expected, or programs are not welcome
CLAIM = dt.timedelta(hours=1)  # a link in the hands of somebody who died is due again after that
VOUCHED = dt.timedelta(days=365)  # for so long a person's word stands against the same fault
LOOKED_JUST_NOW = dt.timedelta(minutes=15)
PART = 500


@dataclass(frozen=True)
class Taken:
    """A link in one's hands. `due_at` goes back into the row if it is not looked at after all."""

    pk: int
    address: str
    due_at: dt.datetime


@transaction.atomic
def settle() -> tuple[int, int]:
    """Brings the table in line with what pages say; returns how many addresses came and how many went."""
    wanted: dict[str, set[int]] = {}
    for text, page_id in sources.given():
        if text.strip():
            wanted.setdefault(addresses.normal(text), set()).add(page_id)
    held = dict(Link.objects.values_list("address", "pk"))
    came, gone = wanted.keys() - held.keys(), [pk for address, pk in held.items() if address not in wanted]
    _delete(Link.objects, gone)
    now = timezone.now()
    rows = [Link(address=each, next_check_at=now) for each in sorted(came)]
    Link.objects.bulk_create(rows, PART, ignore_conflicts=True)
    held = dict(Link.objects.values_list("address", "pk"))
    uses = {(held[address], page) for address, pages in wanted.items() if address in held for page in pages}
    there = {(link, page): pk for pk, link, page in LinkUse.objects.values_list("pk", "link_id", "page_id")}
    _delete(LinkUse.objects, [pk for pair, pk in there.items() if pair not in uses])
    new = sorted(uses - there.keys())
    LinkUse.objects.bulk_create(
        (LinkUse(link_id=link, page_id=page) for link, page in new), PART, ignore_conflicts=True
    )
    return len(came), len(gone)


def _delete(manager, pks: list[int]) -> None:
    for start in range(0, len(pks), PART):
        manager.filter(pk__in=pks[start : start + PART]).delete()


@transaction.atomic
def take(*, most: int, only: int | None = None) -> list[Taken]:
    """Takes what is due into the hands of the caller, who reports each with `found` or `give_back`."""
    now = timezone.now()
    due = Link.objects.due(now) if only is None else Link.objects.filter(pk=only)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    taken = [Taken(*row) for row in due.values_list("pk", "address", "next_check_at")[: max(most, 0)]]
    for start in range(0, len(taken), PART):
        part = [each.pk for each in taken[start : start + PART]]
        Link.objects.filter(pk__in=part).update(next_check_at=now + CLAIM)
    return taken


def give_back(left: Iterable[Taken], *, until: dt.datetime | None = None) -> None:
    """Not looked at: due as before, or not before `until`, because the host wants to be left alone."""
    rows = [Link(pk=each.pk, next_check_at=max(each.due_at, until) if until else each.due_at) for each in left]
    Link.objects.bulk_update(rows, ["next_check_at"], PART)


def found(taken: Taken, verdict: Verdict) -> None:
    """Writes down what a look found. A failure counts again only days after the first, and one that a person found to be
    none does not count for a year."""
    now = timezone.now()
    link = Link.objects.filter(pk=taken.pk).first()
    if link is None:
        return
    link.state, link.reason, link.status = verdict.state, verdict.reason, verdict.status
    link.target, link.last_checked = verdict.target, now
    if link.fault and not (link.is_vouched and now - link.vouched_at < VOUCHED):
        link.vouched_for, link.vouched_at = "", None
        link.failures += 1
        link.first_failed_at = link.first_failed_at or now
        if link.confirmed_at is None and link.failures > 1 and now - link.first_failed_at >= APART:
            link.confirmed_at = now
    else:
        _forget_failures(link)
    link.next_check_at = _next(link, now, verdict.retry_after)
    link.save(update_fields=[field.name for field in Link._meta.concrete_fields if field.name not in ("id", "address")])


def _forget_failures(link: Link) -> None:
    link.failures, link.first_failed_at, link.confirmed_at, link.told_at = 0, None, None, None


@transaction.atomic
def vouch(pk: int) -> bool:
    """A person opened the link and it works: what is wrong with it now is not held against it. Returns whether anything is."""
    link = Link.objects.select_for_update().filter(pk=pk, state__in=FAILING).first()
    if link is None:
        return False
    now = timezone.now()
    _forget_failures(link)
    link.vouched_for, link.vouched_at = link.fault, now
    link.next_check_at = _next(link, now, 0)
    link.save()
    return True


def take_back(pk: int) -> bool:
    """Nobody vouches for the link any more; it is looked at in the next round. Returns whether somebody did."""
    vouched = Link.objects.filter(pk=pk).exclude(vouched_for="")
    return bool(vouched.update(vouched_for="", vouched_at=None, next_check_at=timezone.now()))


def _next(link: Link, now: dt.datetime, retry_after: int) -> dt.datetime:
    """A week from now, a little earlier or later for each link; the second look at a failure as soon as it counts."""
    at = now + WEEK + dt.timedelta(hours=link.pk % 24 - 12)
    if link.confirmed_at and link.first_failed_at and now - link.first_failed_at > SELDOM:
        at += SELDOM - WEEK
    elif link.state in FAILING and not link.confirmed_at and link.first_failed_at:
        at = max(link.first_failed_at + APART, now + dt.timedelta(hours=6))
    elif link.state in (LinkState.REFUSES_ROBOTS, LinkState.UNCHECKED):
        at += SELDOM - WEEK
    return max(at, now + dt.timedelta(seconds=retry_after))


def look_soon(url: str) -> bool:
    """Somebody says that it is dead: it is looked at in the next round. Only what a page holds, and not what was just
    looked at, so that nobody can send the hub anywhere, or make it a nuisance. Returns whether it will be."""
    now = timezone.now()
    known = Link.objects.filter(address=addresses.normal(url), next_check_at__gt=now)
    known = known.exclude(last_checked__gt=now - LOOKED_JUST_NOW).exclude(last_checked=None)
    return bool(known.update(next_check_at=now))


def all_due() -> int:
    """Everything wants to be looked at now."""
    return Link.objects.filter(next_check_at__gt=timezone.now()).update(next_check_at=timezone.now())


def waiting() -> tuple[int, int]:
    """How many links are due, and how many there are."""
    return Link.objects.due(timezone.now()).count(), Link.objects.count()
