"""From an address to the page that stands there: three short queries the first time, then none until content changes.

Wagtail's own router asks twice for each level of the tree and then for every ancestor. What is private, and what is not
found here, is left to it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction, Site

from hub.core import version
from hub.core.querysets import begun

KEPT_SECONDS = 3600
MAX_PATH = 180


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
    key = f"homes:{version.current()}"
    homes = cache.get(key)
    if homes is None:
        root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
        pages = Page.objects.filter(translation_key__in=root, live=True)
        homes = dict(pages.values_list("locale__language_code", "url_path"))
        cache.set(key, homes, KEPT_SECONDS)
    return homes


def is_private(tree_path: str) -> bool:
    """Whether the page at this place of the tree, or one above it, is not for everybody."""
    key = f"private:{version.current()}"
    paths = cache.get(key)
    if paths is None:
        paths = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        cache.set(key, paths, KEPT_SECONDS)
    return any(tree_path.startswith(path) for path in paths)
