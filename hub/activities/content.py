"""What a record says, laid into an activity's page; and what a page says, for comparison."""

import re
import uuid

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from hub.activities.enums import Licence
from hub.activities.models import ActivityPage, ActivityTheme
from hub.activities.records import WORDS
from hub.core.enums import TranslationState
from hub.core.models import Theme

# Facts whose field has another name. Those with a shape of their own are laid in one by one.
FIELD_NAMES = {
    "reading": "reading_load",
    "language": "language_load",
    "depth": "emotional_depth",
    "trust": "trust_needed",
    "risks": "risk_flags",
}
PLAIN_FACTS = [
    *("phases", "duration_rule", "minutes_per_person", "prep_minutes", "grouping", "min_hosts", "energy", "depth"),
    *("trust", "host_level", "participant_level", "formats", "needs", "space", "reading", "language", "access"),
    *("risks", "traces", "support_person", "source_url"),
]
STAFF_FACTS = ["permission", "cultural_protocol", "maturity", "version", "next_review", "recommended"]
PLAIN_WORDS = [
    *("title", "summary", "use_when", "content_warning", "opt_out", "care_after", "do_not_run_if", "access_note"),
    *("origin", "tradition_note", "inspiration"),
]
RICH_WORDS = ["purpose", "preparation", "debrief", "tips", "follow_up"]
STREAMS = {
    "steps": "step",
    "materials": "material",
    "format_notes": "note",
    "variations": "variation",
    "creators": "creator",
}
_TRANSLATION = ("translation_state", "translation_credit", "checked_on", "source_version")
_COMPARED = [name for name in ActivityPage.SHARED_FIELDS if name != "adapted_from"] + [
    *PLAIN_WORDS,
    *RICH_WORDS,
    *STREAMS,
    "also_known_as",
    *_TRANSLATION,
]
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def of(page) -> dict:
    """Everything on the page that a record can say, in a form that can be compared."""
    found = {}
    for name in _COMPARED:
        field = page._meta.get_field(name)
        found[name] = _raw(page, name) if isinstance(field, StreamField) else getattr(page, field.attname)
    found["themes"] = [link.theme_id for link in page.theme_links.all()]
    found["tags"] = [item.tag_id for item in page.word_items.all()]
    return found


def fill(page, record, language, *, original) -> None:
    """Lays the whole record into the page; `original` is the page that it translates, or None."""
    words = record.words[language]
    words_before = _words_of(page)
    _fill_streams(page, record, words, original)
    for name in PLAIN_WORDS:
        setattr(page, name, words.get(name, ""))
    for name in RICH_WORDS:
        _fill_rich(page, name, words.get(name, ""))
    page.also_known_as = "\n".join(words.get("also_known_as", []))
    if "tags" in words:
        page.words.set(words["tags"])
    _fill_facts(page, record.facts)
    _fill_translation(page, words, original, same_words=_words_of(page) == words_before)


def fill_facts(page, record) -> None:
    """Lays only the facts into a page whose words are not in the record, as far as its rows fit them."""
    _fill_facts(page, record.facts)
    for name, rows in (
        ("steps", [{"minutes": minutes} for minutes in record.facts.get("step_minutes", [])]),
        ("materials", record.facts.get("materials", [])),
    ):
        held = _raw(page, name)
        if len(held) == len(rows):
            blocks = [{**block, "value": {**block["value"], **row}} for block, row in zip(held, rows, strict=True)]
            setattr(page, name, _stream(page, name, blocks))


def _fill_facts(page, facts):
    page.primary_type, *page.other_types = facts["types"]
    page.duration_min, page.duration_max = facts.get("minutes", (None, None))
    page.group_min, page.group_max = [*facts.get("people", []), None, None][:2]
    for key in PLAIN_FACTS:
        name = FIELD_NAMES.get(key, key)
        setattr(page, name, facts[key] if key in facts else page._meta.get_field(name).get_default())
    for key in STAFF_FACTS:
        if key in facts:
            setattr(page, key, facts[key])
    page.licence = facts.get("licence", Licence.UNKNOWN)
    _fill_themes(page, facts.get("themes", []))


