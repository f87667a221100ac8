"""Did you mean: the nearest words that the documents of a language really hold."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Q
from rapidfuzz.distance import OSA

from hub.search import analysis, stemming
from hub.search.analysis import Word
from hub.search.models import IndexedWord
from hub.search.query import Term

SHORTEST = 4  # letters; shorter words are not corrected
TWO_ERRORS_FROM = 8
SHORTEST_UNSPACED = 3
WINDOW = 4  # so many neighbours are tried as one word
LONGER_INFLECTED = 4  # letters that an ending may add
LONGEST = 44  # letters; no word of the documents is near a longer one
CANDIDATES = 80
LEAST_SIMILAR = 0.2  # of trigrams; two errors in eight letters leave no more
NEAR_POSTGRESQL = (  # the operator uses the index of trigrams
    "SELECT asked.form, near.form, near.documents, near.stem FROM unnest(%s::text[]) AS asked(form), LATERAL ("
    "SELECT form, documents, stem FROM hub_search_indexedword AS word WHERE word.language = %s AND word.documents > 0 "
    "AND word.form %% asked.form ORDER BY similarity(word.form, asked.form) DESC LIMIT %s) AS near"
)


def corrected(asked: list[Term], language: str) -> list[Term] | None:
    """The terms with every unknown word put right; None where nothing is unknown, or nothing near is known."""
    rows = [analysis.words(term.text, language) for term in asked]
    forms = {form for row in rows for word in row for form in word.forms}
    unknown = forms - known(forms, language)
    tried = [list(_tries(row, unknown)) for row in rows]
    better = _nearest({form for row in tried for _start, _end, form in row}, language)
    if not better:
        return None
    return [_put_right(term, row, tries, better) for term, row, tries in zip(asked, rows, tried, strict=True)]


def known(forms: set[str], language: str) -> set[str]:
    """Those of these (folded) words that documents of the language hold in some inflection."""
    stems = {form: stemming.stem(form, language) for form in forms}
    held = IndexedWord.objects.filter(language=language, documents__gt=0)
    rows = held.filter(Q(form__in=forms) | Q(stem__in=set(stems.values()))).values_list("form", "stem")
    found = {value for row in rows for value in row}
    return {form for form in forms if form in found or stems[form] in found or form.isdigit()}


def beginnings(form: str, language: str, most: int = 12) -> list[str]:
    """The stems of the commonest words that begin so."""
    held = IndexedWord.objects.filter(language=language, documents__gt=0, form__startswith=form)
    stems = held.order_by("-documents", "form").values_list("stem", flat=True)[: 4 * most]
    return list(dict.fromkeys(stems))[:most]


def _tries(row: list[Word], unknown: set[str]):
    """What may be one word: (first, past the last, written as one). Of scripts without spaces, a wrong letter takes the words
    around it apart, so that neighbours are tried together."""
    for place, word in enumerate(row):
        if not unknown.intersection(word.forms):
            continue
        if not analysis.is_unspaced(word.forms[0]):
            yield place, place + 1, "".join(word.forms)
            continue
        for start in range(max(0, place - WINDOW + 1), place + 1):
            for end in range(place + 1, min(len(row), start + WINDOW) + 1):
                yield start, end, "".join(form for each in row[start:end] for form in each.forms)


def _put_right(term: Term, row: list[Word], tries, better: dict[str, tuple[int, str]]) -> Term:
    """The term with the best of the tries put in: the nearest, of these the longest; none over another."""
    good = sorted((better[form][0], start - end, start, end, form) for start, end, form in tries if form in better)
    taken: set[int] = set()
    changes = []
    for _distance, _length, start, end, form in good:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            changes.append((row[start].start, row[end - 1].end, better[form][1]))
    text = term.text
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return Term(text, term.is_phrase, term.is_excluded)


def _nearest(forms: set[str], language: str) -> dict[str, tuple[int, str]]:
    """Of these words, those that have a near one in the documents: how far it is, and it."""
    forms = {form for form in forms if _shortest(form) <= len(form) <= LONGEST}
    if not forms:
        return {}
    near: dict[str, tuple] = {}
    stems = {form: stemming.stem(form, language) for form in forms}
    for form, other, documents, other_stem in _candidates(forms, language):
        limit = _limit(form)
        distance = OSA.distance(form, other, score_cutoff=limit)
        if distance > limit and len(stems[form]) >= SHORTEST:  # in another inflection
            distance = 1 if OSA.distance(stems[form], other_stem, score_cutoff=1) == 1 else limit + 1
        rank = (distance, other[0] != form[0], -documents, other)
        if 0 < distance <= limit and rank < near.get(form, (limit + 1,)):
            near[form] = rank
    found = {form: (rank[0], rank[-1]) for form, rank in near.items()}
    left = {form for form in forms - set(found) if not analysis.is_unspaced(form)}
    return {**found, **(_split(left, language) if left else {})}


def _shortest(form: str) -> int:
    return SHORTEST_UNSPACED if analysis.is_unspaced(form) else SHORTEST


def _limit(form: str) -> int:
    return 2 if len(form) >= TWO_ERRORS_FROM else 1


def _split(forms: set[str], language: str) -> dict[str, tuple[int, str]]:
    """Of these words, those that are two known ones written as one."""
    cuts = {form: [(form[:n], form[n:]) for n in range(2, len(form) - 1)] for form in forms}
    parts = {part for row in cuts.values() for cut in row for part in cut}
    held = IndexedWord.objects.filter(language=language, form__in=parts, documents__gt=0)
    counts = dict(held.values_list("form", "documents"))
    found = {}
    for form, row in cuts.items():
        good = [(min(counts[a], counts[b]), f"{a} {b}") for a, b in row if a in counts and b in counts]
        if good:
            found[form] = (1, max(good)[-1])
    return found


def _candidates(forms: set[str], language: str) -> Iterator[tuple[str, str, int, str]]:
    """Each word with words of the documents that may be near."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_limit(%s)", [LEAST_SIMILAR])
            cursor.execute(NEAR_POSTGRESQL, [sorted(forms), language, CANDIDATES])
            yield from cursor.fetchall()
        return
    held = IndexedWord.objects.filter(language=language, documents__gt=0)
    for other, documents, other_stem in held.values_list("form", "documents", "stem").iterator():
        for form in forms:
            if abs(len(form) - len(other)) <= LONGER_INFLECTED:
                yield form, other, documents, other_stem
