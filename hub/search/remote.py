"""The search on a server of its own, OpenSearch or Elasticsearch, with the very tokens that the database holds.

Client, connection, index and bulk writing are those of Wagtail's search backends. Their query classes are not used: they
ask a whole question of one field at a time (words divided between title and text would not be found), have no weights
within alternatives, and read each hit back from the database, where lists want bare page ids, often of all pages. So
the questions go to the server in its own language. The backend is not among WAGTAILSEARCH_BACKENDS either: Wagtail's
commands would copy pages, drafts too, to any server named there.
"""

import logging
import time
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit
from zlib import crc32

from django.db import transaction
from wagtail.search.backends import get_search_backend

from hub.core import version
from hub.search.engine import EXACT, NEARBY, PLAIN, SYNONYMS, TITLE, WEIGHTS, DatabaseEngine, Tokens, fields, tag
from hub.search.models import IndexState, SearchDocument
from hub.search.query import Clause, Question, Sequence

logger = logging.getLogger("hub.search")
for client in ("opensearch", "elastic_transport"):
    logging.getLogger(client).setLevel(logging.ERROR)  # each failed request would be a warning; ours come once a minute

LAYOUT = 1  # count up with every change of INDEX: servers then get a new index, which `rebuild_search` fills
TEXT = {"type": "text", "analyzer": "whitespace"}
INDEX = {
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "page": {"type": "long"},
            "exact": {**TEXT, "norms": False},
            "title": {**TEXT, "copy_to": "every"},
            "lead": {**TEXT, "copy_to": "every"},
            "body": {**TEXT, "copy_to": "every"},
            "every": {**TEXT, "norms": False},  # its parts stand apart (position_increment_gap): no phrase spans two
        },
    }
}
WEIGHTED = [f"{field}^{WEIGHTS[field]:g}" for field in ("title", "lead", "body")]
PART = 10_000  # hits in one answer: what a server gives at most
BYTES = 2_000_000  # of one bulk request, so that each is done well within the time-out
PAUSE = 30  # seconds for which a server that has failed is not asked
EVERY = 60  # seconds between two warnings
NEARNESS = 8  # words, as on SQLite


class IncompleteError(Exception):
    """The server lacks pages that it should hold."""


