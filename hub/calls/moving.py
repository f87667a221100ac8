"""The ways that an application can go, and going one."""

from django.utils import timezone

from hub.calls.enums import State
from hub.calls.models import Application

WAYS = {
    State.DRAFT: {State.RECEIVED, State.EXPIRED, State.WITHDRAWN},
    State.RECEIVED: {State.SCREENING, State.MORE_INFO, State.IN_REVIEW, State.DISCUSSION, State.DECIDED_PENDING},
    State.SCREENING: {State.MORE_INFO, State.IN_REVIEW, State.DISCUSSION, State.DECIDED_PENDING},
    State.MORE_INFO: {State.SCREENING, State.IN_REVIEW, State.DISCUSSION, State.DECIDED_PENDING},
    State.IN_REVIEW: {State.MORE_INFO, State.SCREENING, State.DISCUSSION, State.DECIDED_PENDING},
    State.DISCUSSION: {State.MORE_INFO, State.IN_REVIEW, State.DECIDED_PENDING},
    State.DECIDED_PENDING: {State.IN_REVIEW, State.DISCUSSION, State.OFFERED, State.WAITLIST, State.DECLINED},
    State.OFFERED: {State.ACCEPTED, State.DECLINED},
    State.ACCEPTED: {State.CONFIRMED},
    State.WAITLIST: {State.OFFERED, State.DECLINED},
}


class NoWayError(Exception):
    """The application has gone another way meanwhile."""


def locked(application: Application) -> Application:
    """The application as it is now, until the end of the transaction."""
    return Application.objects.select_for_update().get(pk=application.pk)


def move(*, application: Application, to: State) -> Application:
    """Inside a transaction. Raises NoWayError. From wherever it is, somebody may withdraw it: `keeping.withdraw`."""
    held = locked(application)
    if held.anonymised_at or to not in WAYS.get(State(held.state), ()):
        raise NoWayError(f"{held.state} to {to}")
    now = timezone.now()
    held.state = to
    if to == State.RECEIVED and held.sent_at is None:
        held.sent_at = now
    if to in {State.OFFERED, State.WAITLIST, State.DECLINED}:
        held.decided_at, held.told_at = now, None
    held.save(update_fields=["state", "sent_at", "decided_at", "told_at"])
    return held
