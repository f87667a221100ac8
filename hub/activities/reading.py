"""What the page of one activity shows beyond its own fields."""

from collections import defaultdict

from django.core.cache import cache
from django.template.loader import render_to_string

from hub.activities import enums, presenting, runs
from hub.activities.facets import theme_keys
from hub.activities.marks import COLOUR_OF_TYPE
from hub.core import languages, taxonomy, version
from hub.search import listing

ALIKE = 3
KEPT_SECONDS = 24 * 3600


def activity_of(uid: str):
    """The activity in the language of the address, or else in one that anybody may read it in; None where there is none."""
    from hub.activities.models import ActivityPage

    found = ActivityPage.objects.visible().filter(uid=uid).select_related("locale")
    rank = {languages.current(): 0, "en": 1}
    return min(found, key=lambda each: (rank.get(each.language, 2), each.language), default=None)


def activity_context(activity) -> dict:
    """Everything the page of an activity shows. At most five queries."""
    language = languages.current()
    return {
        **own_context(activity),
        "linked": linked_cards(activity, language),
        "downloads": download_sizes(activity, language),
        "runs": runs.told_of(activity.uid),
    }


def own_context(activity) -> dict:
    """What page and downloads have in common: the activity's own keys and numbers as words."""
    themes = {theme.key: theme for theme in taxonomy.themes_in(languages.current())}
    return {
        "activity": activity,
        "types": [
            (key, enums.ActivityType(key).label, COLOUR_OF_TYPE[key])
            for key in [activity.primary_type, *activity.other_types]
            if key
        ],
        "colour": COLOUR_OF_TYPE.get(activity.primary_type, "m-sun"),
        "phases": [(key, label) for key, label in enums.Phase.choices if key in activity.phases],
        "themes": [themes[link.theme.key] for link in activity.themes_carried if link.theme.key in themes],
        "minutes_text": presenting.minutes(activity.duration_min, activity.duration_max),
        "people_text": presenting.people(activity.group_min, activity.group_max),
        "grouping": presenting.labels(enums.Grouping, activity.grouping),
        "formats": _formats(activity),
        "needs": presenting.labels(enums.Need, activity.needs),
        "spaces": presenting.labels(enums.Space, activity.space),
        "access": presenting.labels(enums.Access, activity.access),
        "risks": presenting.labels(enums.Risk, activity.risk_flags),
    }


def _formats(activity) -> list[dict]:
    notes = {note.value["format"]: note.value["note"] for note in activity.format_notes}
    return [
        {"key": key, "label": label, "note": notes.get(key, "")}
        for key, label in enums.Format.choices
        if key in activity.formats
    ]


def linked_cards(activity, language: str) -> list[dict]:
    """Groups `kind`, `label`, `cards`: staff's own links first, then activities of the same kind. Made once for a version."""
    key = f"linked:{version.current()}:{language}:{activity.translation_key}"
    groups = cache.get(key)
    if groups is None:
        groups = _linked_cards(activity, language)
        cache.set(key, groups, KEPT_SECONDS)
    return groups


def _linked_cards(activity, language):
    from hub.activities.models import ActivityLink

    keys = defaultdict(list)
    links = ActivityLink.objects.filter(page__translation_key=activity.translation_key, page__alias_of__isnull=True)
    for kind, key in links.order_by("sort_order").values_list("kind", "target__translation_key"):
        if key not in keys[kind]:
            keys[kind].append(key)
    wanted = [key for group in keys.values() for key in group]
    alike = _alike(activity, language, exclude=wanted)
    documents = listing.documents_of([*wanted, *alike], language)
    cards = presenting.cards(documents, language)
    found = {document.translation_key: html for document, html in zip(documents, cards, strict=True)}
    groups = [
        {"kind": str(kind), "label": str(label), "cards": [found[key] for key in keys[kind] if key in found]}
        for kind, label in enums.LinkKind.choices
    ]
    groups.append({"kind": "alike", "label": None, "cards": [found[key] for key in alike if key in found]})
    return [group for group in groups if group["cards"]]


def _alike(activity, language, *, exclude) -> list:
    """The first activities of the same main type or theme that staff did not link by hand."""
    listed = listing.listing("activity", language)
    near = listed.everything & listed.selected("type", [activity.primary_type])
    closer = near & listed.selected("theme", theme_keys(activity.themes_carried))
    keys = []
    for mask in (closer, near):
        for row in listed.rows(mask, sort="recommended", size=ALIKE + len(exclude) + 1):
            if row.key != activity.translation_key and row.key not in exclude and row.key not in keys:
                keys.append(row.key)
    return keys[:ALIKE]


def download_sizes(activity, language: str) -> dict[str, int]:
    """Bytes of each download of this activity, made once for each content version."""
    key = f"sizes:{version.current()}:{language}:{activity.pk}:{activity.latest_revision_id}"
    sizes = cache.get(key)
    if sizes is None:
        sizes = {name: len(download(activity, name).encode()) for name in ("txt", "html")}
        cache.set(key, sizes, KEPT_SECONDS)
    return sizes


def download(activity, extension: str) -> str:
    """The activity as one self-contained file: plain text (`txt`) or a page without any request (`html`)."""
    language = languages.current()
    context = {
        "page": activity,
        "language": language,
        "direction": languages.direction(language),
        **own_context(activity),
    }
    text = render_to_string(f"activities/download.{extension}", context)
    return text if extension == "html" else _tidy(text)


def _tidy(text: str) -> str:
    """At most one empty line between paragraphs, no spaces at the ends."""
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip() + "\n"
