"""What a page's or the themes' content file may say."""

from hub.activities import kinds
from hub.core.enums import TranslationState
from hub.starter.files import ContentError

_COMMON = {
    "translation": kinds.one_of(TranslationState.values),
    "title": kinds.text(120, required=True),
    "search_description": kinds.text(300),
}
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
        "steps": _STEPS,
    },
    "library": {**_COMMON, "introduction": kinds.paragraphs()},
    "themes": {**_COMMON, "introduction": kinds.paragraphs()},
    "about": {**_COMMON, "summary": kinds.paragraphs(300), "body": kinds.Kind("table", _check_body)},
}
CYCLE_FACTS = {"key": kinds.text(60, required=True), "order": kinds.number(0)}
THEME_FACTS = {**CYCLE_FACTS, "cycle": kinds.text(60), "parent": kinds.text(60)}
CYCLE_WORDS = {"title": kinds.text(120, required=True), "summary": kinds.paragraphs()}
THEME_WORDS = {
    "title": kinds.text(120, required=True),
    "introduction": kinds.paragraphs(),
    "quotes": kinds.table({"text": kinds.paragraphs(required=True), "credit": kinds.text(120)}),
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
