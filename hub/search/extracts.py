"""Where in a text the words of a query stand: a short piece of it, in parts that are marked or not."""

from collections.abc import Iterator
from functools import lru_cache

from hub.search import analysis
from hub.search.folding import folded
from hub.search.query import Question
from hub.search.stemming import SNOWBALL, irregular

LENGTH = 180  # characters of an extract
LOOKED_AT = 6000  # of a text, so that long pages cost no more than others
LEAD = 40  # of them before the first word found


def marked(text: str, asked: Question, language: str) -> list[tuple[str, bool]]:
    """The whole text in its parts: (part, whether it is one of the words)."""
    parts: list[tuple[str, bool]] = []
    position = 0
    for start, end in _spans(text, asked, language):
        if start >= position:
            parts.extend([(text[position:start], False), (text[start:end], True)])
            position = end
    parts.append((text[position:], False))
    return [part for part in parts if part[0]]


def extract(text: str, asked: Question, language: str) -> list[tuple[str, bool]]:
    """The piece of a text with most of the words, within one paragraph (a line), in parts; empty where it has none."""
    best: tuple = (0, "", 0)
    for paragraph in text[:LOOKED_AT].splitlines():
        spans = _spans(paragraph, asked, language)
        for start, _end in spans:
            count = len(_within(spans, start))
            if count > best[0]:
                best = (count, paragraph, start)
        if best[0] >= len(asked.positive):
            break  # it may well have all of the words
    count, paragraph, first = best
    if not count:
        return []
    start = _word_start(paragraph, max(first - LEAD, 0))
    end = _word_end(paragraph, start + LENGTH)
    piece = marked(paragraph[start:end], asked, language)
    after = [("\u00a0…", False)] if end < len(paragraph) else []  # no line begins with these points
    return [*([("… ", False)] if start else []), *piece, *after]


def _spans(text, asked, language) -> list[tuple[int, int]]:
    return _finder(frozenset(asked.tokens), language).spans(text)


class _Finder:
    """Finds words with some of the tokens; what it has learnt of a written word it remembers."""

    def __init__(self, tokens: frozenset[str], language: str):
        self.tokens = tokens
        self.language = language
        self.beginnings = {token[:2] for token in tokens}
        self.known: dict[str, tuple] = {}  # a run of letters → (start, end) of the words in it that are meant

    def spans(self, text: str) -> list[tuple[int, int]]:
        found = []
        for start, run in analysis.runs(text):
            places = self.known.get(run)
            if places is None:
                places = self.known[run] = tuple(self._places(run)) if self._may_hold(run) else ()
            found.extend((start + first, start + last) for first, last in places)
        return found

    def _may_hold(self, run: str) -> bool:
        """Whether a run is worth its stems, which cost most. Snowball's rules leave the beginning of a word as it is."""
        if self.language not in SNOWBALL:
            return True
        letters = folded(run)
        return any(beginning in letters for beginning in self.beginnings) or letters in irregular(self.language)

    def _places(self, run: str) -> Iterator[tuple[int, int]]:
        for word in analysis.words(run, self.language):
            if not self.tokens.isdisjoint(word.tokens) or not self.tokens.isdisjoint(word.extras):
                yield word.start, word.end


@lru_cache(maxsize=32)
def _finder(tokens: frozenset[str], language: str) -> _Finder:
    return _Finder(tokens, language)


def _within(spans, start) -> list:
    return [span for span in spans if start <= span[0] and span[1] <= start + LENGTH - LEAD]


def _word_start(text: str, place: int) -> int:
    space = text.find(" ", place, place + LEAD)
    return 0 if place == 0 else space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - LEAD, place)
    return space if space > 0 else place
