"""What the directory is filtered by, and what the search knows of a resource."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hub.core import spoken, taxonomy
from hub.resources import enums
from hub.resources.enums import Known
from hub.search import listing
from hub.search.collation import sort_key
from hub.search.results import Facet

KIND = "resource"


def facets(language: str) -> list[Facet]:
    """All facets in the order of the page, labelled in `language` (which must be active).

    Of kinds, languages and audiences only those that some resource has are an option.
    """
    held = keys_held(language)
    names = {code: spoken.name(code) for code in held.get("spoken", ())}
    in_order = sorted(names.items(), key=lambda each: sort_key(each[1], language))
    return [
        Facet("kind", _("Kind"), _flat(enums.Kind.choices, held.get("kind", ()))),
        Facet("theme", _("Theme"), _theme_options(language)),
        Facet("spoken", _("Language of the resource"), [(code, name, 0) for code, name in in_order]),
        Facet("audience", _("For whom"), _flat(enums.Audience.choices, held.get("audience", ()))),
        Facet("without", _("Easy to open"), _flat(enums.Without.choices, enums.Without.values)),
    ]


def keys_held(language: str) -> dict[str, dict[str, int]]:
    """Facet → key → how many resources have it, of all that readers of a language find."""
    counts = listing.find(listing.listing(KIND, language), filters={}).counts
    return {facet: {key: count for key, count in keys.items() if count} for facet, keys in counts.items()}


def _flat(choices, held) -> list:
    return [(str(key), label, 0) for key, label in choices if key in held]


def _theme_options(language):
    first = [theme for theme in taxonomy.themes_in(language) if theme.parent is None]
    rows = [(theme, level) for top in first for level, theme in [(0, top), *((1, child) for child in top.children)]]
    return [(theme.key, theme.title, level) for theme, level in rows]


def theme_keys(resource) -> list[str]:
    """The themes that it carries, and the theme above each of them."""
    themes = [link.theme for link in resource.theme_links.all()]
    keys = [key for theme in themes for key in (theme.key, theme.parent.key if theme.parent else "")]
    return list(dict.fromkeys(filter(None, keys)))


def values(resource) -> dict[str, list[str]]:
    """Facet → the keys of a resource. What is not known has no key and is found by no filter on it."""
    return {
        "kind": [resource.kind],
        "theme": theme_keys(resource),
        "spoken": list(resource.languages),
        "audience": list(resource.audience),
        "without": [key for key, has_it in resource.told.items() if has_it == Known.NO],
    }


def card(resource) -> dict:
    """What a card shows beside title and summary. Keys and numbers only: labels are the reader's language's."""
    return {
        "seed": resource.slug,
        "kind": resource.kind,
        "publisher": resource.publisher,
        "year": resource.year,
        "spoken": list(resource.languages),
        "pages": resource.pages,
        "minutes": resource.minutes,
        "bytes": resource.size,
        "has": [key for key, has_it in resource.told.items() if has_it == Known.YES],
        "risk": bool(resource.risk_note),
        "url": resource.url,
        "host": resource.host,
        "archived": bool(resource.archive_url),
        "file": resource.document.file_extension.upper() if resource.is_file else "",
        "state": resource.translation_state,
    }


def search_document(resource) -> dict:
    """The resource as the search knows it (see hub.search)."""
    with translation.override(resource.language):
        labels = [str(enums.Kind(resource.kind).label)]
        labels += [str(label) for key, label in enums.Audience.choices if key in resource.audience]
    labels += [link.theme.title for link in resource.theme_links.all()]
    labels += [word for word in (resource.publisher, resource.host) if word]
    return {
        "kind": KIND,
        "summary": resource.summary,
        "keywords": " · ".join(labels),
        "body": "\n".join(filter(None, (resource.why, resource.risk_note, resource.inspiration))),
        "facets": values(resource),
        "card": card(resource),
        "state": resource.translation_state,
        "recommended": resource.recommended,
    }
