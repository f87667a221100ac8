"""Where a line may end: after spaces and dashes, between the words of Thai, and inside a word that is longer than the line."""

import re
from functools import cache

MOST_THAI = 300  # letters given to the dictionary at once
THAI = re.compile("[\u0e00-\u0e7f]+")
PIECES = re.compile("[^ \u200b-]*(?:-+|[ \u200b]+|$)")
# A letter with what is written around it: marks above and below, Thai vowels before and after it.
CLUSTER = re.compile(
    "[\u0e40-\u0e44]?[^\u0e40-\u0e44](?:[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u0e30-\u0e3a\u0e45-\u0e4e\u200c\u200d])*"
    "|[\u0e40-\u0e44]",
    re.DOTALL,
)


def pieces(text: str) -> list[str]:
    """The text of one paragraph cut where a line may end; joined again, the pieces are the text."""
    found = []
    for piece in PIECES.findall(text):
        start = 0
        for run in THAI.finditer(piece):
            words = _thai_words(run.group())
            found += [piece[start : run.start()], *words[:-1]]
            start = run.end() - len(words[-1])
        found.append(piece[start:])
    return [piece for piece in found if piece]


def clusters(piece: str) -> list[str]:
    """A piece cut into single letters with their marks."""
    return CLUSTER.findall(piece)


def _thai_words(run: str) -> list[str]:
    words = []
    for start in range(0, len(run), MOST_THAI):
        part = run[start : start + MOST_THAI]
        cut = _segmenter()(part)
        words += cut if "".join(cut) == part else clusters(part)
    return words


@cache
def _segmenter():
    """The dictionary's word cutter; where it is not installed, letters with their marks."""
    try:
        from pythainlp.tokenize import word_tokenize
    except ImportError:
        return clusters
    return lambda run: word_tokenize(run, engine="newmm-safe", keep_whitespace=True)
