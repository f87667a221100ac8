"""Where something stands that should not, in whatever kind of column, file or cache."""

from pathlib import Path

from django.core.cache import cache
from django.db import connection


def found_in_database(canary: str) -> set[str]:
    """Tables and columns where it stands, in any spelling."""
    hits = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
            for column in columns:
                cursor.execute(
                    f'SELECT 1 FROM "{table}" WHERE lower(CAST("{column}" AS text)) LIKE %s LIMIT 1', [f"%{canary}%"]
                )
                if cursor.fetchone():
                    hits.add(f"{table}.{column}")
    return hits


def found_in_files(canary: str, root) -> set[str]:
    """Files below a folder whose name or content says it."""
    files = (path for path in Path(root).rglob("*") if path.is_file())
    return {str(path) for path in files if canary in path.name.lower() or canary.encode() in path.read_bytes().lower()}


def found_in_caches(canary: str) -> int:
    return sum(canary.encode() in each.lower() for each in cache._cache.values())
