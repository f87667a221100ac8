"""Sending what is due. Each letter is claimed in one short transaction, sent outside of any, and settled in another."""

import datetime as dt
import re
import time
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hub.mail import services
from hub.mail.enums import LetterState
from hub.mail.models import Letter

WAITS = [
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=12),
]
CLAIM = dt.timedelta(minutes=10)  # far longer than EMAIL_TIMEOUT: a claim that old belongs to a sender that died
TURN = 20  # seconds
KEPT = dt.timedelta(days=30)
WORDS = {"sent": "sent", "waiting": "to be tried again", "no-address": "without an address", "given-up": "given up"}
ADDRESS = re.compile(r"""[^\s<>{}()'",;:]+@[^\s<>{}()'",;:]+""")
ERASED = {
    "to_user": None,
    "to_address": "",
    "to_holder": "",
    "subject": "",
    "text": "",
    "items": {},
    "due_at": None,
    "tries": 0,
}


def send_due(*, limit: int = 1000, is_stopping: Callable[[], bool] = lambda: False) -> Counter[LetterState]:
    """Sends at most `limit` letters that are due, and says what became of how many (WAITING: failed, tried again later).

    For workers and the command alone, outside of any transaction. Any number of senders may run at once.
    """
    became: Counter[LetterState] = Counter()
    Letter.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    while services.can_send() and became.total() < limit and not is_stopping():
        letter = _claim()
        if letter is None:
            break
        became[_deliver(letter)] += 1
    return became


def go_round(is_stopping: Callable[[], bool]) -> str:
    """What the worker of hub.background does now and then; says what became of the letters, in words for operators.

    A slow mail server does not keep the worker from its tasks for longer than a turn.
    """
    until = time.monotonic() + TURN
    return said(send_due(is_stopping=lambda: is_stopping() or time.monotonic() > until))


def said(became: Counter[LetterState]) -> str:
    """In words for operators; nothing where there was nothing."""
    words = ", ".join(f"{number} {WORDS[state]}" for state, number in sorted(became.items()))
    return f"Letters: {words}." if words else ""


def _claim() -> Letter | None:
    """Takes the letter that is due longest, for CLAIM; `due_at` of the row is then the proof that it is ours."""
    with transaction.atomic(durable=True):
        now = timezone.now()
        due = Letter.objects.due(now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        letter = due.first()
        if letter:
            letter.state, letter.due_at, letter.tries = LetterState.SENDING, now + CLAIM, letter.tries + 1
            letter.save(update_fields=["state", "due_at", "tries"])
        return letter


def _deliver(letter: Letter) -> LetterState:
    if letter.tries > len(WAITS) + 1:  # only a sender that dies on this very letter comes here
        return _settle(letter, LetterState.GIVEN_UP, error=letter.error or "The sender was broken off each time.")
    address = _address_of(letter)
    if not address:
        return _settle(letter, LetterState.NO_ADDRESS, error="")
    try:
        if not _message(letter, address).send():
            raise OSError("The mail server took nothing.")
    except Exception as error:  # whatever is wrong with this one, the next letter goes out
        return _failed(letter, error)
    return _settle(letter, LetterState.SENT, error="")


def _address_of(letter: Letter) -> str:
    """Where it goes; nowhere where its person has no address or no account any more."""
    if letter.to_holder:
        return services.address_of_holder(letter.to_holder)
    user = letter.to_user
    if letter.to_address or user is None:
        return letter.to_address
    return user.email if user.is_active else ""


def _message(letter: Letter, address: str) -> EmailMessage:
    """The same letter always has the same Message-ID: sent again after a crash, it is known as the same."""
    name = salted_hmac("hub.mail", letter.key).hexdigest()[:32]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{name}@{host}>"}
    return EmailMessage(letter.subject, letter.text, to=[address], headers=headers)


def _failed(letter: Letter, error: Exception) -> LetterState:
    words = " ".join(f"{type(error).__name__}: {error}".split())
    short = ADDRESS.sub("…", words)[:200]
    if letter.tries > len(WAITS):
        return _settle(letter, LetterState.GIVEN_UP, error=short)
    next_try = timezone.now() + WAITS[letter.tries - 1]
    _ours(letter).update(state=LetterState.WAITING, due_at=next_try, error=short)
    return LetterState.WAITING


def _settle(letter: Letter, state: LetterState, *, error: str) -> LetterState:
    """Nobody will send it any more: its key, its day and what became of it stay."""
    _ours(letter).update(state=state, error=error, **ERASED)
    return state


def _ours(letter: Letter):
    return Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING, due_at=letter.due_at)
