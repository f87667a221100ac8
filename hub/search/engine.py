"""Full text on the two databases: the only SQL of the hub that knows which one it speaks to.

Tokens are made by `analysis`; the database only stores and matches them. Every token carries its language, so that the
documents of one language are found, and counted for rank, among themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import connection

from hub.search.analysis import BREAK
from hub.search.query import Clause, Question, Sequence

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE hub_search_text USING fts5(exact, title, lead, body, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    ],
    "postgresql": [
        "CREATE TABLE hub_search_text (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
        # Outside of the row and not compressed: finding pages reads little rows, ranking them unpacks nothing.
        "ALTER TABLE hub_search_text ALTER COLUMN vector SET STORAGE EXTERNAL",
        "CREATE INDEX hub_search_text_vector ON hub_search_text USING gin (vector) WITH (fastupdate = off)",
    ],
}
NEARNESS = [  # PostgreSQL's trigrams, for spelling and for what is being typed
    "CREATE INDEX hub_search_word_nearness ON hub_search_indexedword USING gin (form gin_trgm_ops)",
    "CREATE INDEX hub_search_completion ON hub_search_searchdocument USING gin (completions gin_trgm_ops)",
]
DROP = "DROP TABLE hub_search_text"
MATCH_SQLITE = (
    "WITH hits AS (SELECT rowid AS id FROM hub_search_text WHERE hub_search_text MATCH %s) "
    "SELECT id, 0 FROM hits UNION ALL SELECT rowid, 1 FROM hub_search_text "
    "WHERE hub_search_text MATCH %s AND (SELECT count(*) FROM hits) > %s"
)
MATCH_POSTGRESQL = (
    "WITH hits AS (SELECT array_agg(rowid) AS ids FROM hub_search_text WHERE vector @@ CAST(%s AS tsquery)) "
    "SELECT ids, CASE WHEN cardinality(ids) > %s THEN "
    "(SELECT array_agg(rowid) FROM hub_search_text WHERE vector @@ CAST(%s AS tsquery)) END FROM hits"
)
MAX_POSITION = 16_383  # of PostgreSQL's tsvector
MAX_PLACES = 200  # it keeps at most 255 places of a word
MAX_TOKENS = 12_000  # of one field: so many words of a page are searched
ROWS_AT_ONCE = 200
GAP = 10  # between fields: no phrase runs from one to the next
PLAIN, EXACT, TITLE = "\ue000", "\ue002", "\ue004"  # after the language: a token, a whole title, a token of a title
SYNONYMS = 0.3  # what a word counts that stands for the one that was asked
NEARBY = 1  # what it counts besides that the words stand near one another
WEIGHTS = {"exact": 24.0, "title": 10.0, "lead": 4.0, "body": 1.0}


@dataclass(frozen=True)
class Tokens:
    """What one page is found by. `exact`: its title and each other name as one token."""

    page_id: int
    language: str
    exact: tuple[str, ...]
    title: tuple[str, ...]
    lead: tuple[str, ...]
    body: tuple[str, ...]


def create(schema_editor) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(schema_editor) -> None:
    schema_editor.execute(DROP)


def create_nearness(schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in NEARNESS:
            schema_editor.execute(statement)


def tag(language: str, kind: str = PLAIN) -> str:
    """What the tokens of a language begin with; standing alone, the token that all its documents have."""
    return language.replace("-", "") + kind


class DatabaseEngine:
    """The protocol of an engine: write, remove, clear; match and score."""

    name = "database"

    def write(self, batch: list[Tokens]) -> None:
        """Replaces the tokens of these pages."""
        self.remove([each.page_id for each in batch])
        if connection.vendor == "sqlite":
            statement, row = (
                "INSERT INTO hub_search_text (rowid, exact, title, lead, body) VALUES ",
                "(%s, %s, %s, %s, %s)",
            )
            rows = [(each.page_id, *(" ".join(field) for field in fields(each))) for each in batch]
        else:
            statement, row = "INSERT INTO hub_search_text (rowid, vector) VALUES ", "(%s, %s::tsvector)"
            rows = [(each.page_id, _vector(each)) for each in batch]
        with connection.cursor() as cursor:
            for start in range(0, len(rows), ROWS_AT_ONCE):
                part = rows[start : start + ROWS_AT_ONCE]
                cursor.execute(statement + ", ".join([row] * len(part)), [value for values in part for value in values])

    def remove(self, page_ids: Iterable[int]) -> None:
        page_ids = list(page_ids)
        with connection.cursor() as cursor:
            for start in range(0, len(page_ids), ROWS_AT_ONCE):
                part = page_ids[start : start + ROWS_AT_ONCE]
                places = ", ".join(["%s"] * len(part))
                cursor.execute(f"DELETE FROM hub_search_text WHERE rowid IN ({places})", part)  # noqa: S608

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM hub_search_text")

    def keep_only(self, page_ids: set[int]) -> None:
        """Removes what is left of any other page."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM hub_search_text")
            self.remove({row[0] for row in cursor.fetchall()} - page_ids)

    def match(self, questions: dict[str, Question]) -> list[int]:
        """The pages, of all languages asked, that have what the question in their language asks. One statement."""
        parts = [part for language, asked in questions.items() if (part := expression(asked, language))]
        if not parts:
            return []
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT rowid FROM hub_search_text WHERE hub_search_text MATCH %s", [" OR ".join(parts)])
                return [row[0] for row in cursor.fetchall()]
            cursor.execute(
                "SELECT array_agg(rowid) FROM hub_search_text WHERE vector @@ CAST(%s AS tsquery)", [" | ".join(parts)]
            )
            return cursor.fetchone()[0] or []

    def match_and_titles(self, questions: dict[str, Question], *, past: int) -> tuple[list[int], list[int]]:
        """As `match`; and where that is more than `past` pages, also those whose title has all of the words. One statement."""
        parts = [part for language, asked in questions.items() if (part := expression(asked, language))]
        asked_of_titles = (expression(replace(asked, is_title=True), language) for language, asked in questions.items())
        titles = list(filter(None, asked_of_titles))
        if not parts:
            return [], []
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(MATCH_SQLITE, [" OR ".join(parts), " OR ".join(titles), past])
                rows = cursor.fetchall()
                return [row[0] for row in rows if not row[1]], [row[0] for row in rows if row[1]]
            cursor.execute(MATCH_POSTGRESQL, [" | ".join(parts), past, " | ".join(titles)])
            ids, titled = cursor.fetchone()
            return ids or [], titled or []

    def score(self, questions: dict[str, Question], page_ids: dict[str, list[int]]) -> dict[int, float]:
        """Page id → how well it matches (greater is better), for these pages of each language. One statement."""
        parts = [(language, ids) for language, ids in page_ids.items() if ids and questions[language].positive]
        if not parts:
            return {}
        rank = _rank_sqlite if connection.vendor == "sqlite" else _rank_postgresql
        statements, parameters = zip(
            *(rank(questions[language], language, ids) for language, ids in parts), strict=True
        )
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), [value for values in parameters for value in values])
            ranks: dict[int, float] = {}
            for page_id, rank in cursor.fetchall():
                ranks[page_id] = ranks.get(page_id, 0.0) + rank
        return ranks


