"""The one way from text to search tokens, for index and query alike, in every language and on every database."""

import itertools
import re
import unicodedata
from functools import lru_cache

# Marks that are folded away: Latin, Greek and Cyrillic accents, Arabic vowel signs and the tatweel. Thai vowels stay.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans("أإآٱىةؤئ’ʼ`´", "اااايهوي''''")
# Scripts that do not put spaces between words: cut into overlapping pairs of written syllables.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_SYLLABLE = re.compile(r"[\w\u0e40-\u0e44](?:[\u0300-\u036f\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u17b4-\u17d3])*")


def folded(text: str) -> str:
    """Text in one case and one form, without accents: `Círculo` and `circulo` are the same."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _MARKS.sub("", text)
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def tokens(text: str) -> list[str]:
    """The search tokens of `text` in their order; only letters, digits and the marks that belong to them."""
    found: list[str] = []
    for word in _words(folded(text)):
        found.extend(_word_tokens(word))
    return found


def _words(text: str):
    start = None
    for position, character in enumerate(text):
        inside = unicodedata.category(character)[0] in "LNM"
        if inside and start is None:
            start = position
        elif not inside and start is not None:
            yield text[start:position]
            start = None
    if start is not None:
        yield text[start:]


@lru_cache(maxsize=50_000)
def _word_tokens(word: str) -> tuple[str, ...]:
    if not _UNSPACED.search(word):
        return (word[:64],)
    found: list[str] = []
    position = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > position:
            found.append(word[position : run.start()])
        syllables = _SYLLABLE.findall(run.group())
        if len(syllables) < 2:
            found.extend(syllables)
        found.extend(a + b for a, b in itertools.pairwise(syllables))
        position = run.end()
    if position < len(word):
        found.append(word[position:])
    return tuple(token[:64] for token in found)
