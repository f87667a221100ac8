"""What a page's or the themes' content file may say."""

from hub.activities import checks
from hub.core.enums import TranslationState
from hub.starter.files import ContentError

_COMMON = {
    "translation": checks.one_of(TranslationState.values),
    "title": checks.text(120, required=True),
    "search_description": checks.text(300),
}
_STEPS = checks.table({"title": checks.text(120, required=True), "text": checks.rich()})
_LINKS = checks.table(
    {
        "label": checks.text(160, required=True),
        "address": checks.address(),
        "note": checks.text(300),
    }
)
_BODY = checks.table(
    {
        "type": checks.one_of(["text", "quote", "callout", "steps", "links"], required=True),
        "heading": checks.text(120),
        "title": checks.text(120),
        "text": checks.rich(),
        "credit": checks.text(120),
        "steps": _STEPS,
        "links": _LINKS,
    }
)
PAGES = {
    "home": {
        **_COMMON,
        "headline": checks.text(120, required=True),
        "introduction": checks.paragraphs(required=True),
        "promise": checks.paragraphs(),
        "steps": _STEPS,
    },
    "library": {**_COMMON, "introduction": checks.paragraphs()},
    "themes": {**_COMMON, "introduction": checks.paragraphs()},
    "about": {**_COMMON, "summary": checks.paragraphs(300), "body": _BODY},
}
CYCLE_FACTS = {"key": checks.text(60, required=True), "order": checks.number(0)}
THEME_FACTS = {**CYCLE_FACTS, "cycle": checks.text(60), "parent": checks.text(60)}
CYCLE_WORDS = {"title": checks.text(120, required=True), "summary": checks.paragraphs()}
THEME_WORDS = {
    "title": checks.text(120, required=True),
    "introduction": checks.paragraphs(),
    "quotes": checks.table({"text": checks.paragraphs(required=True), "credit": checks.text(120)}),
}


def checked(data, kinds: dict, place) -> dict:
    """The clean values, or a ContentError that names everything that is wrong."""
    wrong: list[str] = []
    if not isinstance(data, dict):
        raise ContentError(f"{place}: must be a table of named values.")
    found = checks.checked(data, kinds, lambda path, message: wrong.append(f"{place}, {path}: {message}"))
    if wrong:
        raise ContentError("\n".join(wrong))
    return found
