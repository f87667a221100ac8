"""Writes of the consent ledger: cards, withdrawals, and what follows when a consent is over."""

import datetime as dt
import logging
import secrets
from collections import Counter

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from hub.consent import events
from hub.consent.enums import KEPT_AFTER_END_DAYS, Reason, Scope, State, Where
from hub.consent.models import Consent, Leftover, Withdrawal
from hub.core import codes, later, version
from hub.core.forgetting import forget_pictures

logger = logging.getLogger("hub.consent")
SALT = "hub.consent.code"


class AlreadyWithdrawnError(Exception):
    """Nothing is left to withdraw."""


def make_code(*, consent: Consent) -> str:
    """A new code for its card, told only now; the one before it is good no more."""
    code = codes.spoken(int.from_bytes(secrets.token_bytes(codes.BYTES)))
    consent.code_hash, consent.code_made_on = codes.hashes(code, salt=SALT)[0], timezone.localdate()
    Consent.objects.filter(pk=consent.pk).update(code_hash=consent.code_hash, code_made_on=consent.code_made_on)
    return code


def consent_of(code: str) -> Consent | None:
    """The consent that a typed code stands for."""
    return Consent.objects.filter(code_hash__in=codes.hashes(code, salt=SALT)).first()


def covered(consents) -> dict[int, list[events.Covered]]:
    """Consent's pk → everything that rests on it, on all pages in all languages."""
    found = {consent.pk: [] for consent in consents}
    for _receiver, answer in events.covering.send(sender=Consent, consents=list(consents)):
        for pk, things in answer.items():
            found[pk].extend(things)
    return found


@transaction.atomic
def withdraw(*, consent: Consent, by=None) -> Withdrawal:
    """Takes everything that rests on it out of the hub and says what that was. Raises AlreadyWithdrawnError."""
    consent = _held(consent)
    consent.state, consent.withdrawn_on, consent.note = State.WITHDRAWN, timezone.localdate(), ""
    report = _take_out(consent, reason=Reason.WITHDRAWN, by=by)
    consent.save()
    return report


@transaction.atomic
def narrow(*, consent: Consent, scopes: list[str], by=None) -> Withdrawal | None:
    """Leaves only these of its uses; without this site among them everything is taken out here. None: nothing had to be."""
    consent = _held(consent)
    kept = [scope for scope in consent.scopes if scope in scopes]
    if not kept:
        return withdraw(consent=consent, by=by)
    leaves_site = Scope.SITE in consent.scopes and Scope.SITE not in kept
    consent.scopes = kept
    report = _take_out(consent, reason=Reason.NARROWED, by=by) if leaves_site else None
    consent.save()
    return report


def end(*, today: dt.date) -> list[Withdrawal]:
    """What rests on consents that have been over for 30 days is taken out. Each in a transaction of its own."""
    version.bump()  # those that ended yesterday are shown no more, on kept pages neither
    due = list(Consent.objects.over(today - dt.timedelta(days=KEPT_AFTER_END_DAYS)).order_by("pk"))
    carrying = covered(due)
    return [_end_one(consent) for consent in due if carrying[consent.pk]]


def go_round(_is_stopping) -> str | None:
    """What a worker does once a day."""
    reports = end(today=timezone.localdate())
    _gone, failed = remove_leftovers()
    return f"{len(reports)} consents ended, {failed} files could not be removed." if reports or failed else None


@transaction.atomic
def _end_one(consent):
    return _take_out(consent, reason=Reason.ENDED, by=None)


def remove_leftovers(*, withdrawal: Withdrawal | None = None) -> tuple[int, int]:
    """Removes files that are still there. Returns how many are gone and how many could not be removed."""
    waiting = Leftover.objects.all() if withdrawal is None else withdrawal.leftovers.all()
    gone = failed = 0
    for leftover in waiting.order_by("pk"):
        try:
            apps.get_model(leftover.model)._meta.get_field("file").storage.delete(leftover.name)
        except Exception as error:  # whatever a storage raises, the others' turn comes, and this one's again
            logger.warning(
                "A file of withdrawal %s could not be removed (%s).", leftover.withdrawal_id, type(error).__name__
            )
            Leftover.objects.filter(pk=leftover.pk).update(tries=leftover.tries + 1)
            failed += 1
        else:
            leftover.delete()
            gone += 1
    return gone, failed


def _held(consent) -> Consent:
    """Read anew and kept from others, so that it is withdrawn once."""
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    if held.state == State.WITHDRAWN:
        raise AlreadyWithdrawnError
    return held


def _hers_alone(consent) -> frozenset[int]:
    """The pictures that rest on the consent and on no other valid one, whichever feature shows them."""
    pictures = frozenset().union(*(ids for _receiver, ids in events.resting.send(sender=Consent, consent=consent)))
    if not pictures:
        return pictures
    answers = events.needing.send(sender=Consent, consent=consent, pictures=pictures)
    return pictures.difference(*(ids for _receiver, ids in answers))


def _take_out(consent, *, reason, by) -> Withdrawal:
    counts, pictures = Counter(), _hers_alone(consent)
    with later.together():
        for _receiver, removed in events.leaving.send(sender=Consent, consent=consent, pictures=pictures):
            counts.update(removed)
        files = forget_pictures(pictures)
    counts.update({Where.PICTURES: len(pictures), Where.FILES: len(files)})
    report = Withdrawal.objects.create(
        consent=consent,
        reason=reason,
        day=timezone.localdate(),
        by=by,
        counts={str(place): number for place, number in counts.items() if number},
    )
    Leftover.objects.bulk_create(Leftover(withdrawal=report, model=file.model, name=file.name) for file in files)
    version.bump()
    transaction.on_commit(cache.clear, robust=True)
    transaction.on_commit(lambda: remove_leftovers(withdrawal=report), robust=True)
    return report
