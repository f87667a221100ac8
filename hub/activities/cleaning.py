"""Text from outside made safe: markup that is allowed in rich text, none in plain text, no control characters."""

import html
import itertools
import re

import nh3

ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "b", "em", "i", "a", "br", "h3", "h4"}
ALLOWED_SCHEMES = {"http", "https", "mailto"}
# NUL, other control characters except tab and line feed, halves of surrogate pairs, and what Unicode reserves.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|br|li|ul|ol|div|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|ul|ol|h3|h4)\b")
_MOST_LAYERS = 5  # of entities within entities


def visible(text: str) -> str:
    """The text without control characters; every kind of line end becomes a line feed."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """Plain text in one line."""
    return " ".join(_without_markup(text).split())


def paragraphs(text: str) -> str:
    """Plain text; paragraphs stay divided by one empty line."""
    lines = (" ".join(each.split()) for each in _without_markup(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def rich(text: str) -> str:
    """HTML with the allowed tags only. Plain text becomes paragraphs (empty line) and lists (lines with `- `)."""
    text = visible(text).strip()
    if not _TAG.search(text):
        text = visible(html.unescape(text))
    cleaned = nh3.clean(
        text, tags=ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes=ALLOWED_SCHEMES, link_rel=None
    ).replace("<br>", "<br/>")
    return cleaned.strip() if _BLOCK.search(cleaned) else _blocks(cleaned)


def _without_markup(text: str) -> str:
    for _layer in range(_MOST_LAYERS):
        opened = visible(html.unescape(text))
        plain = opened
        if _TAG.search(opened):
            plain = html.unescape(nh3.clean(_BREAK.sub("\n", opened), tags=set()))
        if plain == text:
            break
        text = plain
    return visible(text)


def _blocks(text: str) -> str:
    """Paragraphs and lists of a text that has no block of its own; inline tags stay as they are."""
    found = []
    for part in re.split(r"\n\s*\n", text):
        lines = [each.strip() for each in part.split("\n") if each.strip()]
        for listed, group in itertools.groupby(lines, key=lambda each: each.startswith("- ")):
            if listed:
                found.append("<ul>" + "".join(f"<li>{each[2:].strip()}</li>" for each in group) + "</ul>")
            else:
                found.append(f"<p>{' '.join(group)}</p>")
    return "".join(found)
