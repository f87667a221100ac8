"""What follows the sending, from the applicant's side: words with the team, the offer, and that she has read."""

from django.db import transaction
from django.utils import timezone

from hub.calls import codes
from hub.calls.applying.permitting import may_talk
from hub.calls.enums import State
from hub.calls.models import Application, Message
from hub.calls.moving import NoWayError, locked, move

MOST_MESSAGES = 50  # of one applicant
DECIDED = (State.OFFERED, State.ACCEPTED, State.CONFIRMED, State.WAITLIST, State.DECLINED)
__all__ = ["NoTalkError", "NoWayError", "TooManyError", "accept", "answer", "decline", "note_read"]


class NoTalkError(Exception):
    """It is over, or not sent: nobody would read it."""


class TooManyError(Exception):
    """More messages than a person needs."""


@transaction.atomic
def answer(*, application: Application, opening: str, text: str) -> Message:
    """Writes to the team, once for each opening of the form. What waited for an answer goes back to where it was.

    Raises NoTalkError, TooManyError.
    """
    held = locked(application)
    known = Message.objects.filter(opening=codes.opening_hash(opening), application=held).first()
    if known:
        return known
    if not may_talk(held):
        raise NoTalkError
    if held.messages.filter(is_from_applicant=True).count() >= MOST_MESSAGES:
        raise TooManyError
    made = Message.objects.create(
        application=held,
        circle=Message.Circle.APPLICANT,
        is_from_applicant=True,
        opening=codes.opening_hash(opening),
        text=text,
    )
    if held.state == State.MORE_INFO:
        move(application=held, to=State.IN_REVIEW if held.reviews.exists() else State.SCREENING)
    application.refresh_from_db()
    return made


@transaction.atomic
def accept(*, application: Application) -> None:
    """She says yes to the offer. Twice is once. Raises NoWayError."""
    if locked(application).state not in (State.ACCEPTED, State.CONFIRMED):
        move(application=application, to=State.ACCEPTED)
    application.refresh_from_db()


@transaction.atomic
def decline(*, application: Application) -> None:
    """She says no to the offer. Twice is once. Raises NoWayError."""
    held = locked(application)
    if held.state not in (State.OFFERED, State.DECLINED):
        raise NoWayError
    if held.state == State.OFFERED:
        move(application=application, to=State.DECLINED)
    application.refresh_from_db()


@transaction.atomic
def note_read(*, application: Application) -> None:
    """She has seen what the team wrote, and the decision if there is one."""
    now = timezone.now()
    application.messages.filter(circle=Message.Circle.APPLICANT, is_from_applicant=False, read_at=None).update(
        read_at=now
    )
    if application.state in DECIDED and application.told_at is None:
        Application.objects.filter(pk=application.pk, told_at=None).update(told_at=now)
        application.told_at = now
