"""How well the search answers: queries over the starter library, with the activities that answer them."""

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Locale

from hub.activities.models import ActivityPage
from hub.search import listing, matching

QUERIES = Path(__file__).parent / "queries"
KINDS = ("plain", "typo", "accents")
DEPTH = 10


@dataclass(frozen=True)
class Query:
    words: str
    answers: tuple[str, ...]  # uids
    kind: str


@dataclass(frozen=True)
class Score:
    """Of one set of queries: how many, the share with an answer first, among three, the mean reciprocal rank, and
    the share of all answers among the first ten."""

    queries: int
    success_at_1: float
    success_at_3: float
    mrr: float
    recall_at_10: float


def languages() -> list[str]:
    return sorted(path.stem for path in QUERIES.glob("*.toml"))


def queries(language: str) -> list[Query]:
    data = tomllib.loads((QUERIES / f"{language}.toml").read_text(encoding="utf-8"))
    return [Query(each["words"], tuple(each["answers"]), each.get("kind", "plain")) for each in data["query"]]


def ours(words: str, language: str) -> list[str]:
    """The uids of the first ten activities that the hub's search finds."""
    listed = listing.listing("activity", language)
    found = matching.match(words, listed)
    scores = matching.scores(found, listed, found.mask) if found.mask else {}
    rows = listed.rows(found.mask, sort="match", size=DEPTH, scores=scores)
    return [document.uid for document in listing.documents(rows)]


def wagtails(words: str, language: str) -> list[str]:
    """The same of Wagtail's own search of the pages in this language; a query that it fails at finds nothing."""
    locale = Locale.objects.get(language_code=language)
    pages = ActivityPage.objects.live().filter(locale=locale)
    clean = words.replace('"', " ").strip()  # its SQLite backend fails at quotation marks
    return [page.uid for page in pages.search(clean, operator="and")[:DEPTH]] if clean else []


def score(asked: list[Query], language: str, find: Callable[[str, str], list[str]]) -> Score:
    ranks, recalls = [], []
    for query in asked:
        found = find(query.words, language)
        ranks.append(next((place for place, uid in enumerate(found, start=1) if uid in query.answers), 0))
        recalls.append(len(set(found) & set(query.answers)) / len(set(query.answers)))
    count = len(asked) or 1
    return Score(
        len(asked),
        sum(rank == 1 for rank in ranks) / count,
        sum(0 < rank <= 3 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        sum(recalls) / count,
    )


def by_kind(language: str) -> dict[str, list[Query]]:
    found = defaultdict(list)
    for query in queries(language):
        found[query.kind].append(query)
    return found
