"""A paragraph as lines of runs: each run in one font and one direction, in the order in which it stands on paper."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

from hub.core.paper.breaking import clusters, pieces
from hub.core.paper.lettering import TURNS, drawable, families

MANY_SIGNS = re.compile(r"[\W_]{200}")  # a row of signs without a letter; a line ends there, so that none is endless


@dataclass(frozen=True)
class Run:
    text: str
    family: str
    is_rtl: bool
    width: float


@dataclass(frozen=True)
class Line:
    runs: tuple[Run, ...]
    width: float
    is_rtl: bool


def begins_rtl(text: str, otherwise: bool) -> bool:
    """The direction of the first letter that has one."""
    if not any(letter.isalpha() for letter in text):
        return otherwise
    return auto_detect_base_direction(text) == TextDirection.RTL


def lines(text: str, *, width: float, is_rtl: bool, measure: Callable[[str, str], float]) -> list[Line]:
    """`measure(text, family)` and `width` have one unit. An empty text is one empty line."""
    return [
        line
        for paragraph in MANY_SIGNS.sub("\\g<0>\n", drawable(text)).split("\n")
        for line in _lines_of_paragraph(paragraph.rstrip(), width, is_rtl, measure)
    ]


def _lines_of_paragraph(text, width, is_rtl, measure):
    if not text:
        return [Line((), 0, is_rtl)]
    levels = _levels(text, is_rtl)
    fonts = families(text)
    found, start = [], 0
    for end in _ends(text, fonts, width, measure):
        places = range(start, start + len(text[start:end].rstrip(" \u200b")))
        runs = _runs(text, levels, fonts, places, measure)
        found.append(Line(runs, sum(run.width for run in runs), is_rtl))
        start = end
    return found


def _levels(text: str, is_rtl: bool) -> list[int]:
    """How deep each letter is nested in turns of direction, as Unicode's annex 9 has it; odd is right to left."""
    base = TextDirection.RTL if is_rtl else TextDirection.LTR
    try:
        letters = BidiParagraph(text, base, preserve_bn_chars=True).get_characters()
    except RecursionError:  # fpdf2 looks for the next letter by calling itself; see also MANY_SIGNS
        return [_level_alone(letter, is_rtl) for letter in text]
    return [letter.embedding_level for letter in letters]


def _level_alone(letter: str, is_rtl: bool) -> int:
    """Its level without a look at those beside it."""
    if unicodedata.bidirectional(letter) in {"R", "AL"}:
        return 1
    return 2 * is_rtl if letter.isalnum() else int(is_rtl)


def _ends(text, fonts, width, measure):
    """Where each line ends, in letters from the beginning of the text."""
    ends, place, used = [], 0, 0.0
    for piece in pieces(text):
        bare = _width(piece.rstrip(" \u200b"), fonts, place, measure)
        if used and used + bare > width:
            ends.append(place)
            used = 0.0
        if bare > width:
            used = _add_ends_inside(piece, fonts, place, width, measure, ends)
        else:
            used += _width(piece, fonts, place, measure)
        place += len(piece)
    return [*ends, len(text)]


def _add_ends_inside(piece, fonts, place, width, measure, ends) -> float:
    """Adds the ends inside a piece that is longer than a line; how much of its last line is used."""
    used = 0.0
    for cluster in clusters(piece):
        wide = _width(cluster, fonts, place, measure)
        if used and used + wide > width:
            ends.append(place)
            used = 0.0
        used += wide
        place += len(cluster)
    return used


def _width(piece: str, fonts: list[str], place: int, measure) -> float:
    total, start = 0.0, 0
    for family, letters in groupby(fonts[place : place + len(piece)]):
        end = start + len(list(letters))
        total += measure(piece[start:end], family)
        start = end
    return total


def _runs(text, levels, fonts, places, measure) -> tuple[Run, ...]:
    runs = []
    for (level, family), group in groupby(places, key=lambda place: (levels[place], fonts[place])):
        letters = "".join(text[place] for place in group if text[place] not in TURNS)
        if letters:
            runs.append((level, Run(letters, family, level % 2 == 1, measure(letters, family))))
    for depth in range(max((level for level, _run in runs), default=0), 0, -1):
        runs = _turned(runs, depth)
    return tuple(run for _level, run in runs)


def _turned(runs, depth):
    """Each stretch of runs at least so deep, the other way round."""
    turned = []
    for is_deep, stretch in groupby(runs, key=lambda run: run[0] >= depth):
        found = list(stretch)
        turned += reversed(found) if is_deep else found
    return turned
