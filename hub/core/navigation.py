"""The menu, from the page tree: children of home that staff put in menus, in the reader's language where they exist."""

from django.conf import settings
from django.core.cache import cache

from hub.core import languages, routing, version


def menu(code: str) -> list[dict]:
    """Entries `title`, `path`, `language`, `slug` in the order of the tree. No query where the page was found by routing."""
    key = f"menu:{version.current()}:{code}"
    found = cache.get(key)
    if found is None:
        found = _read(code)
        cache.set(key, found, 3600)
    return found


def _read(code):
    pages = [row for row in routing.sections() if row["locale__language_code"] in {code, settings.LANGUAGE_CODE}]
    source = {
        page["translation_key"]: page for page in pages if page["locale__language_code"] == settings.LANGUAGE_CODE
    }
    own = {page["translation_key"]: page for page in pages if page["locale__language_code"] == code}
    keys = [*source, *(key for key in own if key not in source)]
    entries = [own.get(key) or source[key] for key in keys]
    return [
        {
            "title": page["title"],
            "path": languages.page_path(code, page["url_path"]),
            "language": page["locale__language_code"],
            "slug": page["slug"],
        }
        for page in entries
    ]
