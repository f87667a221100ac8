"""What the pages of the directory show beyond their own fields."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from hub.core import languages, taxonomy
from hub.resources import enums, facets, presenting
from hub.resources.health.reading import health_of
from hub.resources.models import ResourcePage
from hub.search import listing

MOST_ALIKE = 3


def resource_of(slug: str) -> ResourcePage | None:
    """The resource in the language of the address, or else in one that anybody may read it in; None where there is none."""
    found = ResourcePage.objects.visible().filter(slug=slug).select_related("locale")
    rank = {languages.current(): 0, settings.LANGUAGE_CODE: 1}
    return min(found, key=lambda page: (rank.get(page.language, 2), page.language), default=None)


def resource_context(resource) -> dict:
    """Everything the page of a resource shows. At most six queries."""
    language = languages.current()
    carried = [link.theme for link in resource.theme_links.select_related("theme__parent")]
    keys = list(dict.fromkeys(key for theme in carried for key in theme.topic_keys()))
    alike = _alike(resource, keys, language)
    known = health_of([url for url in (resource.url, *(each.card["url"] for each in alike)) if url])
    health = known.get(resource.url)
    return {
        "resource": resource,
        "colour": presenting.colour(resource.kind),
        "drawn_as": presenting.drawn_as(resource.kind),
        "spoken": presenting.spoken_names(resource.languages),
        "audience": [label for key, label in enums.Audience.choices if key in resource.audience],
        "length": presenting.length(resource.pages, resource.minutes),
        "weight": presenting.weight(resource.size),
        "answers": presenting.answers(resource.told),
        "health": health,
        "health_words": presenting.health_words(health),
        "themes": [theme for theme in taxonomy.themes_in(language) if theme.key in {each.key for each in carried}],
        "theme_keys": [theme.key for theme in carried],
        "alike": [presenting.card(each, language, known.get(each.card["url"])) for each in alike],
    }


def _alike(resource, theme_keys: list[str], language: str) -> list:
    """The documents of a few others with one of its themes, or else of its kind."""
    listed = listing.listing(facets.KIND, language)
    found = {}
    for facet, keys in (("theme", theme_keys), ("kind", [resource.kind])):
        mask = listed.everything & listed.selected(facet, keys)
        for row in listed.rows(mask, sort="recommended", size=MOST_ALIKE + 1):
            if row.key != resource.translation_key:
                found.setdefault(row.key, row)
    return listing.documents(list(found.values())[:MOST_ALIKE])


def cards(documents, language: str) -> list[dict]:
    """Search documents as cards with the health of their links, which is asked once."""
    documents = list(documents)
    health = health_of([document.card["url"] for document in documents if document.card["url"]]) if documents else {}
    return [presenting.card(document, language, health.get(document.card["url"])) for document in documents]


def cards_of(keys: list[str], language: str) -> list[dict]:
    """The resources with these keys, in that order, in the reader's language or another; what nobody may read is left out."""
    if not keys:
        return []
    found = ResourcePage.objects.visible().filter(slug__in=keys).values_list("slug", "translation_key")
    by_slug = dict(found)
    wanted = [by_slug[key] for key in keys if key in by_slug]
    documents = {each.translation_key: each for each in listing.documents_of(wanted, language)}
    return cards([documents[key] for key in wanted if key in documents], language)


def addresses():
    """Every address that readers are sent to, with the id of its page."""
    pages = ResourcePage.objects.visible().exclude(url="").order_by("pk")
    yield from pages.values_list("url", "pk").iterator()


def next_midnight() -> dt.datetime:
    """Until when “3 days ago” is true."""
    day = timezone.localdate() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