class RemoteEngine:
    """Asks the server; where it is away, or has missed a change, the database, which is written as well.

    Nothing here raises because of the server. Once a write has not reached it, the database answers until
    `rebuild_search` has run.
    """

    def __init__(self, server: dict):
        self.database = DatabaseEngine()
        self.backend = get_search_backend(server["BACKEND"], **_options(server))
        self.index = self.backend.index_class(self.backend, f"{self.backend.index_prefix}search_{LAYOUT}")
        self.name = f"remote-{crc32(_place(server, self.index.name).encode()):08x}"
        self._missed: set[int] = set()  # pages whose change has not reached the server
        self._away_until = self._warned_at = float("-inf")
        self._complete, self._complete_at = False, ""

    def write(self, batch: list[Tokens]) -> None:
        self.database.write(batch)
        self._after_commit({each.page_id for each in batch}, partial(self._write, list(batch)))

    def remove(self, page_ids: Iterable[int]) -> None:
        page_ids = set(page_ids)
        self.database.remove(page_ids)
        self._after_commit(page_ids, partial(self._remove, page_ids))

    def clear(self) -> None:
        self.database.clear()
        self._after_commit(set(), self.index.reset)

    def keep_only(self, page_ids: set[int]) -> None:
        """Removes what is left of any other page, and finds out whether the server holds all of these."""
        self.database.keep_only(page_ids)
        self._after_commit(set(), partial(self._keep_only, set(page_ids)))

    def match(self, questions: dict[str, Question]) -> list[int]:
        parts = [part for language, asked in questions.items() if (part := condition(asked, language))]
        if not parts:
            return []
        return self._answer(partial(self._page_ids, _any(parts)), partial(self.database.match, questions))

    def match_and_titles(self, questions: dict[str, Question], *, past: int) -> tuple[list[int], list[int]]:
        found = self.match(questions)
        if len(found) <= past:
            return found, []
        return found, self.match({code: replace(asked, is_title=True) for code, asked in questions.items()})

    def score(self, questions: dict[str, Question], page_ids: dict[str, list[int]]) -> dict[int, float]:
        wanted = {language: ids for language, ids in page_ids.items() if ids and questions[language].positive}
        parts = [part for language in wanted for part in ranking(questions[language], language)]
        if not parts:
            return {}
        every = [page_id for ids in wanted.values() for page_id in ids]
        return self._answer(partial(self._scores, parts, every), partial(self.database.score, questions, page_ids))

    # Writing ----------------------------------------------------------------------------------------------------------
    def _after_commit(self, page_ids: set[int], work: Callable) -> None:
        """So that the server holds nothing that is undone, and no transaction waits for it."""
        transaction.on_commit(partial(self._send, page_ids, work))

    def _send(self, page_ids: set[int], work: Callable) -> None:
        try:
            work()
        except Exception as error:  # whatever lies between us and the server: clients, proxies, answers
            self._missed |= page_ids
            self._fall_behind(error)
        else:
            self._missed -= page_ids
            if self._is_complete():
                version.bump()  # who has read between the commit and now has seen the old answers

    def _fall_behind(self, error: Exception) -> None:
        self._complete = False
        if IndexState.objects.exclude(signature="").update(signature=""):
            version.bump()
        self._warn(f"has missed a change ({type(error).__name__}); the database answers until rebuild_search has run")

    def _write(self, batch: list[Tokens]) -> None:
        if not self.backend.es.indices.exists(index=self.index.name):
            self.index.put()
        self._bulk({"_id": str(each.page_id), "_source": _document(each)} for each in batch)

    def _remove(self, page_ids: set[int]) -> None:
        self._bulk({"_op_type": "delete", "_id": str(page_id)} for page_id in page_ids)

    def _keep_only(self, page_ids: set[int]) -> None:
        held = set(self._page_ids({"match_all": {}}))
        gone = held - page_ids
        self._remove(gone - set(SearchDocument.objects.filter(pk__in=gone).values_list("pk", flat=True)))
        if page_ids - held or page_ids & self._missed:
            raise IncompleteError
        self._missed.clear()

    def _bulk(self, actions: Iterable[dict]) -> None:
        self.backend.bulk(
            self.backend.es,
            actions,
            index=self.index.name,
            refresh="true",
            max_chunk_bytes=BYTES,
            ignore_status=(404,),  # to remove what is not there is no error
        )

    # Asking -----------------------------------------------------------------------------------------------------------
    def _answer(self, ask: Callable, otherwise: Callable):
        if not self._is_complete():
            self._warn("does not hold all pages; the database answers until rebuild_search has run")
        elif time.monotonic() >= self._away_until:
            try:
                return ask()
            except Exception as error:  # as above: readers get an answer whatever it is
                if getattr(error, "status_code", None) != 400:  # that was this question alone: too many words
                    self._away_until = time.monotonic() + PAUSE
                self._warn(f"does not answer ({type(error).__name__}); the database answers")
        return otherwise()

    def _is_complete(self) -> bool:
        """Whether the last rebuild was this server's, and no change was missed since. Looked up once a content version."""
        now = version.current()
        if self._complete_at != now:
            self._complete = IndexState.objects.filter(pk=1, signature__endswith=f"-{self.name}").exists()
            self._complete_at = now
        return self._complete

    def _page_ids(self, query: dict) -> list[int]:
        found: list[int] = []
        body = {"query": query, "sort": [{"page": "asc"}], "size": PART, "_source": False, "track_total_hits": False}
        while True:
            hits = self._hits(body, "hits.hits.sort")
            found.extend(hit["sort"][0] for hit in hits)
            if len(hits) < PART:
                return found
            body["search_after"] = [found[-1]]

    def _scores(self, parts: list[dict], page_ids: list[int]) -> dict[int, float]:
        query = {"bool": {"filter": [{"terms": {"page": page_ids}}], "should": parts}}
        body = {"query": query, "size": len(page_ids), "_source": False, "track_total_hits": False}
        return {int(hit["_id"]): hit["_score"] for hit in self._hits(body, "hits.hits._id,hits.hits._score")}

    def _hits(self, body: dict, wanted: str) -> list[dict]:
        """`wanted`: the parts of the answer to send. Half an answer (a shard is away) is an error."""
        answer = self.backend.es.search(
            index=self.index.name, body=body, filter_path=f"{wanted},timed_out", allow_partial_search_results=False
        )
        if answer["timed_out"]:
            raise TimeoutError
        return answer.get("hits", {}).get("hits", [])

    def _warn(self, what: str) -> None:
        """Names no address: there may be a password in it."""
        if time.monotonic() - self._warned_at > EVERY:
            self._warned_at = time.monotonic()
            logger.warning("The search server %s.", what)


