"""From the words of a reader to the things that have them: all of the words, else what comes nearest, saying so."""

from dataclasses import dataclass, field, replace

from django.conf import settings

from hub.search import engines, hints, query, spelling, stemming
from hub.search.listing import Listing
from hub.search.query import Clause, Question, Sequence, Term

SHORTEST_BEGINNING = 2
SUSPICIOUS = 3  # with fewer results, an unknown word is worth a question
MOST_SCORED = 1000  # of the hits of one query; the rest follows in staff's order
BETTER_BY_STAFF = 1.1


@dataclass
class Matching:
    """What the words find in a listing.

    `how`: all (everything asked), beginning (its last word as a beginning), corrected (other spelling), some (not all
    of the words), none. `hits` are the documents of all languages that have all of the words, as a mask.
    """

    asked: list[Term]
    mask: int = 0
    how: str = "none"
    hits: int = 0
    titled: int = 0  # past the cap, those of them whose title has all of the words: they would be lost among the others
    questions: dict[str, Question] = field(default_factory=dict)
    began: str = ""  # how = beginning: of which word
    meant: str = ""  # the spelling that was used (how = corrected) or is offered

    @property
    def is_empty(self) -> bool:
        """Nothing to search for was typed."""
        return not any(asked.clauses for asked in self.questions.values())


def match(text: str, listed: Listing) -> Matching:
    """Everything that `text` finds; one statement of full text where all the words are found."""
    asked = query.terms(text)
    found = _asked(asked, listed)
    if found.is_empty or found.mask.bit_count() >= SUSPICIOUS:
        return found
    if found.mask:
        return replace(found, meant=_meant(asked, listed, more_than=4 * found.mask.bit_count()))
    other = _beginning(found, listed) or _nearest(found, listed)
    return replace(other, hits=found.hits) if found.hits else other


def scores(found: Matching, listed: Listing, mask: int) -> dict[int, float]:
    """Page id → rank among the things in `mask`. One statement."""
    rows = listed.rows(mask, sort="recommended", size=MOST_SCORED)
    if mask.bit_count() > MOST_SCORED:
        titled = listed.rows(found.titled & mask, sort="recommended", size=MOST_SCORED)
        rows = list(dict.fromkeys([*titled, *rows]))[:MOST_SCORED]
    by_language: dict[str, list[int]] = {}
    for row in rows:
        by_language.setdefault(row.language, []).append(row.page_id)
    ranked = engines.current().score(found.questions, by_language)
    recommended = {row.page_id for row in rows if row.recommended}
    return {page_id: rank * BETTER_BY_STAFF if page_id in recommended else rank for page_id, rank in ranked.items()}


def _asked(asked: list[Term], listed: Listing, **changes) -> Matching:
    return _found(asked, _questions(asked), listed, "all", **changes)


def _questions(asked: list[Term]) -> dict[str, Question]:
    synonyms = hints.synonyms()
    return {code: query.question(asked, code, synonyms.get(code)) for code, _name in settings.LANGUAGES}


def _found(asked, questions, listed, how, **changes) -> Matching:
    wanted = {code: question for code, question in questions.items() if question.clauses}
    ids, titled = engines.current().match_and_titles(wanted, past=MOST_SCORED)
    hits = listed.held.mask_of(ids) if ids else 0
    mask = hits & listed.everything
    titled = listed.held.mask_of(titled) if titled else 0
    return Matching(asked, mask, how if mask else "none", hits, titled, questions, **changes)


def _beginning(found: Matching, listed: Listing) -> Matching | None:
    """The last word as the beginning of one."""
    *_before, last = found.asked
    if last.is_phrase or last.is_excluded:
        return None
    questions, began = {}, ""
    for code in dict.fromkeys((listed.language, settings.LANGUAGE_CODE)):
        words = query.analysis.words(last.text, code)
        form = words[-1].forms[-1] if words else ""
        began = began or form
        stems = spelling.beginnings(form, code) if len(form) >= SHORTEST_BEGINNING else []
        clauses = found.questions[code].clauses
        if stems and clauses:
            wanted = Clause(tuple(Sequence((stem,)) for stem in stems))
            questions[code] = Question((*_without_last(found.questions[code], form, code), wanted))
    again = _found(found.asked, questions, listed, "beginning", began=began) if questions else None
    return again if again and again.mask else None


def _without_last(asked: Question, form: str, code: str) -> list[Clause]:
    own = Sequence((stemming.stem(form, code),))
    return [clause for clause in asked.clauses if own not in clause.alternatives]


def _nearest(found: Matching, listed: Listing) -> Matching:
    """Another spelling (where no language has the words as they are), else some of the words, else nothing."""
    better = None if found.hits else spelling.corrected(found.asked, listed.language)
    if better:
        again = _asked(better, listed, meant=_text(better))
        if again.mask:
            return replace(again, how="corrected")
    for terms in filter(None, (better, found.asked)):
        if len(terms) > 1 or len(query.question(terms, listed.language).tokens) > 1:
            again = _some(terms, listed)
            if again.mask:
                return again
    return found


def _some(asked: list[Term], listed: Listing) -> Matching:
    questions = {code: query.some_of(query.in_parts(question)) for code, question in _questions(asked).items()}
    return _found(asked, questions, listed, "some")


def _meant(asked: list[Term], listed: Listing, *, more_than: int) -> str:
    better = spelling.corrected(asked, listed.language)
    return _text(better) if better and _asked(better, listed).mask.bit_count() > more_than else ""


def _text(asked: list[Term]) -> str:
    words = (f'"{term.text}"' if term.is_phrase else term.text for term in asked)
    return " ".join(f"-{word}" if term.is_excluded else word for term, word in zip(asked, words, strict=True))
