"""The menu, from the page tree: children of home that staff put in menus, in the reader's language where they exist."""

from django.conf import settings
from django.core.cache import cache

from hub.core import languages, routing, version
from hub.core.querysets import begun


def menu(code: str) -> list[dict]:
    """Entries `title`, `path`, `language`, `slug` in the order of the tree. One query, then none until content changes."""
    key = f"menu:{version.current()}:{code}"
    found = cache.get(key)
    if found is None:
        found = _read(code)
        cache.set(key, found, 3600)
    return found


def _read(code):
    from wagtail.models import Page

    rows = (
        Page.objects.live()
        .in_menu()
        .filter(begun(), depth=3, alias_of__isnull=True, locale__language_code__in=[code, settings.LANGUAGE_CODE])
        .order_by("path")
        .values("title", "url_path", "slug", "path", "translation_key", "locale__language_code")
    )
    pages = [row for row in rows if not routing.is_private(row["path"])]
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
