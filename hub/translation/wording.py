"""Between the store and a translator's field: how a part is called, how its text is written there and read back."""

import re
from dataclasses import dataclass
from hashlib import sha256
from html import unescape

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.strings import StringValue, extract_ids

from hub.translation.comparing import BREAK
from hub.translation.translating import Part

PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|\{[A-Za-z_]\w*\}")
MARK = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>?")
ISOLATES = re.compile("\u2066(?=<)|(?<=>)\u2069")  # what `shown` sets around marks
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Field:
    """Where a part stands: the words for it, from outside in, and what kind of text it is (`is_rich` None: not known)."""

    labels: tuple[str, ...]
    is_rich: bool | None = None
    is_long: bool = False
    max_length: int | None = None


def field_of(model: type[models.Model], field_path: str) -> Field:
    """The field of a model that a part belongs to; `field_path` as wagtail-localize keeps it."""
    first, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return Field((first,))
    if isinstance(field, StreamField):
        return _block_field(field.stream_block, rest, str(capfirst(field.verbose_name)))
    if field.is_relation and rest:
        return field_of(field.related_model, rest[-1])
    is_rich, is_long = isinstance(field, RichTextField), isinstance(field, models.TextField)
    length = None if is_rich else getattr(field, "max_length", None)
    return Field((str(capfirst(field.verbose_name)),), is_rich, is_long, length)


def _block_field(block, names: list[str], label: str) -> Field:
    labels = []
    for name in names:
        is_list = isinstance(block, blocks.ListBlock)
        block = block.child_block if is_list else getattr(block, "child_blocks", {}).get(name)
        if block is None:
            return Field(tuple(labels) or (label,))
        if name != "item" and str(capfirst(block.label)) not in labels:
            labels.append(str(capfirst(block.label)))
    field = getattr(block, "field", None)
    length = getattr(field, "max_length", None)
    is_rich, is_long = isinstance(block, blocks.RichTextBlock), isinstance(block, blocks.TextBlock)
    return Field(tuple(labels) or (label,), is_rich, is_long, None if is_rich else length)


def is_rich(part: Part, field: Field) -> bool:
    """Whether marks such as <b> mean something in this part."""
    if field.is_rich is None:
        return bool(MARK.search(BREAK.sub("", part.source + part.text)))
    return field.is_rich


def _has_lines(part: Part, field: Field) -> bool:
    return (field.is_long and not field.is_rich) or bool(BREAK.search(part.source + part.text))


def shown(part: Part, field: Field, *, is_right_to_left: bool = False) -> str:
    """The translation as it stands in the field: line breaks are lines, `&` is `&`, marks are whole in any direction."""
    if not is_rich(part, field):
        return StringValue(part.text).render_text()
    text = BREAK.sub("\n", part.text) if _has_lines(part, field) else part.text
    text = re.sub(r"&amp;(?!#?\w+;)", "&", text).replace("&gt;", ">")
    return MARK.sub("\u2066\\g<0>\u2069", text) if is_right_to_left else text


def tidy(typed: str) -> str:
    """Typed text with the lines of any system, without characters that no file can carry."""
    typed = ISOLATES.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return CONTROL.sub("", typed).strip()


def stored(typed: str, part: Part, field: Field) -> str:
    """The contents of the field as the store keeps them. Marks must have been looked at before."""
    if not _has_lines(part, field):
        typed = re.sub(r"\s*\n\s*", " ", typed)
    if not is_rich(part, field):
        return StringValue.from_plaintext(typed).data
    return StringValue.from_translated_html(typed.replace("\n", "<br/>")).data


def missing(source: str, text: str) -> list[str]:
    """What a translation must keep and does not: links and placeholders."""
    links = sorted(extract_ids(source) - extract_ids(text))
    names = dict.fromkeys(PLACEHOLDER.findall(unescape(source)))
    kept = set(PLACEHOLDER.findall(unescape(text)))
    return [*(f'<a id="{link}">' for link in links), *(name for name in names if name not in kept)]


def strange_marks(typed: str, source: str) -> list[str]:
    """The marks typed into a plain text, other than those that the original shows to its readers."""
    own = {found.group() for found in MARK.finditer(StringValue(source).render_text())}
    return [found.group() for found in MARK.finditer(typed) if found.group() not in own]


def lone_mark(typed: str) -> str:
    """The first mark that is not closed or not opened; empty where all have their partner."""
    still_open: list[re.Match] = []
    for found in MARK.finditer(BREAK.sub("", typed)):
        if not found.group().startswith("</"):
            still_open.append(found)
        elif still_open and still_open[-1].group(1).lower() == found.group(1).lower():
            still_open.pop()
        else:
            return found.group()
    return still_open[0].group() if still_open else ""


def version_of(part: Part) -> str:
    """A short sign that differs once the original or the translation of a part is another."""
    said = (part.place, part.source, part.old_source, part.text, str(part.updated_at))
    return sha256(repr(said).encode()).hexdigest()[:32]
