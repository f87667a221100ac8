"""What the search of a pack knows: the tokens of what it holds as the site has them, and how often the whole hub has each.

The site ranks among everything it has; a pack holds activities and the handbook. So it carries the counts of the rest.
"""

from collections import Counter, defaultdict
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from hub.planner.packing.rules import rules_of
from hub.search import hints
from hub.search.engine import MAX_TOKENS, fields
from hub.search.models import IndexedWord, PromotedResults, SearchDocument, Synonyms
from hub.search.query import exact_tokens
from hub.search.services import read

MEASURE = {"sqlite": "bm25", "postgresql": "tsRank"}  # static/js/pack/ranking.js; of a search server, none


class Hub:
    """All documents of the hub, read once for all packs of one run."""

    def __init__(self, step: Callable[[], object] = lambda: None):
        self.readings = {}
        self.with_token: dict[str, Counter] = defaultdict(Counter)  # language → token → documents
        self.with_name: dict[str, Counter] = defaultdict(Counter)  # language → whole title → documents
        self.size_of: dict[int, int] = {}
        for document in SearchDocument.objects.unexpired().order_by("pk").iterator():
            tokens = read(document).tokens
            self.readings[document.pk] = tokens
            self.size_of[document.pk] = sum(map(len, fields(tokens)))
            self.with_token[document.language].update({*tokens.title, *tokens.lead, *tokens.body})
            self.with_name[document.language].update(set(tokens.exact))
            step()

    @property
    def mean_size(self) -> float:
        return sum(self.size_of.values()) / (len(self.size_of) or 1)


def index_of(hub: Hub, documents: list[SearchDocument], language: str, *, chapters: dict[str, SearchDocument]) -> dict:
    """The search of one pack. `documents`: its activities in staff's order; `chapters`: those of the handbook in their
    order, by the ids that they have in the pack. Each in the language that the pack has it in."""
    kinds = {"activity": {document.uid: document for document in documents}, "handbook": chapters}
    own: dict[str, dict[str, SearchDocument]] = {language: {}}
    for rows in kinds.values():
        for name, document in rows.items():
            own.setdefault(document.language, {})[name] = document
    return {
        "language": language,
        "first": settings.LANGUAGE_CODE,
        "order": {kind: [(name, row.recommended) for name, row in rows.items()] for kind, rows in kinds.items()},
        "languages": {code: _language(hub, code, rows) for code, rows in own.items()},
        "picks": _picks(language, {row.translation_key: name for rows in kinds.values() for name, row in rows.items()}),
    }


def _language(hub: Hub, code: str, named: dict[str, SearchDocument]) -> dict:
    documents = list(named.values())
    readings = [hub.readings[document.pk] for document in documents]
    rows = [[reading.title[:MAX_TOKENS], reading.lead[:MAX_TOKENS], reading.body[:MAX_TOKENS]] for reading in readings]
    tokens = sorted({token for columns in rows for column in columns for token in column})
    number = {token: place for place, token in enumerate(tokens)}
    held = Counter(token for columns in rows for token in {token for column in columns for token in column})
    names = Counter(name for reading in readings for name in set(reading.exact))
    text = "\n".join(f"{each.title}\n{each.names}\n{each.lead}\n{each.keywords}\n{each.body}" for each in documents)
    words = _words(code)
    text = "\n".join(
        [text, *words, *Synonyms.objects.filter(locale__language_code=code).values_list("words", flat=True)]
    )
    return {
        "rules": rules_of(code, text),
        "synonyms": {
            " ".join(key): [choice.tokens for choice in choices]
            for key, choices in hints.synonyms().get(code, {}).items()
        },
        "words": words,
        "tokens": tokens,
        "documents": [[[number[token] for token in column] for column in columns] for columns in rows],
        "uids": list(named),
        "exact": [reading.exact for reading in readings],
        "exact_more": _more(hub.with_name[code], names),
        "more": {number[token]: more for token, more in _more(hub.with_token[code], held).items()},
        "sizes": [hub.size_of[document.pk] for document in documents],
        "measure": MEASURE.get(connection.vendor, "bm25"),
        "rows": len(hub.size_of),
        "mean": round(hub.mean_size, 3),
    }


def _more(everywhere: Counter, here: Counter) -> dict:
    """How many documents besides those of the pack have it, where there are some."""
    return {key: everywhere[key] - count for key, count in here.items() if everywhere[key] > count}


def _words(code: str) -> list[str]:
    """The words of a language with their stems (left out where it is the word itself) and how many documents have them."""
    held = IndexedWord.objects.filter(language=code, documents__gt=0).order_by("form")
    rows = held.values_list("form", "stem", "documents")
    return [f"{form} {'' if stem == form else stem} {documents}" for form, stem, documents in rows]


def _picks(language: str, uid_of: dict) -> dict[str, list[str]]:
    """Tokens of a query → the activities and chapters of the pack that staff put first for it."""
    found: dict[str, list[str]] = {}
    for promoted in PromotedResults.objects.filter(locale__language_code=language).prefetch_related("picks__page"):
        keys = [pick.page.translation_key for pick in promoted.picks.all()]
        uids = [uid_of[key] for key in keys if key in uid_of]
        for line in promoted.queries.splitlines():
            tokens = " ".join(sorted(set(exact_tokens(line, language))))
            if tokens and uids:
                found.setdefault(tokens, []).extend(uid for uid in uids if uid not in found.get(tokens, []))
    return found
