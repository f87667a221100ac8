"""What a paper says as one stream of paragraphs, for files that have no pages of ours: DOCX, Markdown, plain text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.planner.out.lines import Line, Step, minutes
from hub.planner.out.outline import DayPart, Outline
from hub.planner.out.wording import Words

NOTHING = Words("")


@dataclass(frozen=True)
class Bit:
    """`kind`: title, section, day, item, text, check, bullet, step, say, warning, address, or timetable, which has a day
    instead of words. `lead` is said before the words, in the paper's language. `is_done` of what can be ticked off."""

    kind: str
    words: Words = NOTHING
    lead: str = ""
    is_done: bool = False
    day: DayPart | None = None


def flow(paper: Outline) -> Iterator[Bit]:
    yield from _head(paper)
    yield Bit("section", Words(_("Timetable")))
    for day in paper.days:
        if day.title:
            yield Bit("day", day.title)
            if day.when:
                yield Bit("text", Words(day.when))
        yield Bit("timetable", day=day)
        if paper.is_for_participants:
            for line in day.lines:
                yield from _told(line)
    if not paper.is_for_participants:
        yield from _for_the_host(paper)
    yield from _sources(paper)


def titled(line: Line) -> str:
    """What stands before the title of a line: its time, and the group where there are several."""
    group = _("Group %(letter)s") % {"letter": line.group} if line.group else ""
    return " · ".join(filter(None, (line.time, group)))


def _head(paper: Outline) -> Iterator[Bit]:
    yield Bit("title", paper.title)
    for words in paper.purpose.paragraphs:
        yield Bit("text", words)
    for label, words in paper.facts:
        for each in words.paragraphs:
            yield Bit("text", each, f"{label}:")
    for label, words in paper.sentence:
        yield Bit("text", words, f"{label}:")


def _told(line: Line) -> Iterator[Bit]:
    cares = [(_("Before you take part"), line.warning), *line.cares]
    if line.summary or line.told or any(words for _label, words in cares):
        yield Bit("item", line.title, titled(line))
    for words in (*line.summary.paragraphs, *line.told.paragraphs):
        yield Bit("text", words)
    yield from _labelled(cares)


def _for_the_host(paper: Outline) -> Iterator[Bit]:
    yield from _thoughts(paper)
    if paper.things:
        yield Bit("section", Words(_("Materials")))
        for thing in paper.things:
            yield Bit("check", thing.name)
            if thing.more:
                yield Bit("text", thing.more)
    if paper.roles:
        yield Bit("section", Words(_("Who does what")))
        for label, what, who in paper.roles:
            yield Bit("bullet", who or Words("…"), f"{label}:")
            if what:
                yield Bit("text", what)
    yield Bit("section", Words(_("Step by step")))
    for line in paper.lines:
        yield from _item(line)
    yield from _tasks(paper)
    for label, words in paper.journal:
        yield Bit("section", Words(label))
        for each in words.paragraphs:
            yield Bit("text", each)


def _thoughts(paper: Outline) -> Iterator[Bit]:
    if paper.thoughts:
        yield Bit("section", Words(_("The plan thinks along")))
    for thought in paper.thoughts:
        yield Bit("bullet", thought.text)
        yield Bit("text", thought.why)
        if thought.aside:
            yield Bit("text", thought.aside, _("You set this aside") + ":")


def _item(line: Line) -> Iterator[Bit]:
    yield Bit("item", line.title, titled(line))
    yield Bit("text", Words(line.minutes))
    gone = Words(_("This activity is no longer in the library.")) if line.is_gone else NOTHING
    yield from _labelled(
        (
            ("", line.summary),
            ("", gone),
            (_("Who"), line.who),
            (_("Your note"), line.note),
            (_("What participants see"), line.told),
            (_("Before you begin"), line.preparation),
        )
    )
    if line.warning:
        yield Bit("warning", line.warning, _("Before you use this") + ":")
    for words in line.materials:
        yield Bit("check", words)
    for step in line.steps:
        yield from _step(step)
    yield from _labelled(((_("Talk about it"), line.debrief), *line.cares))


def _step(step: Step) -> Iterator[Bit]:
    yield Bit("step", step.title, minutes(step.minutes) if step.minutes else "")
    for words in step.do.paragraphs:
        yield Bit("text", words)
    for words in step.say.paragraphs:
        yield Bit("say", words)
    if step.tip:
        yield Bit("text", step.tip, _("Tip") + ":")


def _labelled(pairs) -> Iterator[Bit]:
    for label, words in pairs:
        if words:
            yield Bit("text", words, f"{label}:" if label else "")


def _tasks(paper: Outline) -> Iterator[Bit]:
    if paper.stages:
        yield Bit("section", Words(_("Checklist")))
    for stage in paper.stages:
        yield Bit("day", stage.title)
        if stage.due:
            yield Bit("text", Words(stage.due))
        for task in stage.tasks:
            due = task.due if task.due != stage.due else ""
            lead = " · ".join(filter(None, (due, task.done.text)))
            yield Bit("check", task.text, lead, is_done=bool(task.done))
            if task.why:
                yield Bit("text", task.why)


def _sources(paper: Outline) -> Iterator[Bit]:
    if paper.sources or paper.credit:
        yield Bit("section", Words(_("Where it comes from")))
    for source in paper.sources:
        yield Bit("bullet", source.title)
        yield Bit("text", Words(source.words))
        yield Bit("address", Words(source.address, "", "ltr"))
    for words in paper.credit.paragraphs:
        yield Bit("text", words)
