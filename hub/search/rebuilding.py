"""Writing all documents anew in small steps, so that the site searches all the while and a break costs one step."""

import uuid
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from hub.core import version
from hub.search import analysis, engines, services
from hub.search.models import IndexedWord, IndexState, RemovedDocument, SearchDocument

STEP = 200  # pages in one transaction


def is_due() -> bool:
    """Whether documents were written by another analysis than this one, or never. A site without pages is settled at once."""
    state, _made = IndexState.objects.get_or_create(pk=1)
    if not Page.objects.filter(depth__gt=2).exists():
        IndexState.objects.filter(pk=1).update(signature=signature())
        return False
    return state.signature != signature()


def signature() -> str:
    return f"{analysis.signature()}-{engines.current().name}"


def is_begun() -> bool:
    """Whether a rebuild by this very analysis was broken off."""
    return IndexState.objects.filter(pk=1, rebuilding=signature()).exists()


def begin() -> None:
    """Starts at the first page, and counts words from nothing."""
    IndexState.objects.get_or_create(pk=1)
    with transaction.atomic():
        IndexState.objects.filter(pk=1).update(rebuilding=signature(), rebuilt_to=0)
        IndexedWord.objects.update(counted=0)


def pages_left() -> int:
    return _left().count()


def steps() -> Iterator[int]:
    """Does the work; gives the number of pages after each step, which is then kept for good."""
    while True:
        with transaction.atomic():
            IndexState.objects.select_for_update().get(
                pk=1
            )  # what is published from here on waits, and is written after us
            pages = list(_left().order_by("pk").specific()[:STEP])
            if not pages:
                break
            services.index_pages(pages=pages, is_rebuild=True)
            IndexState.objects.filter(pk=1).update(rebuilt_to=pages[-1].pk)
        yield len(pages)
    _finish()


def _left():
    state = IndexState.objects.get(pk=1)
    return Page.objects.filter(depth__gt=1, pk__gt=state.rebuilt_to)


@transaction.atomic
def _finish() -> None:
    live = Page.objects.live().values("pk")
    services.remove_pages(page_ids=list(SearchDocument.objects.exclude(page__in=live).values_list("pk", flat=True)))
    engines.current().keep_only(set(SearchDocument.objects.values_list("pk", flat=True)))
    IndexedWord.objects.filter(counted__lte=0).delete()
    IndexedWord.objects.exclude(documents=F("counted")).update(documents=F("counted"))
    RemovedDocument.objects.all().delete()
    IndexState.objects.filter(pk=1).update(signature=signature(), rebuilding="", rebuilt_to=0, epoch=uuid.uuid4().hex)
    version.bump()
