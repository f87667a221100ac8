"""The sample agendas: one folder each, with its times in one file and its words in one for each language."""

import uuid
from pathlib import Path

from wagtail.blocks import StreamValue

from hub.activities import kinds
from hub.core.enums import Format, Licence, TranslationState
from hub.planner import rules
from hub.planner.models import AgendaIndexPage, AgendaPage
from hub.starter import files, written
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked

CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"
FACTS = {
    "format": kinds.one_of(Format.values, required=True),
    "people": kinds.numbers((2, 2), 1, "The smallest and the largest group."),
    "source_url": kinds.address(),
    "licence": kinds.one_of(Licence.values, required=True),
    "items": kinds.table(
        {
            "type": kinds.one_of(["day", "activity", "own", "pause", "buffer"], required=True),
            "activity": kinds.text(100),  # the name of its folder
            "minutes": kinds.number(1, 1440),
            "group": kinds.number(1, 6),
            "start": kinds.pattern(CLOCK, "A time of the day, such as 09:00."),
            "days_after": kinds.number(0, 365),
        }
    ),
}
LINE = ("title", "objective", "practice", "told", "note")
WORDS = {
    "title": kinds.text(120, required=True),
    "search_description": kinds.text(300),
    "summary": kinds.text(200, required=True),
    "purpose": kinds.rich(),
    "for_whom": kinds.paragraphs(),
    "languages_note": kinds.text(200),
    "why_order": kinds.rich(),
    "inspiration": kinds.paragraphs(),
    "tags": kinds.words(),
    "translation": kinds.one_of(TranslationState.values),
    "items": kinds.table({"title": kinds.text(120), **{name: kinds.paragraphs(500) for name in LINE[1:]}}),
}
OWN_WORDS = {
    "day": ("title",),
    "activity": ("objective", "told", "note"),
    "own": LINE,
    "pause": ("title", "told"),
    "buffer": ("title", "note"),
}


def folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in (root / "agendas").glob("*/agenda.toml"))


def load(root: Path, ledger: Ledger, step) -> None:
    """Writes what has changed, the source language of each agenda first; `step()` is called after each folder."""
    parents = None
    for folder in folders(root):
        for language in sorted(files.languages_in(folder), key=lambda code: code != "en"):
            digest = files.digest(folder / "agenda.toml", folder / f"{language}.toml")
            if not ledger.is_current(_path(folder, language), digest):
                parents = written.indexes(AgendaIndexPage) if parents is None else parents
                _load_one(root, folder, language, digest, parents, ledger)
        step()


def _path(folder, language) -> str:
    return f"agendas/{folder.name}/{language}.toml"


def _load_one(root, folder, language, digest, parents, ledger):
    path = _path(folder, language)
    facts = checked(files.read(folder / "agenda.toml"), FACTS, f"agendas/{folder.name}/agenda.toml")
    words = checked(files.read(folder / f"{language}.toml"), WORDS, path)
    lines = _lines(root, facts, words, path)
    held, source = (written.held(AgendaPage, folder.name, code) for code in (language, "en"))
    if path not in ledger.entries and (language not in parents or (source is None and language != "en")):
        ledger.left_out.append(path)
        return

    def write():
        page = held.get_latest_revision_as_object() if held else _new(folder, parents[language], source)
        _fill(page, facts, words, lines)
        # What cannot be published, because staff took one of its activities away, stays a draft.
        return written.publish(
            page,
            words,
            put=lambda: parents[language].add_child(instance=page),
            is_ready=lambda: not rules.problems(page),
        )

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def _lines(root, facts, words, path) -> list[tuple[str, dict]]:
    """The blocks of the agenda. The rows of a language are matched with the facts by position."""
    rows, told = facts.get("items", []), words.get("items", [])
    if len(rows) != len(told):
        raise files.ContentError(f"{path}, items: {len(told)} rows; {len(rows)} are needed.")
    return [(row["type"], _values(root, row, said)) for row, said in zip(rows, told, strict=True)]


def _values(root, row, said) -> dict:
    found = {name: said.get(name, "") for name in OWN_WORDS[row["type"]]}
    if row["type"] == "day":
        return {**found, "start": row.get("start"), "days_after": row.get("days_after", 0)}
    found |= {"minutes": row.get("minutes"), "group": row.get("group", 0)}
    if row["type"] == "activity":
        found["uid"] = files.read(root / "activities" / row.get("activity", "") / "activity.toml").get("uid", "")
    return found


def _new(folder, parent, source) -> AgendaPage:
    return AgendaPage(
        locale=parent.locale,
        slug=folder.name,
        key=folder.name,
        live=False,
        translation_key=source.translation_key if source else uuid.uuid4(),
    )


def _fill(page, facts, words, lines):
    page.format, page.licence = facts["format"], facts["licence"]
    page.source_url = facts.get("source_url", "")
    page.people_min, page.people_max = facts["people"]
    for name in ("title", "search_description", "summary", "purpose", "for_whom", "languages_note"):
        setattr(page, name, words.get(name, ""))
    page.why_order, page.inspiration = words.get("why_order", ""), words.get("inspiration", "")
    if "tags" in words:
        page.words.set(words["tags"])
    raw = [
        {"type": kind, "value": value, "id": str(uuid.uuid5(page.translation_key, f"items {at}"))}
        for at, (kind, value) in enumerate(lines)
    ]
    page.items = StreamValue(page._meta.get_field("items").stream_block, raw, is_lazy=True)
