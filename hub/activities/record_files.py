"""Files of activities, read into the form that `records.parse` takes: JSON Lines, and CSV with a row for each language."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hub.activities.records import FACTS, WORDS, Problem, nested

# Names of columns that would otherwise mean two things.
LANGUAGE_COLUMN = "language"
LANGUAGE_LOAD_COLUMN = "language_load"
MATERIAL_COLUMNS = ("name", "substitute", "qty", "per", "optional")
_LONGEST_CELL = 1_000_000
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass
class Item:
    """An activity as a file has it, not yet checked; `places` says where a language stands, if not in `place`."""

    place: str
    data: dict
    places: dict[str, str] = field(default_factory=dict)


class UnreadableError(Exception):
    """The file as a whole cannot be read; the message says why in plain words."""


def read(path: Path, language: str | None) -> tuple[list[Item], list[Problem]]:
    """The activities of a file, each with its place, and what is wrong with single lines or rows.

    `language` is that of records which do not name one. Raises UnreadableError.
    """
    readers: dict[str, Callable] = {".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _csv_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableError(f"{path.name}: the name of the file must end in .jsonl or .csv.")
    items, problems = reader(_text(path), language)
    if not items and not problems:
        raise UnreadableError(f"{path.name} has no activity in it.")
    return items, problems + _named_twice(items)


def _text(path: Path) -> str:
    if path.is_dir():
        raise UnreadableError(f"{path} is a folder. Give the name of a file.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableError(f"There is no file {path}.") from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path.name} is not UTF-8 text (the first wrong byte is number {error.start + 1}). "
            "Save it again with the encoding UTF-8."
        ) from error


def _named_twice(items) -> list[Problem]:
    """An activity that stands in the file twice, and a slug that two activities give themselves."""
    first: dict[tuple, str] = {}
    problems = []
    for item in items:
        for key in ("uid", "slug"):
            value = item.data.get(key)
            if isinstance(value, str) and value:
                held = first.setdefault((key, value), item.place)
                if held != item.place:
                    problems.append(Problem(item.place, key, f"{value} stands in {held} already."))
    return problems


def _json_lines(text: str, language) -> tuple[list[Item], list[Problem]]:
    items, problems = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(Problem(place, "", f"This is not JSON: {str(error)[:200]}."))
            continue
        if not isinstance(data, dict):
            problems.append(Problem(place, "", "An activity must be a JSON object, in braces."))
        elif "translations" in data:
            items.append(Item(place, data))
        elif language:
            items.append(Item(place, nested(data, language)))
        else:
            problems.append(
                Problem(place, "translations", "Missing. For words side by side with facts, give --language.")
            )
    return items, problems


def _csv_rows(text: str, language) -> tuple[list[Item], list[Problem]]:
    rows = _read_csv(text)
    if not rows:
        return [], []
    (_line, header), *rows = rows
    header = [name.strip() for name in header]
    _check_header(header)
    problems: list[Problem] = []
    merged: dict[str, Item] = {}
    for number, cells in rows:
        place = f"row {number}"
        if len(cells) != len(header):
            problems.append(Problem(place, "", f"{len(cells)} cells; the first row names {len(header)} columns."))
            continue
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
        code = row.pop(LANGUAGE_COLUMN, language)
        if not row.get("uid") or not code:
            problems.append(Problem(place, LANGUAGE_COLUMN if row.get("uid") else "uid", "This is missing."))
            continue
        _merge(merged, place, nested(_decoded(row), code), problems)
    return list(merged.values()), problems


def _read_csv(text) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its number as a spreadsheet counts them."""
    first = text.split("\n", 1)[0]
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows, number = [], 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise UnreadableError(
            f"The CSV file breaks off or is damaged after row {number} ({error}). Was it copied whole?"
        ) from error
    return rows


def _check_header(header):
    known = {LANGUAGE_COLUMN, LANGUAGE_LOAD_COLUMN, *FACTS, *WORDS}
    unknown = [name or "(a column without a name)" for name in header if name not in known]
    if unknown:
        raise UnreadableError(f"Unknown columns: {', '.join(unknown)}. Allowed: {', '.join(sorted(known))}.")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise UnreadableError(f"Columns that stand there twice: {', '.join(twice)}.")
    if "uid" not in header:
        raise UnreadableError("The column uid is missing. The first row must name the columns.")


def _merge(merged, place, data, problems):
    """Lays a row to the others of its activity: one language more, and the same facts or none."""
    item = merged.setdefault(data["uid"], Item(place, {**data, "translations": {}}))
    for code, words in data["translations"].items():
        if code in item.places:
            problems.append(Problem(place, LANGUAGE_COLUMN, f"{item.places[code]} has {code} already."))
        item.places[code] = place
        item.data["translations"][code] = words
    for key, value in data.items():
        if key == "translations" or value is None:
            continue
        if item.data.get(key) is None:
            item.data[key] = value
        elif item.data[key] != value:
            problems.append(Problem(place, key, f"Differs from {item.place}. Facts are the same in all languages."))


def _decoded(row: dict) -> dict:
    """The cells of a row as the values they stand for; what cannot be read stays text, and `parse` says so."""
    found = {}
    for column, cell in row.items():
        key = "language" if column == LANGUAGE_LOAD_COLUMN else column
        kind = FACTS.get(key) or WORDS[key]
        if key == "materials" or kind.shape == "table":
            found[key] = _table(cell, MATERIAL_COLUMNS if key == "materials" else kind.columns)
        else:
            found[key] = _value(cell, kind.shape)
    return found


def _value(cell: str, shape: str):
    if shape in {"list", "numbers"}:
        parts = [part.strip() for part in cell.split("|") if part.strip()]
        return [_value(part, "number") for part in parts] if shape == "numbers" else parts
    if shape == "number" and re.fullmatch(r"-?[0-9]{1,9}", cell):
        return int(cell)
    if shape == "truth":
        return _TRUTHS.get(cell.lower(), cell)
    return cell


def _table(cell: str, columns) -> object:
    """JSON, or one line a row with its parts divided by |, in the order of the columns."""
    if cell.startswith("["):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    rows = []
    for line in cell.split("\n"):
        parts = [part.strip() for part in line.split("|")]
        if any(parts):
            if len(parts) > len(columns):
                return cell
            named = zip(columns, parts, strict=False)
            rows.append({name: _value(part, _SHAPES.get(name, "text")) for name, part in named if part})
    return rows


_SHAPES = {"minutes": "number", "qty": "number", "optional": "truth"}
