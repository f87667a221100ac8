"""The handbook: one folder for each chapter, its facts in one file and its words in one for each language."""

from itertools import takewhile
from pathlib import Path

from wagtail.models import Page

from hub.activities import kinds
from hub.core.enums import TranslationState
from hub.core.vision import SENTENCE
from hub.handbook.enums import Purpose
from hub.handbook.models import ChapterPage, HandbookPage
from hub.starter import files, written
from hub.starter.ledger import Ledger
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


class Chapters(written.Folders):
    """What is the same in every language of a chapter is read at once: its place in the book and the facts of its blocks."""

    model, index, pattern = ChapterPage, HandbookPage, "handbook/*/chapter.toml"

    def __init__(self, root, ledger):
        super().__init__(root, ledger)
        facts = {folder: self._facts(folder) for folder in self.folders(root)}
        self.facts = dict(sorted(facts.items(), key=lambda pair: (pair[1]["order"], pair[0].name)))

    def in_order(self):
        return self.facts

    def _facts(self, folder) -> dict:
        place = self.place(folder, "chapter.toml")
        data = files.read(folder / "chapter.toml")
        rows = data.pop("blocks", [])
        facts = checked(data, {"order": kinds.number(0, required=True)}, place)
        return {**facts, "blocks": [_row(row, at, 0, place) for at, row in enumerate(_tables(rows, place), 1)]}

    def told(self, folder, language, path):
        """The blocks of a language are matched with the facts by position."""
        facts, data = self.facts[folder], files.read(folder / f"{language}.toml")
        known, rows = facts["blocks"], _tables(data.pop("blocks", []), path)
        words = checked(data, WORDS, path)
        if len(rows) != len(known):
            raise files.ContentError(f"{path}, blocks: {len(rows)} rows; {len(known)} are needed.")
        said = [_row(row, at, 1, path, fact["type"]) for at, (row, fact) in enumerate(zip(rows, known, strict=True), 1)]
        words["blocks"] = [
            (fact["type"], _value(self.root, fact, row, path, at))
            for at, (fact, row) in enumerate(zip(known, said, strict=True), 1)
        ]
        return written.Told(folder, language, path, facts, words)

    def fill(self, page, told):
        written.set_fields(page, ("title", "summary", "search_description"), told.words)
        blocks = enumerate(told.words["blocks"])
        page.body = written.stream(page, "body", [(kind, _listed(page, value, at)) for at, (kind, value) in blocks])

    def put(self, page, told, parent):
        """After the last of the chapters that come before it, wherever staff has moved that; else at the end."""
        chapters = {chapter.slug: chapter for chapter in ChapterPage.objects.child_of(parent)}
        before = takewhile(lambda folder: folder != told.folder, self.facts)
        found = [chapters[folder.name] for folder in before if folder.name in chapters]
        if found:
            found[-1].add_sibling(pos="right", instance=page)
        else:
            parent.add_child(instance=page)


def load(root: Path, ledger: Ledger, step) -> None:
    Chapters(root, ledger).load(step)


def _row(row, at, part, place, kind=None) -> dict:
    kind = kind or row.get("type")
    known = BLOCKS.get(str(kind), ({}, {}))[part]
    return checked(row, {**_TYPE, **known} if part == 0 else known, f"{place}, blocks[{at}]")


def _tables(rows, place) -> list[dict]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise files.ContentError(f"{place}, blocks: must be a list of tables.")
    return rows


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


def _listed(page, value, at) -> dict:
    return {
        name: written.items(page, f"body {at} {name}", held) if name in LISTS else held for name, held in value.items()
    }
