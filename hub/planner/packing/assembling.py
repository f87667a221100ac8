"""One pack as one file: the document with its styles, its data and its script inside, and a policy that lets nothing out."""

import base64
import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import json_script

from hub.core import languages
from hub.core.context_processors import hub_settings
from hub.planner.packing import contents, handbook, index, rules, wording

MOST_BYTES = 5_000_000
STATIC = settings.BASE_DIR / "static"
STYLES = [
    *("tokens", "base", "layout"),
    *(f"components/{name}" for name in "header activity badge button card chip facets footer form home icon".split()),
    *(f"components/{name}" for name in "mark notice prose search hits toolkit print".split()),
    "pack",
]
SCRIPTS = (
    "folding arabic swahili thai analysis query engine ranking spelling matching keeping views library toolkit plan"
).split()


class TooLargeError(Exception):
    """A pack would have more bytes than travel well from phone to phone."""


@dataclass(frozen=True)
class Pack:
    language: str
    day: dt.date
    content: bytes
    activities: int


def pack(language: str, hub: index.Hub, day: dt.date) -> Pack:
    """The pack of a language as of now. Raises TooLargeError."""
    with translation.override(language):
        documents = contents.shown(language)
        search = index.index_of(hub, documents, language, chapters=handbook.searched(language))
        text = _document(language, documents, search, day)
    content = text.encode()
    if len(content) > MOST_BYTES:
        raise TooLargeError(f"The pack of {language} would have {len(content)} bytes; {MOST_BYTES} are the limit.")
    return Pack(language, day, content, len(documents))


def address(name: str) -> str:
    """Of a page of the hub, as a pack that lies on a phone names it."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name)


def _document(language, documents, search, day) -> str:
    style = "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    script = script_of(search)
    facts = contents.facts(documents, language)
    cards = contents.cards(documents, language)
    context = {
        "hub": hub_settings(None),
        "language": language,
        "direction": languages.direction(language),
        "policy": _policy(style, script),
        "day": day,
        "total": len(documents),
        "newer": address("offline"),
        "cards": cards,
        "book": handbook.chapters(cards, language),
        "facets": contents.counted(facts, language),
        "data": json_script(_data(search, facts), "data", encoder=_Short),
    }
    text = render_to_string("planner/pack/document.html", context)
    text = text.replace(' href="/', f' href="{settings.WAGTAILADMIN_BASE_URL.rstrip("/")}/')
    return text.replace("<!--style-->", f"<style>{style}</style>").replace(
        "<!--script-->", f"<script>{script}</script>"
    )


def _data(search: dict, facts: dict) -> dict:
    return {"search": search, "facts": facts, "toolkit": address("toolkit"), "words": wording.words()}


class _Short(json.JSONEncoder):
    """Without spaces, and with the letters of every script as they are: half the bytes for Thai."""

    def __init__(self, **options):
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


def script_of(search: dict) -> str:
    """The one script of a pack: the stemmers that its languages need as they are, and ours closed in after them."""
    names = sorted({each["rules"]["snowball"] for each in search["languages"].values()} - {""})
    stemmers = [rules.stemmer_file(name).read_text(encoding="utf-8") for name in ("base", *names)]
    table = ", ".join(f"{name}: {name.capitalize()}Stemmer" for name in names)
    own = [(STATIC / "js" / "pack" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    inside = "\n".join(["'use strict';", f"const STEMMERS = {{ {table} }};", *own])
    return "\n".join(
        ["/* Snowball: BSD licence, snowballstem.org */ var BaseStemmer;", *stemmers, f"(() => {{ {inside} }})();"]
    )


def _policy(style: str, script: str) -> str:
    """Nothing is loaded and nothing sent; only this style and this script count."""
    return (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
