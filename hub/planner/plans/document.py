"""What a plan holds. Every part is optional but the days; reading it is bounded whatever comes."""

import datetime as dt
import re
import secrets
import unicodedata
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from typing import Any

from hub.core import zones

FORM, VERSION = "jam-session-plan", 1  # what a file says that it is
MOST_DAYS, MOST_ITEMS, MOST_MINUTES, MOST_PEOPLE, MOST_GROUPS = 14, 120, 1440, 10_000, 6
MOST_OWN_TASKS = 60
ZONE = "UTC"
KEY = re.compile(r"[a-z0-9]{1,12}")
UID = re.compile(r"[a-z2-9]{6}")
NAMED = re.compile(r"[a-z0-9:_-]{1,60}")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LINE, TEXT = 120, 2000  # letters of a line and of a longer text


class Kind(Enum):
    ACTIVITY = "activity"
    OWN = "own"
    BREAK = "break"
    BUFFER = "buffer"


class BadPlanError(ValueError):
    """What was given is no plan at all."""


@dataclass(frozen=True)
class Item:
    """A line of the plan. `group`: 0 is everybody; others stand for groups that work at the same time. `title` is the host's
    own; an activity without one bears its name in the reader's language, or the one it had, `named`, when it was put in."""

    key: str
    kind: Kind = Kind.OWN
    minutes: int = 0
    uid: str = ""
    version: int = 0
    title: str = ""
    named: str = ""
    who: str = ""
    note: str = ""
    told: str = ""
    group: int = 0


@dataclass(frozen=True)
class Day:
    """`date` as 2026-03-08, `start` and `end` as 18:30, on the clocks of the plan's zone; each may be empty."""

    key: str
    items: tuple[Item, ...] = ()
    title: str = ""
    date: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class OwnTask:
    key: str
    text: str
    days: int | None = None  # from the first day, before it with a minus; None: at no certain time
    who: str = ""


@dataclass(frozen=True)
class Plan:
    """`known`: how well people know each other (1 to 3, 0 unsaid). `aside`: warnings that were set aside, with the reason.
    `done`: task → initials of who did it, or `✓`. `roles`, `sentence`, `journal`: key → text."""

    title: str = ""
    purpose: str = ""
    people: int | None = None
    format: str = ""
    languages: str = ""
    zone: str = ZONE
    needs: tuple[str, ...] = ()
    known: int = 0
    days: tuple[Day, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    tasks: tuple[OwnTask, ...] = ()
    sentence: dict[str, str] = field(default_factory=dict)
    journal: dict[str, str] = field(default_factory=dict)
    credit: str = ""  # of a sample that it was made from

    @property
    def items(self) -> list[Item]:
        return [item for day in self.days for item in day.items]

    @property
    def uids(self) -> list[str]:
        return list(dict.fromkeys(item.uid for item in self.items if item.uid))

    def with_day(self, day: Day) -> "Plan":
        return replace(self, days=tuple(day if each.key == day.key else each for each in self.days))


def new_key() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(6))


def empty(zone: str = ZONE, day: str = "") -> Plan:
    return Plan(zone=zone_named(zone), days=(Day(new_key(), date=date(day)),))


def said(plan: Plan) -> dict:
    """The plan as JSON can say it; what is empty is left out."""
    data = {"form": FORM, "v": VERSION, **asdict(plan)}
    data["days"] = [{**day, "items": [_full(item) for item in day["items"]]} for day in data["days"]]
    data["days"] = [_full(day) for day in data["days"]]
    data["tasks"] = [_full(task) for task in data["tasks"]]
    return _full(data)


def _full(data: dict) -> dict:
    kept = {key: value.value if isinstance(value, Enum) else value for key, value in data.items()}
    return {key: value for key, value in kept.items() if value or (key == "days" and value == 0)}


def read(data: Any) -> Plan:
    """A plan from what `said` gave, or from anything like it. What does not fit is left out; raises BadPlanError where
    nothing of a plan is there."""
    if not isinstance(data, dict) or data.get("form") != FORM or not isinstance(data.get("days"), list):
        raise BadPlanError("not a plan")
    keys: set[str] = set()
    days, room = [], MOST_ITEMS
    for each in data["days"][:MOST_DAYS]:
        if isinstance(each, dict):
            days.append(_day(each, keys, room))
            room -= len(days[-1].items)
    return Plan(
        title=line(data.get("title")),
        purpose=text(data.get("purpose")),
        people=number(data.get("people"), 1, MOST_PEOPLE),
        format=named(data.get("format")),
        languages=line(data.get("languages")),
        zone=zone_named(data.get("zone")),
        needs=tuple(dict.fromkeys(filter(None, map(named, listed(data.get("needs"))[:20])))),
        known=number(data.get("known"), 0, 3) or 0,
        days=tuple(days) or (Day(new_key()),),
        roles=_words(data.get("roles"), LINE),
        aside=_words(data.get("aside"), 300),
        done=_words(data.get("done"), 20),
        tasks=tuple(_task(each, keys) for each in listed(data.get("tasks"))[:MOST_OWN_TASKS] if isinstance(each, dict)),
        sentence=_words(data.get("sentence"), 500),
        journal=_words(data.get("journal"), 5000),
        credit=text(data.get("credit")),
    )


