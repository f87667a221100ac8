"""Keeping what is typed, right or wrong, and sending it."""

import json

from django.db import transaction
from django.utils import timezone

from hub.calls.applying.permitting import ClosedError, may_change
from hub.calls.enums import State
from hub.calls.models import Application, ApplicationFile, CallPage
from hub.calls.moving import locked, move
from hub.core import guarding

MOST_LETTERS = 300_000  # of all answers of one application


class TooLongError(Exception):
    """The answers are longer than any application; nothing of them was kept."""


class ChangedMeanwhileError(Exception):
    """Somebody went on writing elsewhere: what was checked is not what would be sent."""


@transaction.atomic
def keep(*, application: Application, page: CallPage | None, answers: dict) -> None:
    """Keeps these answers (question's key → answer) beside the others, as they are. Raises ClosedError, TooLongError."""
    held = writable(application, page)
    if answers:
        held.answers = {**held.answers, **answers}
        if len(json.dumps(held.answers, ensure_ascii=False)) > MOST_LETTERS:
            raise TooLongError
        _save(held, application, "answers")


@transaction.atomic
def keep_contact(*, application: Application, page: CallPage | None, contact: dict) -> None:
    """Keeps `name`, `way`, `value`, `safe`, as they are. Raises ClosedError."""
    held = writable(application, page)
    if contact:
        held.contact = {**held.contact, **contact}
        _save(held, application, "contact")


@transaction.atomic
def speak(*, application: Application, page: CallPage | None, language: str, answers_in: str) -> None:
    """Says in which of the hub's languages she is told, and in which language she answers. Raises ClosedError."""
    held = writable(application, page)
    held.language, held.answers_in = language, answers_in
    _save(held, application, "language", "answers_in")


@transaction.atomic
def send(*, application: Application, page: CallPage | None, answers: dict, answers_in: str) -> bool:
    """Gives it to the team, with these answers alone, in the language `answers_in`; whether it was sent now, or had been.

    Files of questions that do not apply go. Raises ClosedError, ChangedMeanwhileError.
    """
    held = locked(application)
    if held.state != State.DRAFT and not held.anonymised_at:
        return False
    if not may_change(held, page, now=timezone.now()):
        raise ClosedError
    if held.changed_at != application.changed_at:
        raise ChangedMeanwhileError
    move(application=held, to=State.RECEIVED)
    held.answers = {key: answer for key, answer in answers.items() if answer not in ("", [], None)}
    held.answers_in = answers_in
    held.save(update_fields=["answers", "answers_in"])
    _drop_files(held, keys=answers)
    application.refresh_from_db()
    return True


def writable(application: Application, page: CallPage | None) -> Application:
    """The application as it is now, until the end of the transaction. Raises ClosedError."""
    held = locked(application)
    if not may_change(held, page, now=timezone.now()):
        raise ClosedError
    return held


def _save(held, application, *names) -> None:
    held.changed_at = timezone.now()
    held.save(update_fields=[*names, "changed_at"])
    for name in (*names, "changed_at"):
        setattr(application, name, getattr(held, name))


def _drop_files(held, *, keys) -> None:
    gone = ApplicationFile.objects.filter(application=held).exclude(key__in=list(keys))
    guarding.discard(list(gone.values_list("name", flat=True)))
    gone.delete()
