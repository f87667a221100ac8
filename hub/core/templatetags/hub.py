from functools import lru_cache
from html import unescape

import qrcode
from django import template
from django.template.loader import get_template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from hub.core import languages, taxonomy
from hub.core.models import RENDITION_SPECS

register = template.Library()


@register.simple_tag
def foreign(code: str, shown: str) -> str:
    """` lang="…" dir="…"` for text whose language differs from the page's; nothing otherwise."""
    if not code or code == shown:
        return ""
    return format_html(' lang="{}" dir="{}"', code, languages.direction(code))


@register.simple_tag
def qr(text: str, label: str) -> str:
    """A text as a square that cameras read: inline SVG, dark on light whatever the page's colours are."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" width="180" height="180" role="img" aria-label="{1}">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>',
        len(rows),
        label,
        path,
    )


register.filter(languages.language_name)


@register.filter
def own_name(code: str) -> str:
    return languages.names().get(code, code)


@register.simple_tag(takes_context=True)
def ready_renditions(context, image) -> dict:
    """The renditions that exist already, by short name. Only an editor's preview makes them; a reader's visit never does."""
    if not image:
        return {}
    if getattr(context.get("request"), "is_preview", False):
        image.get_renditions(*RENDITION_SPECS)
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
def rich(source: str) -> SafeString:
    """Stored rich text, which was cleaned on its way in, as HTML with its links resolved."""
    return SafeString(expand_db_html(source or ""))


@lru_cache
def _icon_source(name: str) -> SafeString:
    return SafeString(get_template(f"icons/{name}.html").template.source.strip())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn icon of templates/icons, as inline SVG; it carries no meaning of its own."""
    return _icon_source(name)


@register.filter
def in_language(path: str, code: str) -> str:
    return languages.path_in(path, code)


@register.simple_tag(takes_context=True)
def absolute(context, path: str) -> str:
    """A path as an address with the host that the reader came by: the hub works under any of its names."""
    return context["request"].build_absolute_uri(path)


@register.simple_tag
def local_path(page, language: str) -> str:
    """The address of a chosen page in the reader's language; a missing translation is served in its own."""
    return languages.page_path(language, page.url_path)


@register.simple_tag
def path_of(document) -> str:
    """The address of what the search found, in the reader's language."""
    return languages.page_path(languages.current(), document.url_path)


@register.simple_tag
def themes_in() -> list:
    """All themes in the reader's language."""
    return taxonomy.themes_in(languages.current())


@register.filter
def of(counts: dict, key):
    """The entry of a dictionary that a template cannot reach by a dot; 0 where there is none."""
    return counts.get(key, 0)


@register.filter
def plain(source: str) -> str:
    """Rich text as plain lines."""
    text = source.replace("</p>", "\n").replace("<li>", "- ").replace("</li>", "\n").replace("<br/>", "\n")
    return unescape(strip_tags(text)).strip()


@register.simple_tag
def wordmark(name: str) -> str:
    """The hub's name beside its drawn "jam", which stands for the first word where that is "Jam"."""
    first, _space, rest = name.partition(" ")
    if first.lower() != "jam" or not rest:
        return format_html("<span>{}</span>", name)
    return format_html('<span class="visually-hidden">{} </span><span>{}</span>', first, rest)
