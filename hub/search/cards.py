"""Cards of what was found, as the reader's pages show them."""

from collections.abc import Callable

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hub.core import version

SECONDS = 24 * 3600


def rendered(documents, language: str, *, template: str, card: Callable[..., dict]) -> list[SafeString]:
    """Search documents as cards in the reader's language, each made once for a content version; `card` says what is on one."""
    now = version.current()
    keys = {document.page_id: f"{template}:{now}:{language}:{document.page_id}" for document in documents}
    held = cache.get_many(keys.values())
    fresh = {}
    for document in documents:
        key = keys[document.page_id]
        if key not in held:
            context = {"card": card(document, language), "language": language}
            held[key] = fresh[key] = render_to_string(template, context)
    if fresh:
        cache.set_many(fresh, SECONDS)
    return [held[keys[document.page_id]] for document in documents]
