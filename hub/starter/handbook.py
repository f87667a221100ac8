"""The handbook: one folder for each chapter, its facts in one file and its words in one for each language."""

import uuid
from pathlib import Path

from wagtail.blocks import StreamValue
from wagtail.models import Page

from hub.activities import kinds
from hub.core.enums import TranslationState
from hub.core.vision import SENTENCE
from hub.handbook.enums import Purpose
from hub.handbook.models import ChapterPage, HandbookPage
from hub.starter import files, written
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked

CHOSEN = {  # type of block → folder of the content, app and model of the pages that it chooses by their slugs
    "agenda": ("agendas", "planner", "agendapage"),
    "resources": ("resources", "resources", "resourcepage"),
    "activities": ("activities", "activities", "activitypage"),
    "stories": ("stories", "stories", "storypage"),
}


def _example() -> kinds.Kind:
    parts = {name: kinds.text(300) for name, _label, _help in SENTENCE}

    def check(value, report):
        if not isinstance(value, dict):
            raise kinds.BadValueError("This must be a table of named values.")
        return kinds.checked(value, parts, lambda path, message: report(f".{path}", message))

    return kinds.Kind("table", check)


_TITLED = {"title": kinds.text(120), "text": kinds.paragraphs(1000)}
_ASKED = {**_TITLED, "questions": kinds.several(None, each=kinds.text(300))}
_KEYS = kinds.several(None, required=True, each=kinds.text(100))
# Of each type of block what is the same in every language, and its words.
BLOCKS: dict[str, tuple[dict, dict]] = {
    "text": ({}, {"heading": kinds.text(120), "text": kinds.rich()}),
    "principle": (
        {"number": kinds.number(1, 99, required=True)},
        {"statement": kinds.text(120, required=True), "explanation": kinds.rich()},
    ),
    "roadmap": ({}, _TITLED),
    "housekeeping": ({}, {**_TITLED, "lines": kinds.several(None, required=True, each=kinds.text(200))}),
    "challenge": ({}, {"happens": kinds.text(200, required=True), "helped": kinds.rich()}),
    "agenda": ({"agenda": kinds.text(100, required=True)}, _TITLED),
    "sentence": ({}, {**_TITLED, "example": _example()}),
    "questions": ({"purpose": kinds.one_of(Purpose.values, required=True)}, _ASKED),
    "report": ({}, _ASKED),
    "resources": ({"resources": _KEYS}, _TITLED),
    "activities": ({"activities": _KEYS}, _TITLED),
    "stories": ({"stories": _KEYS}, _TITLED),
    "experiences": ({}, _TITLED),
    "quote": ({}, {"text": kinds.paragraphs(required=True), "credit": kinds.text(120)}),
    "callout": ({}, {"title": kinds.text(120), "text": kinds.rich()}),
}
_TYPE = {"type": kinds.one_of(BLOCKS, required=True)}
LISTS = {"lines", "questions", "resources", "activities", "stories"}
WORDS = {
    "title": kinds.text(120, required=True),
    "summary": kinds.text(200, required=True),
    "search_description": kinds.text(300),
    "translation": kinds.one_of(TranslationState.values),
}


def load(root: Path, ledger: Ledger, step) -> None:
    """Writes what has changed, the source language of each chapter first; `step()` is called after each folder."""
    found = {folder: _facts(folder) for folder in folders(root)}
    ordered = sorted(found, key=lambda folder: (found[folder][0], folder.name))
    parents = None
    for at, folder in enumerate(ordered):
        for language in sorted(files.languages_in(folder), key=lambda code: code != "en"):
            digest = files.digest(folder / "chapter.toml", folder / f"{language}.toml")
            if not ledger.is_current(_path(folder, language), digest):
                parents = written.indexes(HandbookPage) if parents is None else parents
                before = [each.name for each in ordered[:at]]
                _load_one(root, folder, found[folder][1], language, digest, parents.get(language), before, ledger)
        step()


def folders(root: Path) -> list[Path]:
    return [path.parent for path in (root / "handbook").glob("*/chapter.toml")]


def _path(folder, language) -> str:
    return f"handbook/{folder.name}/{language}.toml"


def _facts(folder) -> tuple[int, list[dict]]:
    """The place of a chapter in the book, and the facts of its blocks."""
    place = f"handbook/{folder.name}/chapter.toml"
    data = files.read(folder / "chapter.toml")
    rows = data.pop("blocks", [])
    order = checked(data, {"order": kinds.number(0, required=True)}, place)["order"]
    return order, [_row(row, at, 0, place) for at, row in enumerate(_tables(rows, place), 1)]


