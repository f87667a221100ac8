"""The sample agendas: one folder each, with its times in one file and its words in one for each language."""

from pathlib import Path

from hub.activities import kinds
from hub.core.enums import Format, Licence, TranslationState
from hub.planner import rules
from hub.planner.models import AgendaIndexPage, AgendaPage
from hub.starter import files, written
from hub.starter.ledger import Ledger

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
TEXTS = "title search_description summary purpose for_whom languages_note why_order inspiration".split()
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


class Agendas(written.Folders):
    model, index, pattern, known = AgendaPage, AgendaIndexPage, "agendas/*/agenda.toml", (FACTS, WORDS)
    named = ("slug", "key")

    def told(self, folder, language, path):
        told = super().told(folder, language, path)
        told.words["items"] = _lines(self.root, told)
        return told

    def fill(self, page, told):
        written.set_fields(page, ("format", "licence", "source_url"), told.facts)
        page.people_min, page.people_max = told.facts["people"]
        written.set_fields(page, TEXTS, told.words)
        if "tags" in told.words:
            page.words.set(told.words["tags"])
        page.items = written.stream(page, "items", told.words["items"])

    def is_ready(self, page) -> bool:
        """Not where staff took one of its activities away."""
        return not rules.problems(page)


def load(root: Path, ledger: Ledger, step) -> None:
    Agendas(root, ledger).load(step)


def _lines(root, told) -> list[tuple[str, dict]]:
    """The blocks of the agenda. The rows of a language are matched with the facts by position."""
    rows, lines = told.facts.get("items", []), told.words.get("items", [])
    if len(rows) != len(lines):
        raise files.ContentError(f"{told.path}, items: {len(lines)} rows; {len(rows)} are needed.")
    return [(row["type"], _values(root, row, said)) for row, said in zip(rows, lines, strict=True)]


def _values(root, row, said) -> dict:
    found = {name: said.get(name, "") for name in OWN_WORDS[row["type"]]}
    if row["type"] == "day":
        return {**found, "start": row.get("start"), "days_after": row.get("days_after", 0)}
    found |= {"minutes": row.get("minutes"), "group": row.get("group", 0)}
    if row["type"] == "activity":
        found["uid"] = files.read(root / "activities" / row.get("activity", "") / "activity.toml").get("uid", "")
    return found
