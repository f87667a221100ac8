"""The fonts that we ship, and which of them has which letter."""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent / "fonts"
FILES = {"sans": "NotoSans", "naskh": "NotoNaskhArabic", "thai": "NotoSansThai"}
LINE_HEIGHTS = {"sans": 1.4, "naskh": 1.75, "thai": 1.55}  # times the size of the letters
STAND_IN = "\N{REPLACEMENT CHARACTER}"  # visible, where no font has the letter
TURNS = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")  # say a direction and are not drawn
FORCED_TURNS = dict.fromkeys(range(0x202A, 0x202F))  # make text look like another; dropped
ATTACHED = ("Mn", "Me", "Cf")


def file_of(family: str, is_bold: bool) -> Path:
    return FOLDER / f"{FILES[family]}-{'Bold' if is_bold else 'Regular'}.ttf"


@cache
def letters_of(family: str) -> frozenset[int]:
    with TTFont(file_of(family, False), lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable(text: str) -> str:
    """The text with nothing that cannot be drawn: letters without a font become one visible sign each, controls go."""
    kept = []
    for letter in unicodedata.normalize("NFC", text).translate(FORCED_TURNS):
        if letter in TURNS or letter == "\n" or any(ord(letter) in letters_of(family) for family in FILES):
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter) not in {"Cc", "Cs", *ATTACHED}:
            kept.append(STAND_IN)
    return "".join(kept)


def families(text: str) -> list[str]:
    """The font of each letter. What several fonts have (spaces, points, digits' signs) stays with the letter before it."""
    chosen, current = [], _first_family(text)
    for letter in text:
        is_shared = not letter.isalnum()
        if not (is_shared and (ord(letter) in letters_of(current) or letter in TURNS)):
            current = next((family for family in FILES if ord(letter) in letters_of(family)), current)
        chosen.append(current)
    return chosen


def _first_family(text: str) -> str:
    """That of the first letter, so that a point or bracket before it is not set in another."""
    first = next((letter for letter in text if letter.isalpha()), "a")
    return next((family for family in FILES if ord(first) in letters_of(family)), "sans")
