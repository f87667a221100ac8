"""Why a file is not taken, and reading no more of one than is allowed."""

from enum import Enum


class Reason(Enum):
    EMPTY = "empty"
    SIZE = "size"
    KIND = "kind"
    ACTIVE = "active"
    LOCKED = "locked"


class RefusedFileError(ValueError):
    """A file that is not taken; `reason` says why, `hub.core.validators` says it in plain words."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason


def limited(upload, most: int) -> bytes:
    """All of an open file, which is read no further than to `most` bytes. Raises RefusedFileError."""
    upload.seek(0)
    content = upload.read(most + 1)
    upload.seek(0)
    if not content:
        raise RefusedFileError(Reason.EMPTY)
    if len(content) > most:
        raise RefusedFileError(Reason.SIZE)
    return content
