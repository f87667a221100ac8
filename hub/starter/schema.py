"""What the content file of a page, the themes or a story may say."""

from hub.activities import kinds
from hub.core import countries
from hub.core.enums import Format, TranslationState
from hub.core.spoken import CODES
from hub.starter.files import ContentError
from hub.stories import enums as stories

_COMMON = {
    "translation": kinds.one_of(TranslationState.values),
    "title": kinds.text(120, required=True),
    "search_description": kinds.text(300),
}
_DOORS = kinds.table(
    {
        "label": kinds.text(40, required=True),
        "place": kinds.text(30, required=True),
        "icon": kinds.text(20, required=True),
        "colour": kinds.text(20, required=True),
    }
)
_STEPS = kinds.table({"title": kinds.text(120, required=True), "text": kinds.rich()})
_LINKS = kinds.table(
    {
        "label": kinds.text(160, required=True),
        "address": kinds.address(),
        "note": kinds.text(300),
    }
)
BLOCKS = {
    "text": {"heading": kinds.text(120), "text": kinds.rich()},
    "quote": {"text": kinds.paragraphs(required=True), "credit": kinds.text(120)},
    "callout": {"title": kinds.text(120), "text": kinds.rich()},
    "steps": {"steps": _STEPS},
    "links": {"links": _LINKS},
}


def _check_body(value, report) -> list[dict]:
    """Blocks, each with the keys of its type."""
    if not isinstance(value, list) or not all(isinstance(block, dict) for block in value):
        raise kinds.BadValueError("The body must be a list of tables.")
    found = []
    for position, block in enumerate(value, 1):
        known = {"type": kinds.one_of(BLOCKS, required=True), **BLOCKS.get(str(block.get("type")), {})}
        found.append(kinds.checked(block, known, lambda path, message, at=position: report(f"[{at}].{path}", message)))
    return found


PAGES = {
    "home": {
        **_COMMON,
        "headline": kinds.text(120, required=True),
        "introduction": kinds.paragraphs(required=True),
        "promise": kinds.paragraphs(),
        "doors": _DOORS,
        "steps": _STEPS,
    },
    "library": {**_COMMON, "introduction": kinds.paragraphs()},
    "agendas": {**_COMMON, "introduction": kinds.paragraphs()},
    "stories": {**_COMMON, "introduction": kinds.paragraphs()},
    "themes": {**_COMMON, "introduction": kinds.paragraphs()},
    "resources": {**_COMMON, "introduction": kinds.paragraphs()},
    "calls": {**_COMMON, "introduction": kinds.paragraphs()},
    "gatherings": {**_COMMON, "introduction": kinds.paragraphs()},
    "handbook": {**_COMMON, "introduction": kinds.paragraphs(), "credit": kinds.paragraphs()},
    "about": {**_COMMON, "summary": kinds.paragraphs(300), "body": kinds.Kind("table", _check_body)},
}
CYCLE_FACTS = {"key": kinds.text(60, required=True), "order": kinds.number(0)}
THEME_FACTS = {
    **CYCLE_FACTS,
    "cycle": kinds.text(60),
    "parent": kinds.text(60),
    "tools": kinds.several(None, each=kinds.text(120)),
    "related": kinds.several(None, each=kinds.text(60)),
}
CYCLE_WORDS = {
    "translation": kinds.one_of(TranslationState.values),
    "title": kinds.text(120, required=True),
    "summary": kinds.paragraphs(),
}
THEME_WORDS = {
    "translation": kinds.one_of(TranslationState.values),
    "title": kinds.text(120, required=True),
    "summary": kinds.text(300),
    "tools": kinds.several(None, each=kinds.text(300)),
    "introduction": kinds.paragraphs(),
    "quotes": kinds.table({"text": kinds.paragraphs(required=True), "credit": kinds.text(120)}),
}
CONVERSATION = {
    "title": kinds.text(120, required=True),
    "note": kinds.paragraphs(600),
    "speakers": kinds.table({"name": kinds.text(80, required=True), "bio": kinds.paragraphs(300)}),
    "turns": kinds.table(
        {
            "speaker": kinds.number(1, 12, required=True),
            "text": kinds.paragraphs(3000, required=True),
            "language": kinds.one_of(CODES),
            "meaning": kinds.paragraphs(3000),
        }
    ),
}
_PLACE = {name: kinds.number(0, 50_000, required=True) for name in ("x", "y", "w", "h")}
STORY_FACTS = {
    "session_type": kinds.one_of(stories.SessionType.values),
    "group_size": kinds.one_of(stories.GroupSize.values),
    "formats": kinds.several(Format.values),
    "languages_used": kinds.several(CODES),
    "themes": kinds.several(None, each=kinds.text(60)),
    "date": kinds.day(),
    "date_precision": kinds.one_of(stories.When.values),
    "country": kinds.one_of(countries.CODES),
    "place_precision": kinds.one_of(stories.Place.values),
    "country_agreed": kinds.truth(),
    "effects": kinds.several(stories.Effect.values),
    "activities": kinds.table({"slug": kinds.text(100, required=True), "minutes": kinds.number(1, 1440)}),
    "recording": kinds.several(None, 1, each=kinds.text(100)),
    "regions": kinds.table(_PLACE),
}
STORY_WORDS = {
    **_COMMON,
    "summary": kinds.text(200, required=True),
    "participants_note": kinds.text(200),
    "inspiration": kinds.paragraphs(),
    "tags": kinds.words(),
    **{name: kinds.rich() for name in ("why_now", "what_happened", "what_changed", "what_was_hard", "advice")},
    "what_we_would_change": kinds.rich(),
    "changes": kinds.table({"text": kinds.paragraphs()}),
    "quotes": kinds.table({"text": kinds.paragraphs(required=True), "credit": kinds.text(120)}),
    "recording": kinds.table(
        {
            "title": kinds.text(160, required=True),
            "description": kinds.paragraphs(required=True),
            "transcript": kinds.paragraphs(required=True),
            "regions": kinds.several(None, each=kinds.text(500)),
        }
    ),
}


def checked(data, known: dict, place) -> dict:
    """The clean values, or a ContentError that names everything that is wrong."""
    wrong: list[str] = []
    if not isinstance(data, dict):
        raise ContentError(f"{place}: must be a table of named values.")
    found = kinds.checked(data, known, lambda path, message: wrong.append(f"{place}, {path}: {message}"))
    if wrong:
        raise ContentError("\n".join(wrong))
    return found
