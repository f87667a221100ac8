"""What a pack holds: the activities that anybody may read, as cards and pages, and the facets with their counts."""

from collections import Counter

from hub.activities import facets, presenting, reading
from hub.activities.models import ActivityPage
from hub.planner.models import ShortCode
from hub.search import listing
from hub.search.models import SearchDocument

PREFETCH = ("theme_links__theme__parent",)


def shown(language: str) -> list[SearchDocument]:
    """The activities as readers of a language find them, in staff's order; each once."""
    listed = listing.listing("activity", language)
    found = listing.documents(listed.rows(listed.everything, sort="recommended"), with_text=True)
    visible = set(ActivityPage.objects.visible().values_list("pk", flat=True))
    return [document for document in found if document.pk in visible]


def cards(documents: list[SearchDocument], language: str) -> list[dict]:
    """Each activity with all that its card and its page say, in the reader's language (which must be active)."""
    pages = ActivityPage.objects.visible().prefetch_related(*PREFETCH).select_related("locale", "adapted_from")
    held = pages.in_bulk([document.pk for document in documents])
    return [
        {
            **presenting.card(document, language),
            **reading.own_context(held[document.pk]),
            "page": held[document.pk],
        }
        for document in documents
    ]


def facts(documents: list[SearchDocument], language: str) -> dict[str, dict]:
    """Uid → what the scripts of a pack need to know of it: keys of its facets, minutes, its short code."""
    held = listing.listing("activity", language).held
    codes = dict(ShortCode.objects.filter(uid__in=[each.uid for each in documents]).values_list("uid", "code"))
    found = {}
    for document in documents:
        bit = 1 << held.position_of[document.pk]
        keys = {facet: [key for key, mask in masks.items() if mask & bit] for facet, masks in held.masks.items()}
        found[document.uid] = {
            "facets": {facet.key: keys.get(facet.key, []) for facet in facets.facets(language)},
            "minutes": [document.card["min"] or 0, document.card["max"] or document.card["min"] or 0],
            "key": codes.get(document.uid, document.uid),
        }
    return found


def counted(facts: dict[str, dict], language: str) -> list[dict]:
    """The facets as components/facet.html shows them; those that nothing has an option of are left out."""
    shown = []
    for facet in facets.facets(language):
        counts = Counter(key for each in facts.values() for key in each["facets"][facet.key])
        options = [
            {"key": key, "label": label, "level": level, "count": counts[key], "is_on": False}
            for key, label, level in facet.options
        ]
        if counts:
            shown.append({"key": facet.key, "label": facet.label, "on": 0, "is_on": False, "options": options})
    return shown
