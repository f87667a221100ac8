"""Files of the hub's own making that people take away: in a folder of the storage, each with its checksum beside it.

The checksum is written last and after the file was read back: what has none is not whole, and nobody is offered it. So the
old file stays until the new one is there, on a disk and in a bucket, and a full disk leaves the old one.
"""

import datetime as dt
import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

logger = logging.getLogger("hub.shelves")
CHECKSUM = ".sha256"
SOURCE = re.compile(r"^# of ([0-9a-f]{1,128})$", re.MULTILINE)  # a remark to the program that checks checksums


class DamagedError(OSError):
    """The storage gave back something else than it was given."""


@dataclass(frozen=True)
class Kept:
    """A whole file in the storage. `source` tells what it was made of; it is empty where nobody asked for it."""

    language: str
    day: dt.date
    number: int  # of those of one day
    name: str
    size: int
    checksum: str
    source: str = ""

    @property
    def rank(self) -> tuple:
        return (self.day, self.number)


@dataclass(frozen=True)
class Shelf:
    """The files of one kind: one of each language is offered, the newest. `stem` and `extension` make their names."""

    folder: str
    stem: str
    extension: str

    def keep(self, content: bytes, *, language: str, day: dt.date, source: str = "") -> Kept:
        """Writes a file and its checksum, then takes older ones of the language away. Whatever fails leaves the old one."""
        checksum = hashlib.sha256(content).hexdigest()
        name = self._next_name(language, day)
        remark = f"# of {source}\n" if source else ""
        written = []
        try:
            written.append(self._write(name, content))
            with default_storage.open(self._path(name), "rb") as held:
                if hashlib.sha256(held.read()).hexdigest() != checksum:
                    raise DamagedError(name)
            written.append(self._write(name + CHECKSUM, f"{checksum}  {name}\n{remark}".encode()))
        except FileExistsError:  # what lies under this name is somebody else's, and may be whole
            _tidy(written)
            raise
        except BaseException:
            _tidy([*written, self._path(name), self._path(name + CHECKSUM)])
            raise
        kept = self.newest()[language]
        _tidy(self._path(old) for old in self._names() if self._is_older(old, kept))
        return kept

    def newest(self) -> dict[str, Kept]:
        """Language → its newest whole file."""
        names = self._names()
        found: dict[str, Kept] = {}
        for name in names:
            match = self._match(name)
            if match and name + CHECKSUM in names and (kept := self._kept(name, match)):
                held = found.get(kept.language)
                if held is None or kept.rank > held.rank:
                    found[kept.language] = kept
        return found

    def offered(self) -> dict[str, Kept] | None:
        """As `newest`, for pages: None while the storage does not answer, which takes no page down."""
        try:
            return self.newest()
        except Exception as error:  # each kind of storage has errors of its own
            logger.warning("The storage does not answer (%s): %s are not offered.", type(error).__name__, self.folder)
            return None

    def forget(self, language: str) -> bool:
        """Takes all files of a language away, their checksums first; whether there were any."""
        matches = {name: self._match(name.removesuffix(CHECKSUM)) for name in self._names()}
        own = [name for name, match in matches.items() if match and match["language"] == language]
        _remove(self._path(name) for name in sorted(own, key=lambda name: not name.endswith(CHECKSUM)))
        return bool(own)

    def opened(self, name: str):
        """A whole file, or its checksum, to read from; None where there is none of that name, or the storage fails."""
        whole = name.removesuffix(CHECKSUM)
        if not self._match(whole):
            return None
        try:
            is_whole = default_storage.exists(self._path(whole + CHECKSUM))
            return default_storage.open(self._path(name), "rb") if is_whole else None
        except FileNotFoundError:
            return None
        except Exception as error:  # as in `offered`
            logger.warning("The storage does not hand out a file (%s): %s", type(error).__name__, self.folder)
            return None

    def _match(self, name: str) -> re.Match | None:
        return re.fullmatch(
            rf"{re.escape(self.stem)}-(?P<language>[a-z]{{2,3}}(?:-[a-z]+)?)-(?P<day>\d{{4}}-\d\d-\d\d)"
            rf"(?:-(?P<number>\d{{1,4}}))?\.{re.escape(self.extension)}",
            name,
        )

    def _kept(self, name: str, match: re.Match) -> Kept | None:
        try:
            with default_storage.open(self._path(name + CHECKSUM), "rb") as file:
                said = file.read(400).decode("ascii", "replace")
            size = default_storage.size(self._path(name))
            day = dt.date.fromisoformat(match["day"])
        except (FileNotFoundError, ValueError):  # taken away in this moment, or not of our making
            return None
        source = SOURCE.search(said)
        number = int(match["number"] or 1)
        return Kept(match["language"], day, number, name, size, said.split(" ")[0], source[1] if source else "")

    def _names(self) -> set[str]:
        try:
            return set(default_storage.listdir(self.folder)[1])
        except FileNotFoundError:
            return set()

    def _next_name(self, language: str, day: dt.date) -> str:
        """A name above all of this day, whole or not: names only ever go up."""
        matches = filter(None, (self._match(name.removesuffix(CHECKSUM)) for name in self._names()))
        own = [match for match in matches if (match["language"], match["day"]) == (language, day.isoformat())]
        number = max((int(match["number"] or 1) for match in own), default=0) + 1
        return f"{self.stem}-{language}-{day.isoformat()}{f'-{number}' if number > 1 else ''}.{self.extension}"

    def _write(self, name: str, content: bytes) -> str:
        saved = default_storage.save(self._path(name), ContentFile(content))
        if saved != self._path(name):  # somebody else was quicker
            _remove([saved])
            raise FileExistsError(name)
        return saved

    def _is_older(self, name: str, kept: Kept) -> bool:
        match = self._match(name.removesuffix(CHECKSUM))
        if not match or match["language"] != kept.language:
            return False
        return (match["day"], int(match["number"] or 1)) < (kept.day.isoformat(), kept.number)

    def _path(self, name: str) -> str:
        return f"{self.folder}/{name}"


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        default_storage.delete(path)


def _tidy(paths: Iterable[str]) -> None:
    """Removes what nobody is offered any more; what stays lying about harms nobody."""
    for path in paths:
        try:
            default_storage.delete(path)
        except Exception as error:  # as in `offered`
            logger.warning("The storage keeps a file that is not needed (%s): %s", type(error).__name__, path)
