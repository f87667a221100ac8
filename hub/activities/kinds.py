"""The kinds of values in a record: each takes a value as a file has it and returns it clean, or says what is wrong."""

import datetime
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from hub.activities import cleaning
from hub.tags import validators

MOST_NUMBER = 32_767  # of a small integer column
MOST_ITEMS = 200
Report = Callable[[str, str], None]


class BadValueError(ValueError):
    """A value cannot be taken; the message says why, in words for whoever wrote the file."""


@dataclass(frozen=True)
class Kind:
    """`check(value, report)` returns the clean value, raises BadValueError, or reports on parts of it (path, message).

    `shape` says how a spreadsheet writes it: text, number, numbers, truth, list or table (its `columns` in order).
    """

    shape: str
    check: Callable[[Any, Report], Any]
    required: bool = False
    columns: tuple[str, ...] = ()


def checked(data: dict, known: dict[str, Kind], report: Report) -> dict:
    """The clean values of all keys that are there; unknown keys, missing and wrong values are reported."""
    for key in data:
        if key not in known:
            report(str(key)[:60], _("Unknown key. Allowed: %(keys)s.") % {"keys": ", ".join(known)})
    found = {}
    for key, kind in known.items():
        value, wrong = data.get(key), False
        if value not in (None, "", []):
            try:
                value = kind.check(value, lambda path, message, key=key: report(f"{key}{path}", message))
            except BadValueError as problem:
                report(key, str(problem))
                wrong = True
        if value not in (None, "", []):
            found[key] = value
        elif kind.required and not wrong:
            report(key, _("This is missing."))
    return found


def text(most: int, clean=cleaning.line, required=False) -> Kind:
    def check(value, report):
        value = clean(_typed(value, str))
        if len(value) > most:
            raise BadValueError(_("%(length)d characters; at most %(most)d.") % {"length": len(value), "most": most})
        return value

    return Kind("text", check, required)


def paragraphs(most: int = 10_000, required=False) -> Kind:
    return text(most, cleaning.paragraphs, required)


def rich(most: int = 20_000) -> Kind:
    return text(most, cleaning.rich)


def pattern(expression: str, message, required=False) -> Kind:
    """Text of a fixed form; `message` (lazy) says which."""

    def check(value, report):
        if not re.fullmatch(expression, _typed(value, str)):
            raise BadValueError(str(message))
        return value

    return Kind("text", check, required)


def one_of(keys: Collection, required=False) -> Kind:
    keys = list(keys)

    def check(value, report):
        _known([_typed(value, type(keys[0]))], keys)
        return value

    return Kind("number" if isinstance(keys[0], int) else "text", check, required)


def several(keys: Collection | None, most: int = MOST_ITEMS, required=False, each: Kind | None = None) -> Kind:
    """A list without repetition: of keys, or of values of the kind `each`."""

    def check(value, report):
        value = [_typed(item, str) for item in _typed(value, list)]
        if each:
            value = [item for item in (each.check(item, report) for item in value) if item]
        else:
            _known(value, keys)
        if len(value) > most:
            raise BadValueError(_("%(count)d entries; at most %(most)d.") % {"count": len(value), "most": most})
        return list(dict.fromkeys(value))

    return Kind("list", check, required)


def number(least: int, most: int = MOST_NUMBER, required=False) -> Kind:
    def check(value, report):
        return _whole(value, least, most)

    return Kind("number", check, required)


def numbers(counts: tuple[int, int], least: int, message) -> Kind:
    """A list of whole numbers, as many as `counts` allows; `message` (lazy) says what the list means."""

    def check(value, report):
        if not counts[0] <= len(_typed(value, list)) <= counts[1]:
            raise BadValueError(str(message))
        return [_whole(item, least, MOST_NUMBER) for item in value]

    return Kind("numbers", check)


def truth() -> Kind:
    return Kind("truth", lambda value, report: _typed(value, bool))


def word() -> Kind:
    """A free word (see hub.tags)."""

    def check(value, report):
        try:
            return validators.cleaned(cleaning.line(_typed(value, str)))
        except ValidationError as error:
            raise BadValueError(" ".join(error.messages)) from error

    return Kind("text", check)


def words() -> Kind:
    return several(None, most=validators.MOST, each=word())


def day() -> Kind:
    def check(value, report):
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        try:
            return datetime.date.fromisoformat(_typed(value, str))
        except ValueError as error:
            raise BadValueError(_("This is not a day. Write it as year-month-day, for example 2026-03-08.")) from error

    return Kind("text", check)


def address() -> Kind:
    valid = URLValidator(schemes=["http", "https"])

    def check(value, report):
        value = _typed(value, str).strip()
        try:
            valid(value)
        except ValidationError as error:
            raise BadValueError(_("This is not a web address that begins with http:// or https://.")) from error
        if len(value) > 200:
            raise BadValueError(_("%(length)d characters; at most %(most)d.") % {"length": len(value), "most": 200})
        return value

    return Kind("text", check)


def table(columns: dict[str, Kind]) -> Kind:
    def check(value, report):
        rows = _typed(value, list)
        if len(rows) > MOST_ITEMS:
            raise BadValueError(_("%(count)d entries; at most %(most)d.") % {"count": len(rows), "most": MOST_ITEMS})
        found = []
        for position, row in enumerate(rows, 1):
            row = _typed(row, dict)
            found.append(checked(row, columns, lambda path, message, at=position: report(f"[{at}].{path}", message)))
        return found

    return Kind("table", check, columns=tuple(columns))


def _known(values, keys):
    unknown = [str(value)[:60] for value in values if value not in keys]
    if unknown:
        raise BadValueError(
            _("Unknown: %(unknown)s. Allowed: %(keys)s.")
            % {"unknown": ", ".join(unknown), "keys": ", ".join(str(key) for key in keys)}
        )


def _whole(value, least, most):
    value = _typed(value, int)
    if not least <= value <= most:
        raise BadValueError(_("%(number)d is not between %(least)d and %(most)d.") % _range(value, least, most))
    return value


def _range(value, least, most):
    return {"number": value, "least": least, "most": most}


def _typed(value, wanted: type):
    if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    names = {
        str: _("text"),
        int: _("a whole number"),
        bool: _("true or false"),
        list: _("a list"),
        dict: _("a table of named values"),
    }
    raise BadValueError(
        _("Here stands %(value)s; it must be %(wanted)s.") % {"value": repr(value)[:60], "wanted": names[wanted]}
    )
