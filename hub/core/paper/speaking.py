"""Which letters each drawn sign of a PDF stands for.

WeasyPrint takes them from the piece of text in which a sign is met first: where signs share a piece, as letters of Thai and
Arabic do with the marks on them, that is the whole piece or nothing. A font knows better: by its table of letters, and by what
it puts in their place.
"""

import io
import unicodedata
from collections import defaultdict
from functools import lru_cache

from fontTools.ttLib import TTFont

FORMS = range(0xFB50, 0xFF00)  # Arabic letters as they stand in words
ROUNDS = 4  # a sign put in the place of one that was itself put in the place of a letter, and so on


class Fonts(dict):
    """In the place of a document's own: fonts that tell the letters of their signs rightly."""

    def __setitem__(self, key, font):
        font.to_unicode = Letters(_letters(bytes(font.file_content)))
        super().__setitem__(key, font)


class Letters(dict):
    """Sign → letters: as it is told where the font agrees, else as the font knows them. Only signs that were met are in it."""

    def __init__(self, known: dict[int, list[str]]):
        super().__init__()
        self._known = known

    def __setitem__(self, sign: int, told: str):
        known = self._known.get(sign, [told])
        super().__setitem__(sign, told if told in known else known[0])


@lru_cache(maxsize=12)
def _letters(content: bytes) -> dict[int, list[str]]:
    """Sign → what it may stand for; letters before the forms of letters that have a number of their own."""
    with TTFont(io.BytesIO(content)) as font:
        known: dict[str, list[str]] = defaultdict(list)
        for code, name in sorted(font.getBestCmap().items()):
            _add(known, name, unicodedata.normalize("NFKC", chr(code)) if code in FORMS else chr(code))
        tables = [*_substitutions(font)]
        for _round in range(ROUNDS):
            for table in tables:
                _put(known, table)
        return {font.getGlyphID(name): letters for name, letters in known.items()}


def _add(known: dict[str, list[str]], name: str, letters: str) -> None:
    if letters not in known[name]:
        known[name].append(letters)


def _substitutions(font):
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            yield table.ExtSubTable if table.LookupType == 7 else table


def _put(known: dict[str, list[str]], table) -> None:
    """What stands for one letter is known by it; what stands for several, by all of them."""
    if table.LookupType == 1:
        for name, other in table.mapping.items():
            for letters in list(known.get(name, [])):
                _add(known, other, letters)
    elif table.LookupType == 4:
        for first, ligatures in table.ligatures.items():
            for each in ligatures:
                parts = [known.get(part) for part in (first, *each.Component)]
                if all(parts):
                    _add(known, each.LigGlyph, "".join(part[0] for part in parts))
