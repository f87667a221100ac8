"""Files of an application. What is stored is a fresh copy without its author's traces, sealed, under a neutral name."""

import datetime as dt
import logging
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.calls.applying.writing import writable
from hub.calls.models import Application, ApplicationFile, CallPage
from hub.calls.questions import Question
from hub.core import guarding
from hub.core.documents import cleaned
from hub.core.pictures import UnreadablePictureError, reencoded
from hub.core.refusals import Reason, RefusedFileError
from hub.core.sealed import files
from hub.core.validators import DAMAGED, REFUSALS, validate_picture

MOST_FILES = 5  # of a question
MOST_MEGABYTES, EVER_MEGABYTES = 10, 15
MOST_IN_A_DAY = 5000  # of all applicants
DOCUMENTS = ("pdf", "docx", "odt", "txt")
PICTURES = ("jpg", "jpeg", "png", "webp", "avif", "heic", "heif")
ACCEPTED = ",".join(f".{ending}" for ending in (*PICTURES, *DOCUMENTS))
logger = logging.getLogger("hub.calls")

TOO_MANY = _("There are %(most)s files already. Remove one to make room.")
TOO_BIG = _("This file is larger than %(most)s megabytes. Please send a smaller copy.")
EMPTY = _("This file is empty. Please choose it again.")
KIND = _(
    "This file is damaged, or of a kind that we do not take. Please choose a picture (JPEG, PNG, WebP, AVIF, HEIC) or a "
    "PDF, DOCX, ODT or TXT file."
)
NO_ROOM = _("We could not store this file just now. Everything else is kept. Please try again later.")


class RefusedError(Exception):
    """A file that was not taken; says why in plain words."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def most_megabytes(question: Question) -> int:
    return min(question.most or MOST_MEGABYTES, EVER_MEGABYTES)


def add_file(*, application: Application, page: CallPage | None, question: Question, upload) -> ApplicationFile:
    """Takes a file in, once: sent a second time it is still one. Raises RefusedError, ClosedError."""
    most = most_megabytes(question)
    if not upload.size:
        raise RefusedError(EMPTY)
    if upload.size > most * 1024 * 1024:
        raise RefusedError(TOO_BIG % {"most": most})
    data, kind = _fresh(upload)
    row = ApplicationFile(application=application, key=question.key, kind=kind, size=len(data))
    try:
        return _taken(application, page, row, data)
    except OSError as error:
        logger.error("A file could not be stored: %s.", type(error).__name__)
        raise RefusedError(NO_ROOM) from error


@transaction.atomic
def remove_file(*, application: Application, page: CallPage | None, key: str) -> None:
    """Takes a file away, from the storage too. Raises ClosedError."""
    held = writable(application, page)
    row = ApplicationFile.objects.filter(application=held, pk=key).first()
    if row:
        guarding.discard([row.name])
        row.delete()
        _touch(held, application)


def read_file(row: ApplicationFile) -> bytes:
    """Raises SealingError, FileNotFoundError."""
    return files.read(row.name, place=row.place)


def _fresh(upload) -> tuple[bytes, str]:
    """The file's content, made anew, and its kind. Raises RefusedError."""
    ending = PurePath(upload.name or "").suffix.lstrip(".").lower()
    try:
        if ending in DOCUMENTS:
            return cleaned(upload, f"file.{ending}").read(), ending
        if ending not in PICTURES:
            raise RefusedError(KIND)
        validate_picture(upload)
        fresh = reencoded(upload)
    except RefusedFileError as error:
        reason = {Reason.KIND: KIND, Reason.EMPTY: EMPTY}.get(error.reason, REFUSALS[error.reason])
        raise RefusedError(reason) from error
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    except UnreadablePictureError as error:
        raise RefusedError(DAMAGED) from error
    return fresh.read(), PurePath(fresh.name).suffix.lstrip(".")


def _taken(application, page, row: ApplicationFile, data: bytes) -> ApplicationFile:
    """Stored first and written down afterwards; what is not written down is removed again."""
    row.name = files.keep(data, place=row.place)
    try:
        found = _written(application, page, row, data)
    except Exception:  # whatever it was, the file that nothing names must go
        guarding.discard([row.name])
        raise
    if found != row:
        guarding.discard([row.name])
    return found


@transaction.atomic
def _written(application, page, row, data) -> ApplicationFile:
    held = writable(application, page)
    rows = list(ApplicationFile.objects.filter(application=held, key=row.key))
    for each in rows:
        if (each.kind, each.size) == (row.kind, row.size) and read_file(each) == data:
            return each
    if len(rows) >= MOST_FILES:
        raise RefusedError(TOO_MANY % {"most": MOST_FILES})
    since = timezone.now() - dt.timedelta(days=1)
    if ApplicationFile.objects.filter(added_at__gte=since).count() >= MOST_IN_A_DAY:
        raise RefusedError(NO_ROOM)
    row.application = held
    row.save(force_insert=True)
    _touch(held, application)
    return row


def _touch(held, application) -> None:
    held.changed_at = timezone.now()
    held.save(update_fields=["changed_at"])
    application.changed_at = held.changed_at
