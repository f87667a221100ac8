"""What is said about an application: with the person who applied, in the team, and in answers that only staff give."""

from django.db import transaction
from django.utils import timezone

from hub.calls import codes, moving
from hub.calls.enums import Opened, State
from hub.calls.models import Application, Message
from hub.calls.review import openings
from hub.core.models import User

Circle = Message.Circle


@transaction.atomic
def say(*, application: Application, circle: str, author: User, text: str, opening: str) -> Message:
    """One line, once however often it is sent from one opening of the form. Raises NoWayError where all is gone."""
    held = moving.locked(application)
    if held.anonymised_at:
        raise moving.NoWayError("gone")
    known = {"application": held, "circle": circle, "author": author, "text": text}
    message, is_new = Message.objects.get_or_create(opening=codes.opening_hash(opening), defaults=known)
    if is_new and circle == Circle.APPLICANT:
        openings.note(what=Opened.MESSAGE, user=author, application=held)
    return message


@transaction.atomic
def ask(*, application: Application, author: User, text: str, opening: str) -> Message:
    """As `say`, and it waits for her answer. Raises NoWayError."""
    held = moving.locked(application)
    if held.state != State.MORE_INFO:
        moving.move(application=held, to=State.MORE_INFO)
    return say(application=held, circle=Circle.APPLICANT, author=author, text=text, opening=opening)


@transaction.atomic
def keep_notes(*, application: Application, answers: dict) -> None:
    """What staff answer themselves, by question's key. Raises NoWayError where all is gone."""
    held = moving.locked(application)
    if held.anonymised_at:
        raise moving.NoWayError("gone")
    held.notes = {**held.notes, **answers}
    held.save(update_fields=["notes"])


def mark_read(application: Application) -> None:
    """What the person who applied wrote has been seen by the team."""
    unread = Message.objects.filter(application=application, is_from_applicant=True, read_at=None)
    unread.update(read_at=timezone.now())
