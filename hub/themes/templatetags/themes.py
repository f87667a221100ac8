from django import template

from hub.core import languages
from hub.themes import reading

register = template.Library()


@register.simple_tag
def theme_ways() -> list[reading.Way]:
    """All cycles with their themes, in the reader's language."""
    return reading.ways(languages.current())


@register.simple_tag
def theme_path(key: str) -> str:
    """The address of a theme's page; where it has none, of the library filtered by it."""
    language = languages.current()
    return reading.paths(language).get(key) or f"/{language}/activities/?theme={key}"
