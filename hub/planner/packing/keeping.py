"""Where packs lie: in a folder of the storage, each with its checksum beside it.

The checksum is written last and after the pack was read back: what has none is not whole, and nobody is offered it. So the
old pack stays until the new one is there, on a disk and in a bucket, and a full disk leaves the old one.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hub.planner.packing.assembling import Pack

FOLDER = "offline"
CHECKSUM = ".sha256"
NAME = re.compile(
    r"jam-sessions-(?P<language>[a-z]{2,3}(?:-[a-z]+)?)-(?P<day>\d{4}-\d\d-\d\d)(?:-(?P<number>\d{1,4}))?\.html"
)


class DamagedError(OSError):
    """The storage gave back something else than it was given."""


@dataclass(frozen=True)
class Kept:
    """A whole pack in the storage."""

    language: str
    day: dt.date
    number: int  # of those of one day
    name: str
    size: int
    checksum: str

    @property
    def rank(self) -> tuple:
        return (self.day, self.number)


def keep(pack: Pack) -> Kept:
    """Writes a pack and its checksum, then takes older packs of the language away. Whatever fails leaves the old one."""
    checksum = hashlib.sha256(pack.content).hexdigest()
    name = _next_name(pack.language, pack.day)
    written = []
    try:
        written.append(_write(name, pack.content))
        with default_storage.open(_path(name), "rb") as held:
            if hashlib.sha256(held.read()).hexdigest() != checksum:
                raise DamagedError(name)
        written.append(_write(name + CHECKSUM, f"{checksum}  {name}\n".encode()))
    except BaseException:
        _remove([*written, _path(name), _path(name + CHECKSUM)])
        raise
    kept = kept_packs()[pack.language]
    _remove(_path(old) for old in _names() if _is_older(old, kept))
    return kept


def kept_packs() -> dict[str, Kept]:
    """Language → its newest whole pack."""
    names = _names()
    found: dict[str, Kept] = {}
    for name in names:
        match = NAME.fullmatch(name)
        if match and name + CHECKSUM in names and (kept := _kept(name, match)):
            held = found.get(kept.language)
            if held is None or kept.rank > held.rank:
                found[kept.language] = kept
    return found


def opened(name: str):
    """The file of a whole pack, or its checksum, to read from; None where there is none of that name."""
    pack = name.removesuffix(CHECKSUM)
    if not NAME.fullmatch(pack) or not default_storage.exists(_path(pack + CHECKSUM)):
        return None
    try:
        return default_storage.open(_path(name), "rb")
    except FileNotFoundError:
        return None


def _kept(name: str, match) -> Kept | None:
    try:
        with default_storage.open(_path(name + CHECKSUM), "rb") as file:
            checksum = file.read(200).decode("ascii", "replace").split(" ")[0]
        size = default_storage.size(_path(name))
        day = dt.date.fromisoformat(match["day"])
    except (FileNotFoundError, ValueError):  # taken away in this moment, or not of our making
        return None
    return Kept(match["language"], day, int(match["number"] or 1), name, size, checksum)


def _names() -> set[str]:
    try:
        return set(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return set()


def _next_name(language: str, day: dt.date) -> str:
    """A name above all of this day, whole or not: names only ever go up."""
    matches = filter(None, (NAME.fullmatch(name.removesuffix(CHECKSUM)) for name in _names()))
    own = [match for match in matches if (match["language"], match["day"]) == (language, day.isoformat())]
    number = max((int(match["number"] or 1) for match in own), default=0) + 1
    return f"jam-sessions-{language}-{day.isoformat()}{f'-{number}' if number > 1 else ''}.html"


def _write(name: str, content: bytes) -> str:
    saved = default_storage.save(_path(name), ContentFile(content))
    if saved != _path(name):  # somebody else was quicker
        _remove([saved])
        raise FileExistsError(name)
    return saved


def _is_older(name: str, kept: Kept) -> bool:
    match = NAME.fullmatch(name.removesuffix(CHECKSUM))
    if not match or match["language"] != kept.language:
        return False
    return (match["day"], int(match["number"] or 1)) < (kept.day.isoformat(), kept.number)


def _remove(paths) -> None:
    for path in paths:
        default_storage.delete(path)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}"
