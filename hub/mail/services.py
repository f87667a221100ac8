"""The outbox: letters are written in the transaction of what they tell of, and sent by workers (`manage.py work`) alone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from hub.core import languages
from hub.core.models import User
from hub.mail.enums import LetterState
from hub.mail.models import Letter

_holders: dict[str, Callable[[str], str]] = {}
NO_SERVER = "django.core.mail.backends.dummy.EmailBackend"


@dataclass
class News:
    """What joins a letter that goes out later.

    `items`: JSON by name; a later one takes the place of an earlier one of that name. `write(all items)` gives subject and
    text, in the language of the reader.
    """

    to_user: User
    key: str
    items: dict
    write: Callable[[dict], tuple]


def can_send() -> bool:
    """Whether there is a mail server; without one, letters wait."""
    return settings.EMAIL_BACKEND != NO_SERVER


def languages_of(users) -> dict[int, str]:
    """The language in which each (by id) uses the admin, as far as she has said."""
    rows = UserProfile.objects.filter(user__in=users).values_list("user_id", "preferred_language")
    preferred = {user_id: code for user_id, code in rows if code in languages.names()}
    return {user.pk: preferred.get(user.pk, settings.LANGUAGE_CODE) for user in users}


def register_holder(kind: str, address_of: Callable[[str], str]) -> None:
    """An app above says where letters `to_holder` of its kind go: from an id to an address, or nothing."""
    _holders[kind] = address_of


def address_of_holder(holder: str) -> str:
    kind, _colon, key = holder.partition(":")
    return _holders[kind](key) if kind in _holders else ""


def post(
    *,
    subject,
    text,
    key: str,
    to_user: User | None = None,
    to_address: str = "",
    to_holder: str = "",
    language: str = "",
) -> bool:
    """Puts a letter into the outbox; returns False where one of that key is there already.

    It goes to the person, or to the address (in `language`), or to the address that is known to `kind:id` when it goes
    out. `subject` and `text` are strings, lazy ones or functions without arguments, read in the language of the reader.
    Whoever sees her screen sees the subject: it names nobody and nothing.
    """
    code = language or (languages_of([to_user])[to_user.pk] if to_user else settings.LANGUAGE_CODE)
    with translation.override(code):
        words = {"subject": _one_line(_read(subject)), "text": _read(text)}
    receiver = {"to_user": to_user, "to_address": to_address, "to_holder": to_holder, "due_at": timezone.now()}
    _letter, is_new = Letter.objects.get_or_create(key=key, defaults={**receiver, **words})
    return is_new


@transaction.atomic
def gather(*, news: list[News], due_at: dt.datetime) -> None:
    """Adds each to the letter of its key, which goes out at `due_at`. One that has gone already stays as it is."""
    news = sorted(
        news, key=lambda each: each.key
    )  # the same order in every process: none waits for another in a circle
    blank = [Letter(key=each.key, to_user=each.to_user, due_at=due_at) for each in news]
    Letter.objects.bulk_create(blank, ignore_conflicts=True)
    rows = Letter.objects.filter(key__in=[each.key for each in news], state=LetterState.WAITING).order_by("key")
    letters = {letter.key: letter for letter in rows.select_for_update()}
    codes = languages_of([each.to_user for each in news])
    for each in news:
        if letter := letters.get(each.key):
            letter.items = {**letter.items, **each.items}
            with translation.override(codes[each.to_user.pk]):
                subject, text = each.write(letter.items)
                letter.subject, letter.text = _one_line(_read(subject)), _read(text)
    Letter.objects.bulk_update(letters.values(), ["items", "subject", "text"])


def forget(*, key_begins: str) -> int:
    """Takes letters out of the outbox, sent or not, and all that is known of them. Returns how many."""
    return Letter.objects.filter(key__startswith=key_begins).delete()[0]


def _read(words) -> str:
    return str(words() if callable(words) else words)


def _one_line(words: str) -> str:
    return " ".join(words.split())[:200]
