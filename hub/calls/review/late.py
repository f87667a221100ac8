"""Codes with which somebody may send after the call has closed."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from hub.calls import codes
from hub.calls.models import LateCode, Round
from hub.core.codes import spoken
from hub.core.models import User


@transaction.atomic
def make(*, round_: Round, until: dt.datetime, uses: int, user: User) -> str:
    """The code, which is told this once."""
    code = spoken(secrets.randbits(128))
    kept = codes.late_hashes(code)[0]
    LateCode.objects.create(round=round_, code_hash=kept, until=until, uses_left=uses, made_by=user)
    return code


@transaction.atomic
def end(*, late_code: LateCode) -> None:
    held = LateCode.objects.select_for_update().get(pk=late_code.pk)
    held.uses_left, held.until = 0, min(held.until, timezone.now())
    held.save(update_fields=["uses_left", "until"])
