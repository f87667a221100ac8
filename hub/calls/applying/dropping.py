"""Drafts that were not sent in time: emptied when nobody can send them any more."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from hub.calls import keeping
from hub.calls.enums import State
from hub.calls.models import Application
from hub.calls.moving import locked, move
from hub.calls.rounds_of import page_of

KEPT_DAYS = 14  # after the call has closed, or the late code is over


def drop_old_drafts() -> int:
    """Empties them, so that call, dates and language remain. Returns how many."""
    now, done = timezone.now(), 0
    drafts = Application.objects.whole().filter(state=State.DRAFT).select_related("round")
    closed = {}
    for draft in list(drafts.only("round__key", "changed_at", "late_until")):
        if draft.round_id not in closed:
            closed[draft.round_id] = _closed_at(draft.round)
        last = max(filter(None, [closed[draft.round_id] or draft.changed_at, draft.late_until]))
        if last + dt.timedelta(days=KEPT_DAYS) <= now:
            done += _drop(draft, now)
    return done


def _closed_at(round_) -> dt.datetime | None:
    page = page_of(round_)
    return page.closes_at if page else None


@transaction.atomic
def _drop(draft: Application, now: dt.datetime) -> int:
    held = locked(draft)
    if held.state != State.DRAFT or (held.late_until and held.late_until > now):
        return 0
    move(application=held, to=State.EXPIRED)
    keeping.anonymise(application=held)
    return 1
