"""The content version: read at most once a second in each process, changed by whatever changes what readers see."""

import time
import uuid

from django.db import transaction

MEMO_SECONDS = 1.0
_memo: tuple[float, str] = (0.0, "")


def current() -> str:
    """The token of what is published now. Another process's change is seen within a second, one's own at once."""
    global _memo
    read_at, token = _memo
    if token and time.monotonic() - read_at < MEMO_SECONDS:
        return token
    from hub.core.models import ContentVersion

    token = ContentVersion.objects.filter(pk=1).values_list("token", flat=True).first() or "none"
    _memo = (time.monotonic(), token)
    return token


def bump() -> None:
    from hub.core.models import ContentVersion

    ContentVersion.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4().hex})
    forget()
    transaction.on_commit(forget)


def forget() -> None:
    """Makes the next `current()` read the database."""
    global _memo
    _memo = (0.0, "")
