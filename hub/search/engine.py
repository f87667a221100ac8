"""Full text on the two databases: the only SQL of the hub that knows which one it speaks to.

Tokens are made by `analysis`; the database only stores and matches them.
"""

from collections import OrderedDict

from django.db import connection

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE hub_search_text USING fts5(title, summary, body, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\", prefix='2 3')"
    ],
    "postgresql": [
        "CREATE TABLE hub_search_text (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
        "CREATE INDEX hub_search_text_vector ON hub_search_text USING gin (vector)",
    ],
}
DROP = "DROP TABLE hub_search_text"
MAX_POSITION = 16_383  # of PostgreSQL's tsvector


def create(schema_editor) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(schema_editor) -> None:
    schema_editor.execute(DROP)


def write(page_id: int, title: list[str], summary: list[str], body: list[str]) -> None:
    """Replaces the tokens of one page."""
    remove(page_id)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO hub_search_text (rowid, title, summary, body) VALUES (%s, %s, %s, %s)",
                [page_id, " ".join(title), " ".join(summary), " ".join(body)],
            )
        else:
            cursor.execute(
                "INSERT INTO hub_search_text (rowid, vector) VALUES (%s, %s::tsvector)",
                [page_id, _vector(title, summary, body)],
            )


def remove(page_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hub_search_text WHERE rowid = %s", [page_id])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hub_search_text")


def match(words: list[str]) -> dict[int, float]:
    """Page id → score (greater is better) of every page that has all the words; the last one may be a beginning.

    One statement. No words: nothing matches.
    """
    if not words:
        return {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            *whole, last = words
            query = " AND ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
            cursor.execute(
                "SELECT rowid, -bm25(hub_search_text, 10, 4, 1) FROM hub_search_text WHERE hub_search_text MATCH %s",
                [query],
            )
        else:
            *whole, last = words
            query = " & ".join([*(f"'{word}'" for word in whole), f"'{last}':*"])
            cursor.execute(
                "SELECT rowid, ts_rank(%s::float4[], vector, query, 1) FROM hub_search_text, "
                "CAST(%s AS tsquery) AS query WHERE vector @@ query",
                ["{0.05, 0.1, 0.4, 1.0}", query],
            )
        return dict(cursor.fetchall())


def _vector(title, summary, body) -> str:
    """A tsvector literal with positions and weights A, B, C."""
    places: OrderedDict[str, list[str]] = OrderedDict()
    position = 0
    for weight, tokens in (("A", title), ("B", summary), ("C", body)):
        for token in tokens:
            position = min(position + 1, MAX_POSITION)
            held = places.setdefault(token, [])
            if len(held) < 200:  # PostgreSQL keeps at most 255 places of a word
                held.append(f"{position}{weight}")
    return " ".join(f"'{token}':{','.join(dict.fromkeys(held))}" for token, held in places.items())
