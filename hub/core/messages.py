"""The interface catalogues: collected, kept current and compiled with Babel, since gettext's own programs may be absent."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
CATALOGUES = ROOT / "hub" / "locale"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": spec for name, spec in DEFAULT_KEYWORDS.items() if name != "_"},
    "_now": None,
    "gettext_noop": None,
}
COMMENT = "Translators:"


def sources() -> Iterator[Path]:
    yield from sorted((ROOT / "hub").rglob("*.py"))
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def collected() -> Catalog:
    """Every marked string of code and templates, with its place."""
    catalogue = Catalog(project="Jam Sessions Hub", charset="utf-8")
    for path in sources():
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(ROOT).as_posix()
        if path.suffix != ".py":
            text = "\n".join(
                line.lstrip() for line in templatize(text, origin=place).split("\n")
            )  # no code, no indents
        found = extract("python", io.BytesIO(text.encode()), KEYWORDS, [COMMENT], {"encoding": "utf-8"})
        for _line, message, comments, context in found:
            catalogue.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    for message in catalogue:
        if message.id and "%(" not in str(message.id):
            message.flags.discard("python-format")
    return catalogue


def catalogue_path(code: str) -> Path:
    return CATALOGUES / code / "LC_MESSAGES" / "django.po"


def read(code: str) -> Catalog:
    path = catalogue_path(code)
    if not path.exists():
        return Catalog(locale=code, project="Jam Sessions Hub", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def update(code: str) -> Catalog:
    """Brings one catalogue up to date with the sources and writes it; strings that went away are dropped."""
    catalogue = read(code)
    catalogue.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    path = catalogue_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, sort_by_file=True, include_lineno=False)
    return catalogue


def compile_all() -> list[str]:
    """Writes the .mo file of every catalogue that is newer than its own; returns the languages written."""
    written = []
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        code = path.parts[-3]
        with target.open("wb") as file:
            write_mo(file, read(code))
        written.append(code)
    return written


def missing(catalogue: Catalog) -> list[str]:
    """The strings that a catalogue has no words for, or only doubtful ones."""
    return [
        str(message.id) for message in catalogue if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string) -> list[str]:
    return list(string) if isinstance(string, (tuple, list)) else [string]
