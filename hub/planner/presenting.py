"""A toolkit as its page shows it."""

from django.http import HttpRequest
from django.urls import reverse

from hub.activities import presenting
from hub.core import languages
from hub.planner.carried import Kit
from hub.search.collection import preference
from hub.search.models import SearchDocument


def documents_of(uids: list[str], language: str) -> dict[str, SearchDocument]:
    """Each activity that anybody may read, in `language` or else in one that it exists in. One query."""
    best: dict[str, SearchDocument] = {}
    found = SearchDocument.objects.unexpired().filter(kind="activity", uid__in=uids).defer("lead", "keywords", "body")
    for document in found if uids else ():
        held = best.get(document.uid)
        if held is None or preference(document.language, language) < preference(held.language, language):
            best[document.uid] = document
    return best


def shown(request: HttpRequest, kit: Kit) -> dict:
    """What the page says of a toolkit."""
    language = languages.current()
    documents = documents_of([item.uid for item in kit.items if item.uid], language)
    entries = [_entry(item, documents.get(item.uid), language) for item in kit.items]
    here = [documents[item.uid].card for item in kit.items if item.uid in documents]
    times = [(card["min"], card["max"] or card["min"]) for card in here if card["min"]]
    address = request.build_absolute_uri(f"{reverse('toolkit')}?{kit.short}")
    return {
        "kit": kit,
        "entries": entries,
        "minutes": presenting.minutes(*map(sum, zip(*times, strict=True))) if times else "",
        "untimed": len(here) - len(times),
        "address": address,
    }


def _entry(item, document: SearchDocument | None, language: str) -> dict:
    card = presenting.card(document, language) | {"state": document.card["state"]} if document else None
    return {"item": item, "card": card}
