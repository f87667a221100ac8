"""Beginning an application, in time or with a late code, and coming back to it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from hub.calls import codes, staging
from hub.calls.applying.permitting import ClosedError
from hub.calls.models import Application, CallPage, LateCode
from hub.calls.moving import locked
from hub.calls.references import new_reference
from hub.calls.rounds_of import round_of

MOST_BEGUN_IN_A_DAY = 3000  # of one call
KEPT_AT_MOST = dt.timedelta(days=366)  # where a call has promised no day


class TooManyError(Exception):
    """So many applications are being begun that no more are taken for now."""


class LateCodeError(Exception):
    """No code that lets anybody in: mistyped, used up, over, or of another call."""


def find(code: str) -> Application | None:
    return Application.objects.whole().filter(code_hash__in=codes.hashes(code)).select_related("round").first()


def is_full(page: CallPage) -> bool:
    since = timezone.now() - dt.timedelta(days=1)
    return Application.objects.filter(round_id=page.translation_key, begun_at__gte=since).count() >= MOST_BEGUN_IN_A_DAY


def has_late_codes(page: CallPage, *, now: dt.datetime) -> bool:
    """Whether somebody may still come with a late code."""
    is_over = page.closes_at is not None and now >= page.closes_at
    return is_over and LateCode.objects.filter(round_id=page.translation_key, until__gt=now, uses_left__gt=0).exists()


@transaction.atomic
def begin(*, page: CallPage, opening: str, language: str, late: str = "") -> tuple[Application, str]:
    """The application and its code, which is told now and cannot be read anywhere afterwards. The promise of the call at
    this moment is stamped on it. Raises TooManyError, ClosedError, LateCodeError."""
    code, now = codes.code_for(opening), timezone.now()
    ticket = None if staging.is_open(page, now=now) else _ticket(page, late, now)
    known = Application.objects.filter(opening=codes.opening_hash(opening)).first()
    if known:
        return known, code
    if is_full(page):
        raise TooManyError
    made, is_new = Application.objects.get_or_create(
        opening=codes.opening_hash(opening),
        defaults={
            "round": round_of(page),
            "code_hash": codes.hashes(code)[0],
            "language": language,
            "reference": _free_reference(),
            "delete_on": page.data_kept_until or (now + KEPT_AT_MOST).date(),
            "afterwards": page.afterwards,
            "late_until": ticket.until if ticket else None,
        },
    )
    if ticket and is_new:
        _use(ticket)
    return made, code


@transaction.atomic
def let_in(*, application: Application, page: CallPage, late: str) -> None:
    """Lets a draft of a closed call be sent until the late code is over. Twice is once. Raises ClosedError, LateCodeError."""
    now = timezone.now()
    ticket = _ticket(page, late, now)
    held = locked(application)
    if held.late_until is None or held.late_until <= now:
        _use(ticket)
        held.late_until = ticket.until
        held.save(update_fields=["late_until"])
    application.late_until = held.late_until


def _ticket(page, late, now) -> LateCode:
    """The late code's row, locked: two who use the last of it come one after the other."""
    if not page.live or page.closes_at is None or now < page.closes_at:
        raise ClosedError
    ticket = (
        LateCode.objects.select_for_update()
        .filter(round_id=page.translation_key, code_hash__in=codes.late_hashes(late), until__gt=now)
        .first()
    )
    if ticket is None:
        raise LateCodeError
    return ticket


def _use(ticket: LateCode) -> None:
    if ticket.uses_left < 1:
        raise LateCodeError
    ticket.uses_left -= 1
    ticket.save(update_fields=["uses_left"])


def _free_reference() -> str:
    reference = new_reference()
    while Application.objects.filter(reference=reference).exists():
        reference = new_reference()
    return reference
