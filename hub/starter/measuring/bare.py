"""The same answer in SQL alone, as a person would write it by hand for the database: what our search is measured against.

One table of facet values; one statement for the total and every disjunctive count, one for the first results in their
order, one for their rows. It knows one language and nothing of stand-ins, spelling or staff's choice.
"""

from dataclasses import dataclass

from django.db import connection

from hub.search import engine, query
from hub.search.models import SearchDocument

PAGE = 20
MAKE = (
    "CREATE TABLE bare_label (page_id bigint NOT NULL, facet varchar(20) NOT NULL, name varchar(60) NOT NULL)",
    "CREATE INDEX bare_label_page ON bare_label (page_id, facet, name)",
    "CREATE INDEX bare_label_name ON bare_label (facet, name, page_id)",
    "CREATE INDEX bare_document ON hub_search_searchdocument (language, kind)",
)


@dataclass(frozen=True)
class Bare:
    """A question as SQL: `q` may be empty; `filters` are facet → keys."""

    language: str
    q: str
    filters: dict[str, list[str]]

    def answer(self) -> tuple[int, dict, list]:
        """The total, (facet, key) → count, and the rows of the first twenty."""
        matched, parameters = self._matched()
        counts, more = self._counts()
        with connection.cursor() as cursor:
            cursor.execute(f"{matched} {counts}", [*parameters, *more])
            found = {(facet, name): count for facet, name, count in cursor.fetchall()}
            cursor.execute(
                f"{matched} SELECT id FROM m {self._where()} ORDER BY score DESC, id LIMIT {PAGE}", parameters
            )
            ids = [row[0] for row in cursor.fetchall()]
        rows = list(SearchDocument.objects.filter(pk__in=ids).values())
        return found.pop(("", ""), 0), found, rows

    def _matched(self) -> tuple[str, list]:
        flags, parameters = [], []
        for number, (facet, keys) in enumerate(self.filters.items()):
            places = ", ".join(["%s"] * len(keys))
            flags.append(
                "EXISTS (SELECT 1 FROM bare_label x WHERE x.page_id = d.page_id "
                f"AND x.facet = %s AND x.name IN ({places})) AS f{number}"
            )
            parameters.extend([facet, *keys])
        score, source, condition, words = self._words()
        flags = "".join(f", {flag}" for flag in flags)
        return (
            f"WITH m AS MATERIALIZED (SELECT d.page_id AS id, {score} AS score{flags} "
            f"FROM hub_search_searchdocument d {source} WHERE d.language = %s AND d.kind = 'activity' {condition})",
            [*words[:-1], *parameters, self.language, *words[-1:]],
        )

    def _words(self) -> tuple[str, str, str, list]:
        if not self.q:
            return "CASE WHEN d.recommended THEN 1 ELSE 0 END", "", "", []
        asked = query.question(query.terms(self.q), self.language)
        text = engine.expression(asked, self.language)
        source = "JOIN hub_search_text t ON t.rowid = d.page_id"
        if connection.vendor == "sqlite":
            score, condition = "-bm25(hub_search_text, 24, 10, 4, 1)", "AND hub_search_text MATCH %s"
            return score, source.replace(" t ON t.", " ON hub_search_text."), condition, [text]
        score = "ts_rank('{0.1, 0.1, 0.4, 1}', t.vector, CAST(%s AS tsquery), 1)"
        return score, source, "AND t.vector @@ CAST(%s AS tsquery)", [text, text]

    def _where(self, *, without: int = -1) -> str:
        flags = [f"f{number}" for number in range(len(self.filters)) if number != without]
        return f"WHERE {' AND '.join(flags)}" if flags else ""

    def _counts(self) -> tuple[str, list]:
        join = "SELECT l.facet, l.name, count(*) FROM m JOIN bare_label l ON l.page_id = m.id"
        chosen = list(self.filters)
        rest = f"l.facet NOT IN ({', '.join(['%s'] * len(chosen))})" if chosen else "1 = 1"
        parts = [f"{join} {self._and(self._where(), rest)} GROUP BY 1, 2"]
        for number in range(len(chosen)):
            parts.append(f"{join} {self._and(self._where(without=number), 'l.facet = %s')} GROUP BY 1, 2")
        parts.append(f"SELECT '', '', count(*) FROM m {self._where()}")
        return " UNION ALL ".join(parts), [*chosen, *chosen]

    def _and(self, where: str, condition: str) -> str:
        return f"{where} AND {condition}" if where else f"WHERE {condition}"


def prepare() -> None:
    """Writes the table of facet values from the documents."""
    with connection.cursor() as cursor:
        for statement in MAKE:
            cursor.execute(statement)
        insert = "INSERT INTO bare_label (page_id, facet, name) VALUES "
        rows: list = []
        for page_id, labels in SearchDocument.objects.values_list("page_id", "labels").iterator(chunk_size=5000):
            rows.extend((page_id, *label.split(":", 1)) for label in labels.split())
            if len(rows) > 5000:
                cursor.execute(
                    insert + ", ".join(["(%s, %s, %s)"] * len(rows)), [value for row in rows for value in row]
                )
                rows = []
        if rows:
            cursor.execute(insert + ", ".join(["(%s, %s, %s)"] * len(rows)), [value for row in rows for value in row])
    analyse()


def analyse() -> None:
    """Tells the database's planner what is there."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
