"""Tables as CSV and XLSX for people's own programs: nothing in them counts, runs or says who made them.

A cell is text, a whole or broken number, a day, a moment, yes or no, or nothing. Text that a program would take for a
formula stays text: in XLSX by its type, in CSV behind an apostrophe. Everything is made in memory: libraries for XLSX put
their sheets into files of the system's on the way, where nothing personal should lie.
"""

import csv
import io
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from hub.core.table_parts import packed

FORMULA_SIGNS = frozenset("=+-−@\t\r\n|%")
MOST_UNITS = 32_767  # what a cell of XLSX can hold, in the halves of UTF-16; the rest is left out there
MOST_DIGITS = 15  # more of them, and a program rounds the number
SHEET_TITLE = 31
FIRST_DAY = date(1899, 12, 30)  # programs count days from here
BOM = "\ufeff"


def csv_lines(rows: Iterable[Iterable], head: list[str]) -> Iterator[bytes]:
    """UTF-8 with its sign in front, a row at a time."""
    yield BOM.encode()
    yield _csv_line(head)
    for row in rows:
        yield _csv_line(row)


def csv_bytes(rows: Iterable[Iterable], head: list[str]) -> bytes:
    return b"".join(csv_lines(rows, head))


def xlsx(rows: Iterable[Iterable], head: list[str], *, title: str = "", direction: str = "ltr") -> bytes:
    """One sheet, written row by row; the head stays in view. `direction` is the reader's."""
    lines = [[(_readable(value), "head") for value in head]]
    body = ([_typed(value) for value in row] for row in rows)
    return packed(itertools.chain(lines, body), title=_sheet_title(title), is_rtl=direction == "rtl")


# Text -----------------------------------------------------------------------------------------------------------------
def _readable(text: str) -> str:
    """Without control characters and halves of characters; line ends as one sign."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or (unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in "\ufffe\uffff")
    )


def _begins_formula(text: str) -> bool:
    """Whether some program would count it: the signs themselves, their wide forms, and either behind blanks."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in plain[:200] if unicodedata.category(letter) != "Cf")
    return bool(seen[:1]) and (seen[0] in FORMULA_SIGNS or seen.lstrip()[:1] in FORMULA_SIGNS)


def _is_number(value) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return Decimal(str(value)).is_finite() and len(str(abs(value)).replace(".", "")) <= MOST_DIGITS


# CSV ------------------------------------------------------------------------------------------------------------------
def _csv_line(row: Iterable) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n").writerow([_csv_text(value) for value in row])
    return out.getvalue().encode("utf-8")


def _csv_text(value) -> str:
    if value is None:
        return ""
    if _is_number(value):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    text = _readable(value)
    return f"'{text}" if _begins_formula(text) else text


# XLSX -----------------------------------------------------------------------------------------------------------------
def _typed(value) -> tuple[str, str]:
    """What stands in a cell, and as what. A moment stands in its own zone, which XLSX cannot say."""
    if value is None:
        return "", "nothing"
    if _is_number(value):
        return str(value), "number"
    if isinstance(value, datetime) and value.date() > date(1900, 3, 1):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f"{(value.date() - FIRST_DAY).days + seconds / 86400:.8f}", "moment"
    if isinstance(value, date) and not isinstance(value, datetime) and value > date(1900, 3, 1):
        return str((value - FIRST_DAY).days), "day"
    text = _readable(value).encode("utf-16-le")[: 2 * MOST_UNITS].decode("utf-16-le", "ignore")
    return text, "guarded" if _begins_formula(text) else "text"


def _sheet_title(title: str) -> str:
    kept = "".join(letter for letter in _readable(title) if letter not in "[]:*?/\\'\n\t")
    return kept.strip()[:SHEET_TITLE] or "1"
