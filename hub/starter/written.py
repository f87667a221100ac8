"""What all loaders of pages do alike: finding pages, tying themes to them, and writing them."""

import uuid
from collections.abc import Callable

from wagtail.models import Page

from hub.core import later
from hub.core.enums import TranslationState
from hub.core.models import Theme
from hub.translation.services import Said, key_of, refresh


def indexes(model: type[Page]) -> dict[str, Page]:
    """The index page of each language."""
    pages = model.objects.filter(alias_of__isnull=True).select_related("locale").order_by("-path")
    return {page.language: page for page in pages}


def held(model: type[Page], slug: str, language: str) -> Page | None:
    pages = model.objects.filter(slug=slug, locale__language_code=language, alias_of__isnull=True)
    return pages.select_related("locale").first()


def themes(page: Page, keys: list[str]) -> list[Theme]:
    """In the page's language, or in the source language where one is missing."""
    found: dict[str, Theme] = {}
    for theme in Theme.objects.filter(key__in=keys).order_by("locale_id"):
        if theme.key not in found or theme.locale_id == page.locale_id:
            found[theme.key] = theme
    return [found[key] for key in keys if key in found]


def theme_links(page: Page, row: type, keys: list[str]) -> list:
    """Rows of a through model between the page and themes."""
    return [
        row(
            theme=theme,
            sort_order=at,
            locale_id=page.locale_id,
            translation_key=uuid.uuid5(page.translation_key, f"theme {theme.key}"),
        )
        for at, theme in enumerate(themes(page, keys))
    ]


def publish(page: Page, words: dict, *, put: Callable[[], object], is_ready: Callable[[], bool] = lambda: True) -> Page:
    """Saves the page, which `put()` places if it is new, and publishes it if it is new or live, and ready."""
    language = page.locale.language_code
    state = TranslationState.ORIGINAL if language == "en" else TranslationState.MACHINE
    page.translation_state = words.get("translation", state)
    is_new = page.pk is None
    if is_new:
        put()
    revision = page.save_revision()
    if (is_new or page.live) and is_ready():
        revision.publish()
    later.do(refresh, Said(key_of(page), language, page.translation_state))
    return page
