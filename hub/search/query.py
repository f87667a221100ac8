"""What a reader typed, as clauses that every engine understands: words, "phrases", -without, and staff's synonyms."""

import re
from dataclasses import dataclass, replace

from hub.search import analysis
from hub.search.analysis import Word

_QUOTES = str.maketrans("“”„‟«»＂״", '""""""""')
_TERM = re.compile(r'(?P<out>(?<!\S)[-−])?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
MAX_TERMS = 12
MAX_TOKENS = 24  # of one term: Thai is typed without spaces


@dataclass(frozen=True)
class Term:
    text: str
    is_phrase: bool = False
    is_excluded: bool = False


@dataclass(frozen=True)
class Sequence:
    """Tokens that a document must have: all of them, or one after the other."""

    tokens: tuple[str, ...]
    is_phrase: bool = False


@dataclass(frozen=True)
class Clause:
    """What a document must have (or, excluded, must not have): one of the alternatives."""

    alternatives: tuple[Sequence, ...]
    is_excluded: bool = False


@dataclass(frozen=True)
class Question:
    """The clauses in one language. `exact` is what a title would be filed under that says just this."""

    clauses: tuple[Clause, ...]
    exact: str = ""
    any_of: bool = False  # some of the clauses will do
    is_title: bool = False  # the clauses are asked of title and other names alone

    @property
    def positive(self) -> list[Clause]:
        return [clause for clause in self.clauses if not clause.is_excluded]

    @property
    def negative(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.is_excluded]

    @property
    def tokens(self) -> set[str]:
        return {token for clause in self.positive for choice in clause.alternatives for token in choice.tokens}


def terms(text: str) -> list[Term]:
    """The terms of a query. Never raises; a quotation mark without a partner counts for nothing."""
    found = []
    for match in _TERM.finditer(text.translate(_QUOTES)):
        phrase = match["phrase"]
        term = Term(phrase if phrase is not None else match["word"], phrase is not None, match["out"] is not None)
        if term.text.strip():
            found.append(term)
    return found[:MAX_TERMS]


def question(asked: list[Term], language: str, synonyms: dict | None = None) -> Question:
    """The terms as clauses of a language; small words count only where there are no others. `synonyms`: see `hints`."""
    clauses: list[Clause] = []
    small: list[Clause] = []
    spoken: list[str] = []
    for terms_in_row in _rows(asked):
        for clause, is_small, tokens in _clauses(terms_in_row, language, synonyms or {}):
            (small if is_small else clauses).append(clause)
            spoken.extend(tokens)
    if not any(not clause.is_excluded for clause in clauses):
        clauses = [*clauses, *small]
    return Question(tuple(dict.fromkeys(clauses)), exact=exact(spoken))


def exact(tokens: list[str]) -> str:
    """What a whole title is filed under: its tokens in their order."""
    return "\ue003".join(tokens)[:120]


def exact_tokens(text: str, language: str) -> tuple[str, ...]:
    return tuple(token for word in analysis.words(text, language) for token in word.tokens)


def in_parts(asked: Question) -> Question:
    """Each token a clause of its own: for languages whose words are typed without spaces, and hyphened words."""
    clauses: list[Clause] = []
    for clause in asked.clauses:
        whole = clause.is_excluded or len(clause.alternatives) > 1 or clause.alternatives[0].is_phrase
        tokens = clause.alternatives[0].tokens
        clauses.extend([clause] if whole else [Clause((Sequence((token,)),)) for token in tokens])
    return replace(asked, clauses=tuple(dict.fromkeys(clauses)))


def some_of(asked: Question) -> Question:
    return replace(asked, any_of=True)


def _rows(asked: list[Term]) -> list[list[Term]]:
    """Plain words that follow one another together (synonyms may span them); phrases and exclusions alone."""
    rows: list[list[Term]] = []
    for term in asked:
        plain = not term.is_phrase and not term.is_excluded
        if plain and rows and not rows[-1][0].is_phrase and not rows[-1][0].is_excluded:
            rows[-1].append(term)
        else:
            rows.append([term])
    return rows


def _clauses(row: list[Term], language: str, synonyms: dict):
    words = [word for term in row for word in analysis.words(term.text, language)][: MAX_TOKENS * len(row)]
    if row[0].is_phrase or row[0].is_excluded:
        tokens = tuple(token for word in words for token in word.tokens)[:MAX_TOKENS]
        if tokens:
            sequence = Sequence(tokens, is_phrase=len(tokens) > 1)
            yield Clause((sequence,), row[0].is_excluded), False, [] if row[0].is_excluded else tokens
        return
    place = 0
    while place < len(words):
        length, choices = _synonyms_at(words, place, synonyms)
        part = words[place : place + length]
        own = _own(part)
        yield (
            Clause(tuple(dict.fromkeys([*own, *choices]))),
            all(analysis.is_small(word, language) for word in part) and not choices,
            [token for word in part for token in word.tokens],
        )
        place += length


def _own(part: list[Word]) -> list[Sequence]:
    """A word as its tokens; a hyphened one also as written together, a Thai one also as the words within it."""
    tokens = tuple(token for word in part for token in word.tokens)[:MAX_TOKENS]
    if len(part) > 1:
        return [Sequence(tokens, is_phrase=True)]
    (word,) = part
    other = (word.whole,) if word.whole else word.extras
    return [Sequence(tokens), *([Sequence(other)] if other else [])]


def _synonyms_at(words: list[Word], place: int, synonyms: dict) -> tuple[int, tuple]:
    """The longest run of words from `place` that has synonyms: its length and they."""
    for length in range(min(4, len(words) - place), 0, -1):
        tokens = tuple(token for word in words[place : place + length] for token in word.tokens)
        if tokens in synonyms:
            return length, synonyms[tokens]
    return 1, ()
