"""The one way from text to search tokens, for index and query alike, in every language and on every engine."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from hub.search import thai
from hub.search.folding import SCRIPTS, folded
from hub.search.stemming import base, small_words, stem

VERSION = 1  # count up with every change of what tokens are made; `rebuild_search` then knows that it is due
MAX_TOKEN = 64
BREAK = "\ue001"  # a token that no word is: a phrase does not run across it
_APOSTROPHES = "'’ʼ`´‘＇ʻ"
_FRENCH_ELISION = re.compile(r"^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'")
_ENGLISH_POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
_THAI = re.compile("[\u0e00-\u0e7f]+")
# Other scripts that put no spaces between words: Lao, Burmese, Khmer, kana, Chinese characters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


def _class_of_marks() -> str:
    """The combining marks of all scripts, as the ranges of a character class."""
    marks = {code for code in range(SCRIPTS) if unicodedata.category(chr(code))[0] == "M"}
    firsts = sorted(code for code in marks if code - 1 not in marks)
    lasts = sorted(code for code in marks if code + 1 not in marks)
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))


_INSIDE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # invisible: they do not end a word
_LETTER = rf"\w{_class_of_marks()}"  # with the underscore, which is made a space first
_RUN = re.compile(rf"[{_LETTER}{_INSIDE}]+(?:[{_APOSTROPHES}‐‑·•-][{_LETTER}{_INSIDE}]+)*")
_PIECE = re.compile(rf"[{_LETTER}]+")


class Word(NamedTuple):
    """A written word: where it stands in the text, and what it is found by.

    `forms`: its parts as they are written, folded; `tokens`: their stems. `extras`: tokens that the index holds besides
    (a hyphened word written as one, the words within a word); `whole`: the one of them that means just this word.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    tokens: tuple[str, ...]
    extras: tuple[str, ...] = ()
    whole: str = ""


def words(text: str, language: str) -> list[Word]:
    """The words of a text in their order."""
    found = []
    for place, run in runs(text):
        for start, length, forms, tokens, extras, whole in _analysed(run, language):
            found.append(Word(place + start, place + start + length, forms, tokens, extras, whole))
    return found


def runs(text: str) -> list[tuple[int, str]]:
    """Where each run of letters begins in a text, and it; a run holds one word, or several in scripts without spaces."""
    return [(run.start(), run.group()) for run in _RUN.finditer(text.replace("_", " "))]


def tokens(text: str, language: str) -> list[str]:
    """The tokens of a text for the index."""
    return index_tokens(words(text, language))


def index_tokens(row: Iterable[Word]) -> list[str]:
    """The tokens of words for the index: in their order, then, past a break, what the words hold besides."""
    found, extras = [], []
    for word in row:
        found.extend(word.tokens)
        extras.extend(word.extras)
    return [*found, BREAK, *extras] if extras else found


def is_small(word: Word, language: str) -> bool:
    return all(form in small_words(base(language)) for form in word.forms)


def is_unspaced(text: str) -> bool:
    """Whether it holds letters of a script that puts no spaces between words."""
    return _UNSPACED.search(text) is not None


def signature() -> str:
    """What the tokens of this process are made by; documents written by another one want a rebuild."""
    return f"{VERSION}-{'dictionary' if thai.segmenter() else 'pairs'}"


@lru_cache(maxsize=200_000)
def _analysed(run: str, language: str) -> list[tuple]:
    text = folded(run)
    if _UNSPACED.search(text):
        return _unspaced(run, text, language)
    parts = [form for part in re.split("[-·•]", text) for form in _forms(part, language)]
    if not parts:
        return []
    stems = tuple(stem(form, language)[:MAX_TOKEN] for form in parts)
    whole = stem("".join(parts), language)[:MAX_TOKEN] if len(parts) > 1 else ""
    return [(0, len(run), tuple(parts), stems, (whole,) if whole else (), whole)]


def _forms(part: str, language: str) -> list[str]:
    """The words of a folded piece of text without elisions and apostrophes."""
    code = base(language)
    if code == "fr":
        part = _FRENCH_ELISION.sub("", part)
    elif code == "en":
        part = _ENGLISH_POSSESSIVE.sub("", part)
    return _PIECE.findall(part.replace("'", ""))


def _unspaced(run: str, text: str, language: str) -> list[tuple]:
    """The words of a run that holds such a script; their places are exact where folding has kept the length."""
    found = []
    position = 0
    for form in _cut(text):
        place = text.find(form, position)
        exact = place >= 0 and len(text) == len(run)
        position = place + len(form) if place >= 0 else position
        token = stem(form, language)[:MAX_TOKEN]
        extras = thai.inner(token) if _THAI.fullmatch(token) else ()
        found.append((place if exact else 0, len(form) if exact else len(run), (form,), (token,), extras, ""))
    return found


def _cut(text: str) -> list[str]:
    found: list[str] = []
    position = 0
    for run in _UNSPACED.finditer(text):
        found.extend(_PIECE.findall(text[position : run.start()]))
        cut = thai.cut if _THAI.fullmatch(run.group()) else thai.pairs
        found.extend(cut(run.group()))
        position = run.end()
    found.extend(_PIECE.findall(text[position:]))
    return found
