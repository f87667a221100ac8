"""Sending what is due. Each letter is claimed in one short transaction, sent outside of any, and settled in another."""

import datetime as dt
import re
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
KEPT = dt.timedelta(days=30)
ADDRESS = re.compile(r"""[^\s<>{}()'",;:]+@[^\s<>{}()'",;:]+""")
ERASED = {"to_user": None, "subject": "", "text": "", "items": {}, "due_at": None, "tries": 0}


def send_due(*, limit: int = 1000, is_stopping: Callable[[], bool] = lambda: False) -> Counter[LetterState]:
    """Sends at most `limit` letters that are due, and says what became of how many (WAITING: failed, tried again later).

    For the command alone, outside of any transaction. Any number of senders may run at once.
    """
    became: Counter[LetterState] = Counter()
    Letter.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    while services.can_send() and became.total() < limit and not is_stopping():
        letter = _claim()
        if letter is None:
            break
        became[_deliver(letter)] += 1
    return became


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
    user = letter.to_user
    if not (user.is_active and user.email):
        return _settle(letter, LetterState.NO_ADDRESS, error="")
    try:
        if not _message(letter, user.email).send():
            raise OSError("The mail server took nothing.")
    except Exception as error:  # whatever is wrong with this one, the next letter goes out
        return _failed(letter, error)
    return _settle(letter, LetterState.SENT, error="")


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
