"""From an address to the page that stands there: three short queries the first time, then none until content changes.

Wagtail's own router asks twice for each level of the tree and then for every ancestor. What is private, and what is not
found here, is left to it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import BooleanField, ExpressionWrapper, Q
from wagtail.models import Page, PageViewRestriction, Site

from hub.core import version
from hub.core.querysets import begun

KEPT_SECONDS = 3600
MAX_PATH = 180
SHOWN = ("title", "url_path", "slug", "path", "translation_key", "locale__language_code")


@dataclass(frozen=True)
class Route:
    """A page that stands at an address, maybe in another language than the address names."""

    model: type
    page_id: int
    is_private: bool
    url_path: str
    language: str


def find(path: str, language: str) -> Route | None:
    """The page at `path` (below the language's part) in `language`, or else in the source language, or else in any."""
    key = f"route:{version.current()}:{language}:{path}"
    if len(path) > MAX_PATH or not path.isascii():
        return None
    found = cache.get(key)
    if found is None:
        found = _find(path, language)
        if found:
            cache.set(key, found, KEPT_SECONDS)
    return found


def _find(path, language):
    homes = _homes()
    pages = (
        Page.objects.live()
        .filter(begun(), url_path__in=[home + path for home in homes.values()], alias_of__isnull=True)
        .select_related("locale")
    )
    rank = {language: 0, settings.LANGUAGE_CODE: 1}
    page = min(
        pages, key=lambda each: (rank.get(each.locale.language_code, 2), each.locale.language_code), default=None
    )
    if page is None or page.locale.language_code not in homes:
        return None
    return Route(
        model=ContentType.objects.get_for_id(page.content_type_id).model_class(),
        page_id=page.pk,
        is_private=is_private(page.path),
        url_path=page.url_path,
        language=page.locale.language_code,
    )


def _homes() -> dict[str, str]:
    """Language → the place in the tree where it begins."""
    return {row["locale__language_code"]: row["url_path"] for row in _top() if row["is_home"]}


def sections() -> list[dict]:
    """The pages below the home pages that staff put in menus, of all languages, in the order of the tree."""
    return [row for row in _top() if not row["is_home"] and not is_private(row["path"])]


def _top() -> list[dict]:
    """Home pages and what stands in menus, in one query: nearly every page needs both."""
    key = f"top:{version.current()}"
    rows = cache.get(key)
    if rows is None:
        root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
        is_home = Q(translation_key__in=root)
        in_menu = Q(begun(), depth=3, show_in_menus=True, alias_of__isnull=True)
        pages = Page.objects.filter(is_home | in_menu, live=True).order_by("path")
        pages = pages.annotate(is_home=ExpressionWrapper(is_home, output_field=BooleanField()))
        rows = list(pages.values("is_home", *SHOWN))
        cache.set(key, rows, KEPT_SECONDS)
    return rows


def is_private(tree_path: str) -> bool:
    """Whether the page at this place of the tree, or one above it, is not for everybody."""
    key = f"private:{version.current()}"
    paths = cache.get(key)
    if paths is None:
        paths = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        cache.set(key, paths, KEPT_SECONDS)
    return any(tree_path.startswith(path) for path in paths)