def _rank_sqlite(asked: Question, language: str, page_ids: list[int]):
    weights = ", ".join(str(weight) for weight in WEIGHTS.values())
    select = f"SELECT rowid, -%s * bm25(hub_search_text, {weights}) FROM hub_search_text WHERE hub_search_text MATCH %s"  # noqa: S608
    own, every = _words_for_rank(asked, language)
    parts = [(1, f"{_any(own)} OR {_quote(tag(language, EXACT) + asked.exact)}"), (SYNONYMS, _any(every))]
    tokens = [tag(language) + token for clause in asked.positive for token in clause.alternatives[0].tokens]
    if len(tokens) > 1:  # PostgreSQL's rank looks at nearness by itself
        parts.append((NEARBY, f"NEAR({' '.join(map(_quote, tokens))}, 8)"))
    return " UNION ALL ".join([select] * len(parts)), [value for part in parts for value in part]


def _rank_postgresql(asked: Question, language: str, page_ids: list[int]):
    scale = WEIGHTS["title"]
    weights = [0, WEIGHTS["body"] / scale, WEIGHTS["lead"] / scale, 1.0]
    own, every = _words_for_rank(asked, language)
    parts = [(1, _any(own))]
    if len(own) > 1:
        parts.append((1, " & ".join(own)))  # ranked by how near the words stand to one another
    if own != every:
        parts.append((SYNONYMS, _any(every)))
    ranks = " + ".join(["%s * ts_rank(%s::float4[], vector, CAST(%s AS tsquery), 1)"] * len(parts))
    exact = _quote(tag(language, EXACT) + asked.exact)
    return (
        f"SELECT rowid, {ranks} + CASE WHEN vector @@ CAST(%s AS tsquery) THEN 1 ELSE 0 END "  # noqa: S608
        "FROM hub_search_text WHERE rowid = ANY(%s)",
        [*(value for weight, words in parts for value in (weight, weights, words)), exact, page_ids],
    )


