"""Marks that survive a translator, an office app, a chat and a foreign keyboard.

A mark is one word of eight Latin capitals without a vowel: no language has such a word, so that none is corrected,
translated or turned into another script's digits. The first letter says what it marks, the last one that it was not
misread. The letters between are made from the call's mark and from the question with its kind and its choices: an answer
to a question that was changed meanwhile is not taken for an answer to the new one.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from hub.calls.enums import Kind
from hub.calls.offline.sheet import Sheet
from hub.calls.questions import Question

LETTERS = "BCDFGHJKLMNPRSTVWX"
BEGIN, END, FORM = "Q", "Z", "Y"
BODY = 6
WORD = re.compile(rf"(?<![A-Z0-9])[{BEGIN}{END}{FORM}][{LETTERS}]{{{BODY + 1}}}(?![A-Z0-9])")
BESIDE = "[]［］【】 \t\u00a0\u200e\u200f\u061c\u2066\u2067\u2068\u2069"  # stands around a mark on its line


@dataclass(frozen=True)
class Mark:
    """`start`, `end`: its place in the text, the brackets around it included."""

    sort: str
    body: str
    start: int
    end: int


def body_of_form(sheet: Sheet) -> str:
    return _body("form", sheet.call_mark)


def body_of_question(sheet: Sheet, question: Question) -> str:
    choices = (key for key, _label in question.choices)
    return _body("question", sheet.call_mark, question.key, Kind(question.kind).value, *choices)


def written(sort: str, body: str) -> str:
    return f"[[ {sort}{body}{_check(sort + body)} ]]"


def marks(text: str) -> list[Mark]:
    """All whole marks of a text, however they are spaced, cased or widened."""
    folded = "".join(map(_folded, text))
    found = []
    for match in WORD.finditer(folded):
        word = match.group()
        if _check(word[:-1]) == word[-1]:
            start, end = _with_brackets(text, match.start(), match.end())
            found.append(Mark(word[0], word[1:-1], start, end))
    return found


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """One letter for one letter, so that places stay what they are."""
    plain = unicodedata.normalize("NFKC", letter).upper()
    return plain if len(plain) == 1 else letter


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1] in BESIDE:
        start -= 1
    while end < len(text) and text[end] in BESIDE:
        end += 1
    return start, end


def _body(*parts: str) -> str:
    number = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:16])
    return _letters(number, BODY)


def _check(word: str) -> str:
    return _letters(int.from_bytes(hashlib.sha256(word.encode()).digest()[:8]), 1)


def _letters(number: int, count: int) -> str:
    found = ""
    for _place in range(count):
        number, rest = divmod(number, len(LETTERS))
        found += LETTERS[rest]
    return found
