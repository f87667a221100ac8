"""Many files in one ZIP archive. Nothing is ever unpacked to a disk."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from hub.translation.exchange.formats import EMPTY, FILE_LIMIT
from hub.translation.exchange.parcels import UnreadableError

LIMIT = 20 * 1024 * 1024  # bytes, unpacked; a packed archive is held to the same
MOST_FILES = 2000
START = b"PK\x03\x04"
ENTRY = b"PK\x01\x02"  # what begins each line of an archive's table of contents
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, LookupError)


def is_archive(data: bytes) -> bool:
    return data.startswith(START) or (data.startswith(b"PK\x05\x06") and zipfile.is_zipfile(io.BytesIO(data)))


def write(files: Iterable[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def read(data: bytes) -> list[tuple[str, bytes]]:
    """The name and content of each file. One that is too big comes with just more than is allowed. Raises UnreadableError."""
    if len(data) > LIMIT or data.count(ENTRY) > 2 * MOST_FILES:
        raise _too_much()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return list(_contents(archive, _entries(archive)))
    except DAMAGE as error:
        raise UnreadableError(_("This archive cannot be opened. It is damaged or has a password.")) from error


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if any(_leads_outside(entry.orig_filename) for entry in entries):
        raise UnreadableError(_("This archive names places outside of itself. Pack the files anew."))
    entries = [entry for entry in entries if not entry.is_dir() and not _is_by_the_system(entry.filename)]
    if not entries:
        raise UnreadableError(EMPTY)
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LIMIT:
        raise _too_much()
    return entries


def _contents(archive, entries) -> Iterator[tuple[str, bytes]]:
    """What an archive says of its sizes may be wrong: what is really read counts."""
    left = LIMIT
    for entry in entries:
        with archive.open(entry) as file:
            data = file.read(FILE_LIMIT + 1)
        left -= len(data)
        if left < 0:
            raise _too_much()
        yield entry.filename, data


def _leads_outside(name: str) -> bool:
    words = name.replace("\\", "/").split("/")
    return ".." in words or name.startswith(("/", "\\")) or name[1:2] == ":" or "\0" in name


def _is_by_the_system(name: str) -> bool:
    return any(word.startswith((".", "__MACOSX")) for word in name.split("/"))


def _too_much() -> UnreadableError:
    most = {"count": MOST_FILES, "size": LIMIT // 1024**2}
    return UnreadableError(_("The archive is too big: at most %(count)d files and %(size)d MB unpacked.") % most)
