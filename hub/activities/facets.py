"""What the library filters by: the facets in their order, the keys of each, and what an activity has of them."""

import re

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from hub.activities import enums
from hub.activities.marks import COLOUR_OF_TYPE
from hub.core import languages, taxonomy
from hub.search.results import Facet

TIMES = [
    ("0-5", 0, 5, _("5 minutes or less")),
    ("6-15", 6, 15, _("6 to 15 minutes")),
    ("16-30", 16, 30, _("16 to 30 minutes")),
    ("31-60", 31, 60, _("31 to 60 minutes")),
    ("61-90", 61, 90, _("61 to 90 minutes")),
    ("91-", 91, 10**6, _("More than 90 minutes")),
]
GROUPS = [
    ("1", 1, 1, _("Alone")),
    ("2-5", 2, 5, _("2 to 5 people")),
    ("6-12", 6, 12, _("6 to 12 people")),
    ("13-25", 13, 25, _("13 to 25 people")),
    ("26-50", 26, 50, _("26 to 50 people")),
    ("51-", 51, 10**6, _("More than 50 people")),
]
NO_RISK = "no-risk"
ACCESS = [
    *enums.Access.choices,
    ("no-reading", enums.ReadingLoad.NONE.label),
    ("no-shared-language", enums.LanguageLoad.NO_SHARED.label),
]
SAFETY = [(NO_RISK, _("No special risk named")), *enums.Traces.choices]


def _flat(choices) -> list:
    return [(str(key), label, 0) for key, label in choices]


def facets(language: str) -> list[Facet]:
    """All facets with their options, in the order of the page, labelled in `language` (which must be active)."""
    return [
        Facet("type", _("Purpose"), _flat(enums.ActivityType.choices)),
        Facet("time", _("Time"), [(key, label, 0) for key, _least, _most, label in TIMES]),
        Facet("people", _("People"), [(key, label, 0) for key, _least, _most, label in GROUPS]),
        Facet("lang", _("Language"), [(code, name, 0) for code, name in languages.names().items()]),
        Facet("theme", _("Theme"), _theme_options(language)),
        Facet("format", _("Format"), _flat(enums.Format.choices)),
        Facet("energy", _("Energy"), _flat(enums.Energy.choices)),
        Facet("depth", _("Depth"), _flat(enums.Depth.choices)),
        Facet("trust", _("Trust"), _flat(enums.Trust.choices)),
        Facet("level", _("Experience"), _flat(enums.Level.choices)),
        Facet("needs", _("Needs"), _flat(enums.Need.choices)),
        Facet("access", _("Access"), _flat(ACCESS)),
        Facet("safety", _("Safety"), _flat(SAFETY)),
    ]


def _theme_options(language):
    themes = taxonomy.themes_in(language)
    first = [theme for theme in themes if theme.parent is None]
    return [
        (theme.key, theme.title, level)
        for top in first
        for level, theme in [(0, top), *((1, child) for child in top.children)]
    ]


def values(activity) -> dict[str, list[str]]:
    """Facet → the keys that this activity has. What is not known has no key and is found by no filter on it."""
    least, most = activity.duration_min, activity.duration_max or activity.duration_min
    return {
        "type": [activity.primary_type, *activity.other_types],
        "time": _overlapping(TIMES, least, most),
        "people": _overlapping(GROUPS, activity.group_min, activity.group_max or 10**6),
        "theme": theme_keys(activity.theme_links.all()),
        "format": list(activity.formats),
        "energy": [activity.energy],
        "depth": [str(activity.emotional_depth)],
        "trust": [str(activity.trust_needed)],
        "level": [activity.host_level],
        "needs": list(activity.needs),
        "access": [
            *activity.access,
            *(["no-reading"] if activity.reading_load == enums.ReadingLoad.NONE else []),
            *(["no-shared-language"] if activity.language_load == enums.LanguageLoad.NO_SHARED else []),
        ],
        "safety": [*([] if activity.risk_flags else [NO_RISK]), activity.traces],
    }


def _overlapping(bands, least, most) -> list[str]:
    if least is None:
        return []
    return [key for key, low, high, _label in bands if least <= high and most >= low]


def theme_keys(links) -> list[str]:
    """The themes that an activity's links lead to, and the theme above each of them."""
    keys = []
    for link in links:
        keys.append(link.theme.key)
        if link.theme.parent:
            keys.append(link.theme.parent.key)
    return list(dict.fromkeys(keys))


def card(activity) -> dict:
    """What a card shows beside title and summary. Keys and numbers only: labels are the reader's language's."""
    return {
        "type": activity.primary_type,
        "colour": COLOUR_OF_TYPE[activity.primary_type],
        "min": activity.duration_min,
        "max": activity.duration_max,
        "people": [activity.group_min, activity.group_max],
        "energy": activity.energy,
        "depth": activity.emotional_depth,
        "needs": list(activity.needs),
        "state": activity.translation_state,
    }


PLAIN = ("access_note", "content_warning", "opt_out", "care_after", "do_not_run_if", "origin", "tradition_note")
RICH = ("purpose", "preparation", "debrief", "tips", "follow_up")
BLOCKS = ("steps", "variations", "format_notes", "materials")


def _text_of(activity) -> str:
    """Everything that is written in an activity beside its names, its summary and when to use it; a paragraph a line."""
    parts = [getattr(activity, name) for name in (*RICH, *PLAIN)]
    for name in BLOCKS:
        value = getattr(activity, name)
        parts.extend(str(text) for text in value.stream_block.get_searchable_content(value))
    plain = (re.sub(r"\s+", " ", strip_tags(part.replace("<", " <"))).strip() for part in parts if part)
    return "\n".join(filter(None, plain))


def search_document(activity) -> dict:
    """The activity as the search knows it (see hub.search)."""
    with translation.override(activity.language):
        labels = [str(enums.ActivityType(key).label) for key in [activity.primary_type, *activity.other_types]]
    labels += [link.theme.title for link in activity.theme_links.all()]
    return {
        "kind": "activity",
        "uid": activity.uid,
        "names": activity.also_known_as,
        "summary": activity.summary,
        "lead": f"{activity.summary}\n{activity.use_when}".strip(),
        "keywords": " · ".join(labels),
        "body": _text_of(activity),
        "facets": values(activity),
        "card": card(activity),
        "state": activity.translation_state,
        "minutes": activity.duration_min,
        "recommended": activity.recommended,
    }