def _fill_themes(page, keys):
    """Links to the themes in the page's language, or in the source language where that one is missing."""
    found: dict[str, Theme] = {}
    for theme in Theme.objects.filter(key__in=keys).order_by("locale_id"):
        if theme.key not in found or theme.locale_id == page.locale_id:
            found[theme.key] = theme
    themes = [found[key] for key in keys if key in found]
    links = list(page.theme_links.all())
    if [link.theme_id for link in links] == [theme.pk for theme in themes]:
        return
    page.theme_links = [
        ActivityTheme(
            theme=theme,
            sort_order=order,
            locale_id=page.locale_id,
            translation_key=uuid.uuid5(page.translation_key, f"theme {theme.key}"),
        )
        for order, theme in enumerate(themes)
    ]


def _fill_rich(page, name, value):
    """Sets rich text unless the page has the same apart from the marks that the editor puts on its blocks."""
    if _BLOCK_KEY.sub("", getattr(page, name)) != value:
        setattr(page, name, value)


def _fill_streams(page, record, words, original):
    minutes = record.facts.get("step_minutes", [])
    steps = words.get("steps", [])
    materials = zip(words.get("materials", []), record.facts.get("materials", []), strict=True)
    rows = {
        "steps": [{**step, "minutes": minutes[at] if minutes else None} for at, step in enumerate(steps)],
        "materials": [{**word, **fact} for word, fact in materials],
        "format_notes": words.get("format_notes", []),
        "variations": words.get("variations", []),
        "creators": words.get("creators", []),
    }
    for name, block_type in STREAMS.items():
        held = _raw(page, name) or (_raw(original, name) if original else [])
        setattr(page, name, _stream(page, name, _blocks(page, name, block_type, rows[name], held)))


def _blocks(page, name, block_type, rows, held):
    """The raw blocks of a stream. A row keeps its place's id, so that translators' work on it is found again."""
    child = page._meta.get_field(name).stream_block.child_blocks[block_type]
    blocks = []
    for at, row in enumerate(rows):
        old = held[at] if at < len(held) else {"id": str(uuid.uuid5(page.translation_key, f"{name} {at}")), "value": {}}
        value = row
        if isinstance(row, dict):
            kept = {key: old["value"].get(key) for key in child.child_blocks if key not in _COLUMNS[name]}
            value = {**{key: _EMPTY.get(key, "") for key in _COLUMNS[name]}, **kept, **row}
        blocks.append({"type": block_type, "value": value, "id": old["id"]})
    return blocks


_COLUMNS = {
    **{name: WORDS[name].columns for name in ("format_notes", "variations")},
    "steps": (*WORDS["steps"].columns, "minutes"),
    "materials": (*WORDS["materials"].columns, "qty", "per", "optional"),
}
_EMPTY = {"minutes": None, "optional": False, "qty": None}


def _raw(page, name) -> list[dict]:
    value = getattr(page, name)
    return value.stream_block.get_prep_value(value)


def _stream(page, name, blocks) -> StreamValue:
    return StreamValue(page._meta.get_field(name).stream_block, blocks, is_lazy=True)


def _words_of(page) -> list:
    return [getattr(page, name) for name in (*PLAIN_WORDS, *RICH_WORDS, "also_known_as")] + [
        _raw(page, name) for name in STREAMS
    ]


def _fill_translation(page, words, original, *, same_words):
    """What readers are told. Unsaid, a translation is made by machine; a checked one whose words stay, stays checked."""
    page.source_version = original.version if original else None
    if "translation" in words:
        page.translation_state = words["translation"]
    elif original is None:
        page.translation_state = TranslationState.ORIGINAL
    elif page.pk is None or not same_words:
        page.translation_state = TranslationState.MACHINE
    if "translation" in words or not same_words or page.pk is None:
        page.translation_credit = words.get("translation_credit", "")
        page.checked_on = words.get("checked_on")