def _row(row, at, part, place, kind=None) -> dict:
    kind = kind or row.get("type")
    known = BLOCKS.get(str(kind), ({}, {}))[part]
    return checked(row, {**_TYPE, **known} if part == 0 else known, f"{place}, blocks[{at}]")


def _tables(rows, place) -> list[dict]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise files.ContentError(f"{place}, blocks: must be a list of tables.")
    return rows


def _load_one(root, folder, facts, language, digest, parent, before, ledger):
    path = _path(folder, language)
    words, blocks = _words(root, folder, facts, language)
    held, source = (written.held(ChapterPage, folder.name, code) for code in (language, "en"))
    if path not in ledger.entries and (parent is None or (source is None and language != "en")):
        ledger.left_out.append(path)
        return

    def write():
        page = held.get_latest_revision_as_object() if held else _new(folder, parent, source)
        _fill(page, words, blocks)
        return written.publish(page, words, put=lambda: _put(page, parent, before))

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def _words(root, folder, facts, language) -> tuple[dict, list[tuple[str, dict]]]:
    """The words of the chapter, and its blocks. Those of a language are matched with the facts by position."""
    place = _path(folder, language)
    data = files.read(folder / f"{language}.toml")
    rows = _tables(data.pop("blocks", []), place)
    words = checked(data, WORDS, place)
    if len(rows) != len(facts):
        raise files.ContentError(f"{place}, blocks: {len(rows)} rows; {len(facts)} are needed.")
    told = [_row(row, at, 1, place, fact["type"]) for at, (row, fact) in enumerate(zip(rows, facts, strict=True), 1)]
    blocks = [
        (fact["type"], _value(root, fact, said, place, at))
        for at, (fact, said) in enumerate(zip(facts, told, strict=True), 1)
    ]
    return words, blocks


def _value(root, fact, said, place, at) -> dict:
    """All that a block of this type has, empty where the files say nothing."""
    kind = fact["type"]
    own, spoken = BLOCKS[kind]
    value = {name: [] if name in LISTS else "" for name in (*own, *spoken)} | fact | said
    del value["type"]
    if kind == "roadmap":
        value["phases"] = []
    if kind == "sentence":
        value["example"] = {name: "" for name, _label, _help in SENTENCE} | (said.get("example") or {})
    if kind in CHOSEN:
        chosen = value[kind]
        keys = chosen if isinstance(chosen, list) else [chosen]
        ids = _chosen(root, kind, keys, f"{place}, blocks[{at}].{kind}")
        value[kind] = ids if kind in LISTS else next(iter(ids), None)
    return value


def _chosen(root, kind, keys, place) -> list[int]:
    """The pages with these keys, the originals of them; those that staff took away are left out."""
    folder, app, model = CHOSEN[kind]
    unknown = [key for key in keys if (root / folder).is_dir() and not (root / folder / key).is_dir()]
    if unknown:
        raise files.ContentError(f"{place}: there is no folder {folder}/{unknown[0]}.")
    pages = Page.objects.filter(
        slug__in=keys,
        content_type__app_label=app,
        content_type__model=model,
        alias_of__isnull=True,
        locale__language_code="en",
    )
    ids = dict(pages.values_list("slug", "pk"))
    return [ids[key] for key in keys if key in ids]


def _new(folder, parent, source) -> ChapterPage:
    return ChapterPage(
        locale=parent.locale,
        slug=folder.name,
        live=False,
        translation_key=source.translation_key if source else uuid.uuid4(),
    )


def _fill(page, words, blocks):
    for name in ("title", "summary", "search_description"):
        setattr(page, name, words.get(name, ""))
    raw = [
        {"type": kind, "value": _listed(page, value, at), "id": _id(page, f"body {at}")}
        for at, (kind, value) in enumerate(blocks)
    ]
    page.body = StreamValue(page._meta.get_field("body").stream_block, raw, is_lazy=True)


def _listed(page, value, at) -> dict:
    """Items of lists with ids that are the same in all languages: without them translators never see the items."""
    return {
        name: [{"type": "item", "value": item, "id": _id(page, f"body {at} {name} {n}")} for n, item in enumerate(held)]
        if name in LISTS
        else held
        for name, held in value.items()
    }


def _id(page, name) -> str:
    return str(uuid.uuid5(page.translation_key, name))


def _put(page, parent, before) -> None:
    """After the last of the chapters that come before it, wherever staff has moved that; else at the end."""
    chapters = {chapter.slug: chapter for chapter in ChapterPage.objects.child_of(parent)}
    previous = next((chapters[key] for key in reversed(before) if key in chapters), None)
    if previous is None:
        parent.add_child(instance=page)
    else:
        previous.add_sibling(pos="right", instance=page)
