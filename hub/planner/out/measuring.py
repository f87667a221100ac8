"""How much room words take: with the fonts that we ship, and some to spare for the fonts of a reader's own machine."""

from functools import cache

from fontTools.ttLib import TTFont

from hub.core.paper.breaking import clusters, pieces
from hub.core.paper.lettering import FILES, file_of

WIDER = 1.14  # what a browser's own fonts may take more
POINT = 25.4 / 72  # in millimetres
UNKNOWN = 1.0  # of the size of the letters: an emoji, or a letter that we have no font for


@cache
def _widths(family: str, is_bold: bool) -> dict[int, float]:
    with TTFont(file_of(family, is_bold), lazy=True) as font:
        units, advances = font["head"].unitsPerEm, font["hmtx"]
        return {letter: advances[glyph][0] / units for letter, glyph in font.getBestCmap().items()}


@cache
def _letter(letter: str, is_bold: bool) -> float:
    for family in FILES:
        found = _widths(family, is_bold).get(ord(letter))
        if found is not None:
            return found
    return UNKNOWN


def _width(text: str, is_bold: bool) -> float:
    return sum(_letter(letter, is_bold) for letter in text)


def lines(text: str, *, width: float, size: float, is_bold: bool = False) -> list[str]:
    """The lines that a text of this size (in points) becomes in this width (in millimetres); joined again, they are the text."""
    room = width / (size * POINT * WIDER)
    found: list[str] = []
    for paragraph in text.splitlines(keepends=True) or [""]:
        found += _lines_of_paragraph(paragraph, room, is_bold)
    return found


def _lines_of_paragraph(text: str, room: float, is_bold: bool) -> list[str]:
    found, line, used = [], "", 0.0
    for piece in pieces(text.rstrip("\n")) or [""]:
        wide = _width(piece.rstrip(), is_bold)
        parts = clusters(piece) if wide > room else [piece]
        for part in parts:
            if line and used + _width(part.rstrip(), is_bold) > room:
                found.append(line)
                line, used = "", 0.0
            line += part
            used += _width(part, is_bold)
    return [*found, line + ("\n" if text.endswith("\n") else "")]
