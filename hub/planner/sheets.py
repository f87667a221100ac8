"""A plan as people read it: on the page, on paper and in every file the same, in the language of the reader."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from hub.activities.marks import COLOUR_OF_TYPE
from hub.core import languages
from hub.core.enums import Licence
from hub.planner import checklist, materials, roles, thinking
from hub.planner.facts import Fact, facts_of
from hub.planner.plans import clock
from hub.planner.plans.clock import Span, Timed
from hub.planner.plans.document import Day, Item, Kind, Plan
from hub.planner.titles import title_of

GROUP_LETTERS = "ABCDEF"


def hour(moment: dt.datetime | None) -> str:
    """As clocks of its own zone show it, never those of the hub: not for templates to format."""
    return f"{moment:%H:%M}" if moment else ""


@dataclass(frozen=True)
class Row:
    """A line of the plan. `fact` is None for what is no activity, and for one that nobody may read any more (`is_gone`)."""

    item: Item
    span: Span
    fact: Fact | None
    title: str
    language: str  # of the title; empty where the host wrote it
    is_foreign: bool  # the activity is not there in the reader's language

    @property
    def is_gone(self) -> bool:
        return self.item.kind is Kind.ACTIVITY and self.fact is None

    @property
    def colour(self) -> str:
        return COLOUR_OF_TYPE.get(self.fact.page.primary_type, "m-sun") if self.fact else "m-plain"

    @property
    def group(self) -> str:
        return GROUP_LETTERS[self.item.group - 1] if self.item.group else ""

    @property
    def begins(self) -> str:
        return hour(self.span.begins)

    @property
    def ends(self) -> str:
        return hour(self.span.ends)


@dataclass(frozen=True)
class DaySheet:
    day: Day
    timed: Timed
    rows: tuple[Row, ...]
    number: int

    @property
    def date(self) -> dt.date | None:
        return dt.date.fromisoformat(self.day.date) if self.day.date else None

    @property
    def begins(self) -> str:
        return hour(self.timed.whole.begins)

    @property
    def ends(self) -> str:
        return hour(self.timed.whole.ends)


@dataclass(frozen=True)
class Source:
    """Where an activity comes from, for the end of each paper."""

    title: str
    language: str
    address: str  # without the host
    creators: tuple[str, ...]
    inspiration: str
    source_url: str
    licence: str
    version: int


@dataclass(frozen=True)
class Sheet:
    """`is_for_participants`: without private notes, warnings, roles and the checklist."""

    plan: Plan
    facts: dict[str, Fact]
    days: tuple[DaySheet, ...]
    language: str
    is_for_participants: bool = False

    @property
    def title(self) -> str:
        return self.plan.title or _("Session plan")

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def minutes(self) -> int:
        return sum(each.timed.minutes for each in self.days)

    @property
    def rows(self) -> list[Row]:
        return [row for each in self.days for row in each.rows]

    @cached_property
    def findings(self) -> list[thinking.Finding]:
        return [] if self.is_for_participants else thinking.weighed(self.plan, self.facts)

    @property
    def standing(self) -> list[thinking.Finding]:
        return [finding for finding in self.findings if not finding.reason]

    @property
    def aside(self) -> list[thinking.Finding]:
        return [finding for finding in self.findings if finding.reason]

    @cached_property
    def materials(self) -> list[materials.Material]:
        return materials.summed(self.plan, self.facts)

    @cached_property
    def roles(self) -> list[roles.Role]:
        return [] if self.is_for_participants else roles.roles(self.plan)

    @cached_property
    def stages(self) -> list[checklist.Stage]:
        return [] if self.is_for_participants else checklist.stages(self.plan, self.facts)

    @cached_property
    def sources(self) -> list[Source]:
        return [_source(self.facts[uid]) for uid in self.plan.uids if uid in self.facts]


def sheet_of(plan: Plan, *, is_for_participants: bool = False, facts: dict[str, Fact] | None = None) -> Sheet:
    """In the language of the address. At most three queries, however many lines it has; none where `facts` are given."""
    language = languages.current()
    if facts is None:
        facts = facts_of([(item.uid, item.version) for item in plan.items if item.uid], language)
    days = tuple(_day(plan, day, facts, number) for number, day in enumerate(plan.days, 1))
    return Sheet(plan, facts, days, language, is_for_participants)


def _day(plan, day, facts, number) -> DaySheet:
    timed = clock.timed(plan, day)
    rows = tuple(_row(item, timed.spans[item.key], facts.get(item.uid)) for item in day.items)
    return DaySheet(day, timed, rows, number)


def _row(item: Item, span: Span, fact: Fact | None) -> Row:
    is_own_title = bool(item.title) or fact is None
    return Row(
        item=item,
        span=span,
        fact=fact,
        title=title_of(item, fact),
        language="" if is_own_title else fact.language,
        is_foreign=bool(fact) and fact.language != languages.current(),
    )


def _source(fact: Fact) -> Source:
    page = fact.page
    return Source(
        title=page.title,
        language=fact.language,
        address=fact.path,
        creators=tuple(str(block.value) for block in page.creators),
        inspiration=page.inspiration,
        source_url=page.source_url,
        licence=str(Licence(page.licence).label),
        version=fact.version,
    )
