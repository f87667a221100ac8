"""A plan as CSV: a row for each line, and for all else that a host has to think of."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hub.core.tables import csv_bytes
from hub.planner.out.lines import Line
from hub.planner.out.outline import Outline, outline_of
from hub.planner.sheets import Sheet


def csv(sheet: Sheet, host: str) -> bytes:
    paper = outline_of(sheet, host)
    head = [
        *(_("Part"), _("Day"), _("Begins"), _("Ends"), _("Minutes"), _("Group"), _("What"), _("Who")),
        *(_("More"), _("What participants see")),
    ]
    return csv_bytes(_rows(paper), head)


def _rows(paper: Outline) -> Iterator[list]:
    yield _row(_("Plan"), what=paper.title, more=paper.purpose)
    for label, words in (*paper.facts, *paper.sentence, *paper.journal):
        yield _row(label, what=words)
    for day in paper.days:
        for line in day.lines:
            yield _line(line, day.title.text or day.when, is_host=not paper.is_for_participants)
            for step in line.steps:
                said = _lines(step.do, (_("Say"), step.say), (_("Tip"), step.tip))
                yield _row(_("Step"), minutes=step.minutes, what=step.title, more=said)
    yield from _further(paper)


def _further(paper: Outline) -> Iterator[list]:
    for thought in paper.thoughts:
        more = _lines(thought.why, (_("You set this aside"), thought.aside))
        yield _row(_("The plan thinks along"), what=thought.text, more=more)
    for thing in paper.things:
        yield _row(_("Materials"), what=thing.name, more=thing.more)
    for label, what, who in paper.roles:
        yield _row(_("Role"), what=label, who=who, more=what)
    for stage in paper.stages:
        for task in stage.tasks:
            yield _row(_("Checklist"), day=task.due or stage.due, what=task.text, who=task.done, more=task.why)
    for source in paper.sources:
        yield _row(_("Where it comes from"), what=source.title, more=f"{source.words}\n{source.address}")
    if paper.credit:
        yield _row(_("Where it comes from"), what=paper.credit)


def _line(line: Line, day: str, *, is_host: bool) -> list:
    more = _lines(
        line.summary,
        (_("Before you use this") if is_host else _("Before you take part"), line.warning),
        (_("Your note"), line.note),
        (_("Materials"), ", ".join(map(str, line.materials))),
        (_("Before you begin"), line.preparation),
        (_("Talk about it"), line.debrief),
        *line.cares,
    )
    return _row(
        _("Line of the plan"),
        day=day,
        begins=line.time,
        ends=line.until,
        minutes=line.length,
        group=line.group,
        what=line.title,
        who=line.who,
        more=more,
        told=line.told,
    )


def _lines(first, *pairs) -> str:
    return "\n".join(filter(None, (str(first), *(f"{label}: {words}" for label, words in pairs if words))))


def _row(part, *, day="", begins="", ends="", minutes=None, group="", what="", who="", more="", told="") -> list:
    texts = [str(each) for each in (part, day, begins, ends)]
    return [*texts, minutes, group, *(str(each) for each in (what, who, more, told))]
