from django import template
from django.utils.html import format_html
from wagtail.rich_text import expand_db_html

from hub.core import languages
from hub.core.models import RENDITION_SPECS

register = template.Library()


@register.simple_tag
def foreign(code: str, shown: str) -> str:
    """` lang="…" dir="…"` for text whose language differs from the page's; nothing otherwise."""
    if not code or code == shown:
        return ""
    return format_html(' lang="{}" dir="{}"', code, languages.direction(code))


@register.filter
def language_name(code: str) -> str:
    """A language's name in the reader's language, as CLDR has it; in itself where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(languages.current()).languages.get(code) or languages.names().get(code, code)
    except UnknownLocaleError:
        return languages.names().get(code, code)


@register.filter
def own_name(code: str) -> str:
    return languages.names().get(code, code)


@register.simple_tag
def ready_renditions(image) -> dict:
    """The renditions that exist already, by short name. None is ever made here."""
    found = image.find_existing_renditions(*(_filter(spec) for spec in RENDITION_SPECS))
    return {_short(str(key.spec)): rendition for key, rendition in found.items()}


def _filter(spec):
    from wagtail.images.models import Filter

    return Filter(spec=spec)


def _short(spec: str) -> str:
    """`width-480|format-webp` as `webp480`: a name that a template can write."""
    width, kind = spec.split("|")
    return kind.removeprefix("format-") + width.removeprefix("width-")


@register.filter
def rich(source: str) -> str:
    """Stored rich text as HTML with its links resolved."""
    return expand_db_html(source or "")
