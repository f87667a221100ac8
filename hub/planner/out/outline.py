"""What a paper says, part by part, the same for all papers and files; each of them only sets it."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.core.enums import Format
from hub.planner import lengths
from hub.planner.materials import Material
from hub.planner.out.lines import Line, line_of
from hub.planner.out.wording import Words, of_activity, written
from hub.planner.plans.clock import zone_of
from hub.planner.sheets import DaySheet, Sheet
from hub.planner.sheets import Source as SheetSource
from hub.planner.vision import journal_of, sentence_of


@dataclass(frozen=True)
class Group:
    letter: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Run:
    """Lines one after another, or those of groups that work at the same time."""

    lines: tuple[Line, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class DayPart:
    """`title` tells days apart, and is empty where a plan has one without a name. `when` is empty without a date or start."""

    key: str
    title: Words
    when: str
    length: str
    runs: tuple[Run, ...]
    is_moved: bool

    @property
    def lines(self) -> list[Line]:
        return [line for run in self.runs for line in run.lines]


@dataclass(frozen=True)
class Thought:
    """`aside`: why the host set it aside; empty while it stands."""

    text: Words
    why: Words
    aside: Words


@dataclass(frozen=True)
class Thing:
    """A material: `more` says for what it is and what serves instead."""

    name: Words
    more: Words


@dataclass(frozen=True)
class Task:
    text: Words
    why: Words
    due: str
    done: Words


@dataclass(frozen=True)
class Stage:
    title: Words
    due: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Credit:
    title: Words
    parts: tuple[Words, ...]
    address: str

    @property
    def words(self) -> str:
        return " · ".join(map(str, self.parts))


@dataclass(frozen=True)
class Outline:
    language: str
    direction: str
    title: Words
    purpose: Words
    facts: tuple[tuple[str, Words], ...]
    sentence: tuple[tuple[str, Words], ...]
    days: tuple[DayPart, ...]
    thoughts: tuple[Thought, ...]
    things: tuple[Thing, ...]
    roles: tuple[tuple[Words, Words, Words], ...]  # label, what it is, who
    stages: tuple[Stage, ...]
    journal: tuple[tuple[str, Words], ...]
    sources: tuple[Credit, ...]
    credit: Words
    is_for_participants: bool

    @property
    def lines(self) -> list[Line]:
        return [line for day in self.days for line in day.lines]


def outline_of(sheet: Sheet, host: str) -> Outline:
    """In the active language, which is the sheet's. `host` as in https://hub.example."""
    plan, is_host = sheet.plan, not sheet.is_for_participants

    def own(text: str) -> Words:
        return written(text, sheet.language)

    return Outline(
        language=sheet.language,
        direction=sheet.direction,
        title=own(sheet.title),
        purpose=own(plan.purpose),
        facts=_facts(sheet, own),
        sentence=tuple((label, own(text)) for label, text in sentence_of(plan)) if is_host else (),
        days=tuple(_day(day, sheet) for day in sheet.days),
        thoughts=tuple(Thought(own(each.text), own(each.why), own(each.reason)) for each in sheet.findings),
        things=tuple(_thing(each, sheet) for each in sheet.materials) if is_host else (),
        roles=tuple((own(role.label), own(role.help), own(role.who)) for role in sheet.roles),
        stages=tuple(_stage(stage, own) for stage in sheet.stages),
        journal=tuple((label, own(text)) for label, text in journal_of(plan)) if is_host else (),
        sources=tuple(_credit(source, sheet, host) for source in sheet.sources),
        credit=own(plan.credit),
        is_for_participants=sheet.is_for_participants,
    )


def day_in_words(date: str | dt.date) -> str:
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    return _("%(weekday)s, %(date)s") % {"weekday": date_format(day, "l"), "date": date_format(day, "DATE_FORMAT")}


def _facts(sheet: Sheet, own) -> tuple[tuple[str, Words], ...]:
    plan = sheet.plan
    formats = dict(Format.choices)
    pairs = [
        (_("When"), "\n".join(filter(None, (_when(day, sheet) for day in sheet.days)))),
        (_("How long"), lengths.told(sheet.minutes) if sheet.minutes else ""),
        (_("People"), str(plan.people or "")),
        (_("Format"), str(formats.get(plan.format, ""))),
    ]
    found = [(label, Words(text)) for label, text in pairs if text]
    return (*found, *([(_("Languages"), own(plan.languages))] if plan.languages else []))


def _when(day: DaySheet, sheet: Sheet) -> str:
    """The day, from when to when, and on whose clocks."""
    date = day_in_words(day.day.date) if day.day.date else ""
    begins, ends = day.timed.whole.begins, day.timed.whole.ends
    if begins is None:
        return date
    words = {"date": date, "start": f"{begins:%H:%M}", "end": f"{ends:%H:%M}", "zone": zone_of(sheet.plan, day.day)}
    if not date:
        return _("%(start)s to %(end)s") % words
    return _("%(date)s, %(start)s to %(end)s (%(zone)s)") % words


def _day(day: DaySheet, sheet: Sheet) -> DayPart:
    title = day.day.title
    if len(sheet.days) > 1:
        number = _("Day %(n)d") % {"n": day.number}
        title = f"{number}: {title}" if title else number
    return DayPart(
        key=day.day.key,
        title=written(title, sheet.language),
        when=_when(day, sheet),
        length=lengths.told(day.timed.minutes) if day.timed.minutes else "",
        runs=tuple(_runs(tuple(line_of(row, sheet) for row in day.rows))),
        is_moved=day.timed.is_moved,
    )


def _runs(lines: tuple[Line, ...]):
    for is_parallel, run in groupby(lines, key=lambda line: bool(line.group)):
        found = tuple(run)
        letters = sorted({line.group for line in found}) if is_parallel else []
        groups = tuple(Group(each, tuple(line for line in found if line.group == each)) for each in letters)
        yield Run(found, groups)


def _thing(material: Material, sheet: Sheet) -> Thing:
    def said(text: str) -> Words:
        return of_activity(text, material.language, sheet.language)

    name = f"{material.quantity} × {material.name}" if material.quantity else material.name
    more = [", ".join(material.titles)] if material.titles else []
    if material.is_optional:
        more.append(_("can be left out"))
    if material.substitutes:
        more.append(_("or: %(what)s") % {"what": ", ".join(material.substitutes)})
    return Thing(said(name), said(" · ".join(more)))


def _stage(stage, own) -> Stage:
    tasks = tuple(
        Task(own(each.text), own(each.why), day_in_words(each.due) if each.due else "", own(each.done))
        for each in stage.tasks
    )
    return Stage(own(stage.title), day_in_words(stage.due) if stage.due else "", tasks)


def _credit(source: SheetSource, sheet: Sheet, host: str) -> Credit:
    parts = [", ".join(source.creators), source.inspiration, source.source_url, source.licence]
    parts.append(_("version %(n)d") % {"n": source.version})
    return Credit(
        title=of_activity(source.title, source.language, sheet.language),
        parts=tuple(written(part, sheet.language) for part in parts if part),
        address=f"{host}{source.address}",
    )