def condition(asked: Question, language: str) -> dict | None:
    """What a document of the language must have; None where the question asks nothing of it."""
    place = ("exact", TITLE) if asked.is_title else ("every", PLAIN)
    positive = [_clause(clause, language, *place) for clause in asked.positive]
    negative = [_clause(clause, language, *place) for clause in asked.negative]
    if not positive and not negative:
        return None
    if positive and asked.any_of:
        positive = [_any(positive)]
    return {"bool": {"filter": positive or [{"term": {"exact": tag(language)}}], "must_not": negative}}


def ranking(asked: Question, language: str) -> list[dict]:
    """What raises a document: its own words, a title that says just this, words that mean the same, words near by."""
    own = [clause.alternatives[0] for clause in asked.positive]
    every = [choice for clause in asked.positive for choice in clause.alternatives]
    tokens = [token for sequence in own for token in sequence.tokens]
    parts = [_weighted(sequence, language, 1.0) for sequence in own]
    parts += [_weighted(sequence, language, SYNONYMS) for sequence in every]
    parts.append({"term": {"exact": {"value": tag(language, EXACT) + asked.exact, "boost": WEIGHTS["exact"]}}})
    if len(tokens) > 1:
        near = {"query": _text(tokens, language), "slop": NEARNESS, "boost": NEARBY}
        parts.append({"match_phrase": {"every": near}})
    return parts


def _clause(clause: Clause, language: str, field: str, kind: str) -> dict:
    return _any([_sequence(choice, language, field, kind) for choice in clause.alternatives])


def _sequence(sequence: Sequence, language: str, field: str, kind: str) -> dict:
    text = _text(sequence.tokens, language, kind)
    if sequence.is_phrase:
        return {"match_phrase": {field: {"query": text}}}
    return {"match": {field: {"query": text, "operator": "and"}}}


def _weighted(sequence: Sequence, language: str, boost: float) -> dict:
    kind = "phrase" if sequence.is_phrase else "most_fields"
    return {
        "multi_match": {"query": _text(sequence.tokens, language), "type": kind, "fields": WEIGHTED, "boost": boost}
    }


def _any(parts: list[dict]) -> dict:
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}


def _text(tokens: Iterable[str], language: str, kind: str = PLAIN) -> str:
    return " ".join(tag(language, kind) + token for token in tokens)


def _document(page: Tokens) -> dict:
    exact, title, lead, body = (" ".join(field) for field in fields(page))
    return {"page": page.page_id, "exact": exact, "title": title, "lead": lead, "body": body}


def _options(server: dict) -> dict:
    """A copy, since a backend changes what it is given."""
    return deepcopy({"INDEX_SETTINGS": INDEX, **{name: value for name, value in server.items() if name != "BACKEND"}})


def _place(server: dict, index: str) -> str:
    """Which index on which server: another one wants a rebuild, another password does not."""
    return " ".join([*(urlsplit(host).netloc.rpartition("@")[2] for host in server["HOSTS"]), index])
