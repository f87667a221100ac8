"""What the pages of sample agendas show beyond their own fields."""

import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import ngettext

from hub.activities import enums, presenting
from hub.core import languages
from hub.core.enums import Format
from hub.planner import lengths, samples
from hub.planner.agendas import AgendaPage
from hub.planner.plans import clock
from hub.planner.sheets import DaySheet, Row, Sheet, sheet_of
from hub.search.collection import preference

COLOURS = {Format.ONLINE: "m-blue", Format.AUDIO: "m-violet", Format.OUTDOORS: "m-green", Format.ASYNC: "m-pink"}
DRAWN_AS = {Format.ONLINE: "visioning", Format.AUDIO: "storytelling", Format.IN_PERSON: "care"}


@dataclass(frozen=True)
class Card:
    """An agenda as the list shows it, in the reader's language where it exists in it."""

    page: AgendaPage
    lengths: tuple[int, ...]  # minutes of each meeting
    lines: int
    drawn_as: str

    @property
    def path(self) -> str:
        return languages.page_path(languages.current(), self.page.url_path)

    @property
    def colour(self) -> str:
        return COLOURS.get(self.page.format, "m-sun")

    @property
    def minutes(self) -> int:
        return sum(self.lengths)

    @property
    def time(self) -> str:
        meetings = len(self.lengths)
        if meetings == 1:
            return length(self.minutes)
        words = ngettext("%(n)d meeting, %(time)s", "%(n)d meetings, %(time)s", meetings)
        return words % {"n": meetings, "time": length(self.minutes)}

    @property
    def people(self) -> str:
        return presenting.people(self.page.people_min, self.page.people_max)


@dataclass(frozen=True)
class Line:
    """A row of the sheet with what the sample says of it. `after` counts the minutes from the start of its meeting."""

    row: Row
    said: dict
    after: str


@dataclass(frozen=True)
class Meeting:
    day: DaySheet
    lines: tuple[Line, ...]
    days_after: int

    @property
    def begins(self) -> str:
        return self.day.day.start

    @property
    def ends(self) -> str:
        return self.day.day.end

    @property
    def time(self) -> str:
        return length(self.day.timed.minutes)

    @property
    def until(self) -> str:
        return _clock(self.day.timed.minutes)


def index_context() -> dict:
    """The shortest first; those in other languages come last. One query for any number of agendas."""
    own = languages.current()
    cards = [_card(page) for page in agendas()]
    return {"cards": sorted(cards, key=lambda card: (card.page.language != own, card.minutes, card.page.key))}


def agendas() -> list[AgendaPage]:
    """All that anybody may read, each in the reader's language or one that it exists in."""
    own, best = languages.current(), {}
    for page in AgendaPage.objects.visible().select_related("locale"):
        held = best.get(page.key)
        if held is None or preference(page.language, own) < preference(held.language, own):
            best[page.key] = page
    return list(best.values())


def agenda_of(key: str) -> AgendaPage | None:
    """The agenda with this key, in the reader's language or one that it exists in; None where nobody may read it."""
    found = AgendaPage.objects.visible().filter(key=key).select_related("locale")
    own = languages.current()
    return min(found, key=lambda page: preference(page.language, own), default=None)


def agenda_context(page) -> dict:
    """Everything the page of an agenda shows. Two queries."""
    sheet = sheet_of(samples.plan_of(page))
    return {"sheet": sheet, "card": _card(page), "meetings": meetings_of(page, sheet), "needs": _needs(sheet)}


def meetings_of(page, sheet: Sheet) -> list[Meeting]:
    return [
        Meeting(day, tuple(_lines(day, lines)), value.get("days_after") or 0)
        for day, (value, lines) in zip(sheet.days, samples.meetings(page.items), strict=False)
    ]


def _lines(day: DaySheet, lines) -> list[Line]:
    return [Line(row, said, _clock(row.span.start)) for row, (_kind, said) in zip(day.rows, lines, strict=False)]


def _card(page) -> Card:
    plan = samples.plan_of(page)
    lengths = tuple(clock.length(day.items) for day in plan.days)
    return Card(page, lengths, len(plan.items), DRAWN_AS.get(page.format, "strategy"))


def length(minutes: int) -> str:
    """As people say it: in hours once an hour and a half is over. Never broken over two lines."""
    told = presenting.minutes(minutes, None) if minutes <= 90 else lengths.told(minutes)
    return told.replace(" ", "\u00a0")


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _needs(sheet: Sheet) -> list[str]:
    """What its activities take together, in words."""
    keys = {key for fact in sheet.facts.values() for key in fact.page.needs}
    return presenting.labels(enums.Need, keys - {enums.Need.NOTHING} or keys)


def search_document(page) -> dict:
    """The page as the search knows it (see hub.search)."""
    with translation.override(page.language):
        words = [str(Format(page.format).label), presenting.people(page.people_min, page.people_max)]
    parts = [page.purpose, page.for_whom, page.why_order]
    plain = [re.sub(r"\s+", " ", strip_tags(part.replace("<", " <"))).strip() for part in parts]
    plain += [str(text) for text in page.items.stream_block.get_searchable_content(page.items)]
    return {
        "kind": "agenda",
        "summary": page.summary,
        "keywords": " · ".join(words),
        "body": "\n".join(filter(None, plain)),
        "state": page.translation_state,
    }