def _words_for_rank(asked: Question, language: str) -> tuple[list[str], list[str]]:
    """The conditions on a document without synonyms, and with them."""
    own = [_sequence(clause.alternatives[0], language) for clause in asked.positive]
    return own, [_clause(clause, language) for clause in asked.positive]


def expression(asked: Question, language: str) -> str:
    """The condition on documents of a language; empty where the question asks nothing of them."""
    kind = TITLE if asked.is_title else PLAIN
    positive = [_clause(clause, language, kind) for clause in asked.positive]
    negative = [_clause(clause, language, kind) for clause in asked.negative]
    if not positive and not negative:
        return ""
    wanted = _any(positive) if asked.any_of else _every(positive)
    wanted = wanted or _quote(tag(language))
    if not negative:
        return f"({wanted})"
    return f"({wanted} NOT {_any(negative)})" if _is_sqlite() else f"({wanted} & !{_any(negative)})"


def _any(parts: list[str]) -> str:
    return f"({(' OR ' if _is_sqlite() else ' | ').join(parts)})" if parts else ""


def _every(parts: list[str]) -> str:
    return f"({(' AND ' if _is_sqlite() else ' & ').join(parts)})" if parts else ""


def _clause(clause: Clause, language: str, kind: str = PLAIN) -> str:
    return _any([_sequence(choice, language, kind) for choice in clause.alternatives])


def _sequence(sequence: Sequence, language: str, kind: str = PLAIN) -> str:
    quoted = [_quote(tag(language, kind) + token) for token in sequence.tokens]
    if not sequence.is_phrase:
        return _every(quoted)
    return f"({(' + ' if _is_sqlite() else ' <-> ').join(quoted)})"


def _quote(token: str) -> str:
    return f'"{token}"' if _is_sqlite() else f"'{token}'"


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def fields(page: Tokens):
    """The four fields as tokens of their language; the first holds the token of the language and those of the title apart."""
    title = [token for token in page.title if token != BREAK]
    yield [
        tag(page.language),
        *(tag(page.language, EXACT) + token for token in page.exact),
        *(tag(page.language, TITLE) + token for token in dict.fromkeys(title)),
    ]
    for field in (page.title, page.lead, page.body):
        yield [token if token == BREAK else tag(page.language) + token for token in field[:MAX_TOKENS]]


def _vector(page: Tokens) -> str:
    """A tsvector literal with places and weights: A title, B lead, C body, D the rest."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, tokens in zip("DABC", fields(page), strict=True):
        for token in tokens:
            position = min(position + 1, MAX_POSITION)
            held = places.setdefault(token, [])
            if len(held) < MAX_PLACES:
                held.append(f"{position}{weight if weight != 'D' else ''}")
        position += GAP
    return " ".join(f"'{token}':{','.join(dict.fromkeys(held))}" for token, held in places.items())
