"""A toolkit as it travels in an address: `t` names its activities in order, `n` holds its name and its notes, packed."""

import base64
import binascii
import json
import re
import unicodedata
import zlib
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

NAMES = ("t", "n")
MOST = 60
MOST_LETTERS = 500  # of `t`: what comes after is not looked at
MOST_PACKED = 1500  # of `n`: servers take no address of any length
MOST_UNPACKED = 40_000
NAME_LETTERS = 60
NOTE_LETTERS = 500
KEY = re.compile(r"[0-9a-hjkmnp-tv-z]{4}|[a-z2-9]{6}")


@dataclass(frozen=True)
class Item:
    """One activity. `key` is how the address names it: its short code, or its uid where it has none; `uid` is empty where
    nobody knows what it was."""

    key: str
    uid: str = ""
    note: str = ""

    @property
    def held_as(self) -> str:
        return self.uid or self.key


@dataclass(frozen=True)
class Kit:
    """A toolkit. `unread`: how many parts of the address named nothing; `is_cut`: there was more than a toolkit holds."""

    items: tuple[Item, ...] = ()
    name: str = ""
    unread: int = 0
    is_cut: bool = False

    @property
    def uids(self) -> list[str]:
        return [item.held_as for item in self.items]

    @property
    def short(self) -> str:
        """The query string of its activities alone; empty for an empty toolkit."""
        return urlencode({"t": "-".join(item.key for item in self.items)}) if self.items else ""

    @property
    def query(self) -> str:
        """The query string with name and notes, where it has some."""
        words = packed(self)
        return f"{self.short or 't='}&n={words}" if words else self.short

    @property
    def fields(self) -> dict[str, str]:
        """The same as the fields of a form."""
        return QueryDict(self.query).dict()

    @property
    def fits(self) -> bool:
        return len(packed(self)) <= MOST_PACKED

    def with_one(self, uid: str) -> "Kit":
        if uid in self.uids or len(self.items) >= MOST:
            return self
        return replace(self, items=(*self.items, Item(uid, uid)))

    def without(self, held_as: str) -> "Kit":
        return replace(self, items=tuple(item for item in self.items if held_as not in (item.key, item.uid)))

    def moved(self, key: str, by: int) -> "Kit":
        keys = [item.key for item in self.items]
        if key not in keys:
            return self
        items = list(self.items)
        place = keys.index(key)
        items.insert(max(place + by, 0), items.pop(place))
        return replace(self, items=tuple(items))


@dataclass
class _Words:
    name: str = ""
    notes: dict[str, str] = field(default_factory=dict)


def read(query: QueryDict) -> Kit:
    """What an address says. Whatever it is, the work is bounded and nothing fails; each activity is there once."""
    raw = query.get("t", "")
    parts = [part for part in raw[:MOST_LETTERS].strip().lower().split("-") if part]
    if len(raw) > MOST_LETTERS and parts and not KEY.fullmatch(parts[-1]):
        parts.pop()  # cut in two just now
    keys = list(dict.fromkeys(part for part in parts if KEY.fullmatch(part)))
    words = unpacked(query.get("n", ""))
    return Kit(
        items=tuple(Item(key, note=words.notes.get(key, "")) for key in keys[:MOST]),
        name=words.name,
        unread=sum(not KEY.fullmatch(part) for part in parts),
        is_cut=len(raw) > MOST_LETTERS or len(keys) > MOST,
    )


def line(text: object, most: int) -> str:
    """Words as they are kept: without control characters, of a bounded length."""
    if not isinstance(text, str):
        return ""
    text = text.replace("\r\n", "\n")
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C"
                   or letter in "\u200c\u200d").strip()[:most]  # fmt: skip


def packed(kit: Kit) -> str:
    notes = {item.key: item.note for item in kit.items if item.note}
    if not notes and not kit.name:
        return ""
    raw = json.dumps([kit.name, notes], ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(packer.compress(raw) + packer.flush()).decode().rstrip("=")


def unpacked(text: str) -> _Words:
    if not text or len(text) > MOST_PACKED:
        return _Words()
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        name, notes = json.loads(zlib.decompressobj(-15).decompress(raw, MOST_UNPACKED))
        kept = {str(key): line(note, NOTE_LETTERS) for key, note in list(notes.items())[:MOST]}
    except (binascii.Error, zlib.error, ValueError, TypeError, AttributeError, RecursionError):
        return _Words()
    return _Words(line(name, NAME_LETTERS), kept)
