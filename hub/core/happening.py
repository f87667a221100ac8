"""What is going on in the hub just now, for the home page. Apps above register what they know when they start."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Happening:
    """One line: what it is (`kind`), its title in `language`, where it leads, and when. `at` orders the lines, the next first."""

    kind: str | Promise
    title: str
    language: str
    path: str
    when: str
    colour: str
    at: dt.datetime


Give = Callable[[str, dt.datetime], tuple[list[Happening], dt.datetime | None]]
MOST = 4
_given: dict[str, Give] = {}


def register(name: str, give: Give) -> None:
    """`give` takes the reader's language and the moment; it returns its lines, and when they change by the clock alone."""
    _given[name] = give


def now_on(language: str, now: dt.datetime) -> tuple[list[Happening], dt.datetime | None]:
    """The next few lines of all apps, and until when they are true."""
    found, until = [], []
    for give in _given.values():
        lines, changes_at = give(language, now)
        found += lines
        until += [changes_at] if changes_at else []
    return sorted(found, key=lambda line: line.at)[:MOST], min(until, default=None)
