"""Writes of the search: one document for each page and language that anybody may read."""

from django.db import transaction
from wagtail.models import Page

from hub.search import analysis, engine
from hub.search.collation import sort_key
from hub.search.models import SearchDocument


@transaction.atomic
def index_page(*, page: Page) -> bool:
    """Writes the document of a page, or removes it where nobody may read the page. Returns whether there is one now."""
    page = page.specific
    content = page.search_document() if hasattr(page, "search_document") else None
    if content is None or not page.live or page.alias_of_id or page.get_view_restrictions().exists():
        remove_page(page_id=page.pk)
        return False
    language = page.locale.language_code
    SearchDocument.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "kind": content["kind"],
            "uid": content.get("uid", ""),
            "translation_key": page.translation_key,
            "language": language,
            "url_path": page.url_path,
            "title": page.title,
            "summary": content.get("summary", ""),
            "card": content.get("card", {}),
            "facets": content.get("facets", {}),
            "minutes": content.get("minutes"),
            "recommended": content.get("recommended", False),
            "published_at": page.first_published_at,
            "sort_key": sort_key(page.title, language),
        },
    )
    engine.write(
        page.pk,
        analysis.tokens(f"{page.title} {content.get('names', '')}"),
        analysis.tokens(content.get("lead") or content.get("summary", "")),
        analysis.tokens(content.get("body", "")),
    )
    return True


@transaction.atomic
def remove_page(*, page_id: int) -> None:
    SearchDocument.objects.filter(page_id=page_id).delete()
    engine.remove(page_id)


def index_tree(*, page: Page) -> None:
    """A page and all below it: after a move, a new address or a change of privacy."""
    for each in Page.objects.descendant_of(page, inclusive=True).specific().iterator(chunk_size=100):
        index_page(page=each)