def _day(data: dict, keys: set[str], room: int) -> Day:
    found = [_item(each, keys) for each in listed(data.get("items"))[: max(room, 0)] if isinstance(each, dict)]
    return Day(
        key=_own_key(data.get("key"), keys),
        items=tuple(found),
        title=line(data.get("title")),
        date=date(data.get("date")),
        start=clock(data.get("start")),
        end=clock(data.get("end")),
    )


def _item(data: dict, keys: set[str]) -> Item:
    kinds = {kind.value: kind for kind in Kind}
    said_kind, uid = data.get("kind"), data.get("uid")
    kind = kinds.get(said_kind, Kind.OWN) if isinstance(said_kind, str) else Kind.OWN
    uid = uid if isinstance(uid, str) and UID.fullmatch(uid) and kind is Kind.ACTIVITY else ""
    return Item(
        key=_own_key(data.get("key"), keys),
        kind=Kind.OWN if kind is Kind.ACTIVITY and not uid else kind,
        minutes=number(data.get("minutes"), 0, MOST_MINUTES) or 0,
        uid=uid,
        version=number(data.get("version"), 0, 1_000_000) or 0 if uid else 0,
        title=line(data.get("title")),
        named=line(data.get("named")),
        who=line(data.get("who"), 40),
        note=text(data.get("note")),
        told=text(data.get("told")),
        group=number(data.get("group"), 0, MOST_GROUPS) or 0,
    )


def _task(data: dict, keys: set[str]) -> OwnTask:
    return OwnTask(
        key=_own_key(data.get("key"), keys),
        text=line(data.get("text"), 300),
        days=number(data.get("days"), -365, 365),
        who=line(data.get("who"), 40),
    )


def _own_key(value: Any, keys: set[str]) -> str:
    """One that nothing else in the plan has."""
    key = value if isinstance(value, str) and KEY.fullmatch(value) and value not in keys else new_key()
    while key in keys:
        key = new_key()
    keys.add(key)
    return key


def listed(value: Any) -> list:
    return list(value) if isinstance(value, list | tuple) else []


def named(value: Any) -> str:
    return value if isinstance(value, str) and NAMED.fullmatch(value) else ""


def zone_named(value: Any) -> str:
    """The zone of this name; ZONE where there is none."""
    name = value.strip() if isinstance(value, str) else ""
    return name if name in zones.known() else ZONE


def number(value: Any, least: int, most: int) -> int | None:
    """A whole number between the two, also from the digits of any script; else None."""
    if isinstance(value, str):
        digits = unicodedata.normalize("NFKC", value).strip()
        value = int(digits) if len(digits) < 8 and re.fullmatch(r"-?\d+", digits) else None
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and least <= value <= most else None


def date(value: Any) -> str:
    try:
        found = dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return ""
    return found.isoformat() if found and 1971 <= found.year <= 2199 else ""


def clock(value: Any) -> str:
    """A time of day as 18:30, also from the digits of any script."""
    plain = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) and len(value) < 9 else ""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", "".join(map(_plain_digit, plain)))
    return f"{int(match[1]):02}:{match[2]}" if match else ""


def _plain_digit(letter: str) -> str:
    return str(unicodedata.digit(letter, letter))


def line(value: Any, most: int = LINE) -> str:
    """One line, without control characters."""
    return " ".join(text(value, 4 * most).split())[:most]


def text(value: Any, most: int = TEXT) -> str:
    if not isinstance(value, str):
        return ""
    value = unicodedata.normalize("NFC", value[: 4 * most]).replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in value if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"})
    return "".join(kept).strip()[:most]


def _words(value: Any, most: int) -> dict[str, str]:
    pairs = list(value.items())[:200] if isinstance(value, dict) else []
    found = {key: text(words, most) for key, words in pairs if named(key)}
    return {key: words for key, words in found.items() if words}
