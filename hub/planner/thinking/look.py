"""A plan laid out so that it can be thought about: its lines in order, each with what is known of its activity."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hub.core import languages
from hub.planner.facts import Fact
from hub.planner.plans import clock
from hub.planner.plans.clock import Timed
from hub.planner.plans.document import Day, Item, Plan
from hub.planner.plans.groups import parallel
from hub.planner.thinking.finding import Remedy
from hub.planner.titles import isolated, title_of

MOST_QUOTED = 240  # letters of an activity's own words inside a finding


@dataclass(frozen=True)
class Line:
    """`groups`: how many groups work at the same time while it is done."""

    day: Day
    item: Item
    fact: Fact | None
    start: int
    end: int
    groups: int = 1

    @property
    def page(self):
        return self.fact.page if self.fact else None

    @property
    def title(self) -> str:
        """As it stands inside a sentence."""
        return isolated(title_of(self.item, self.fact))

    @property
    def types(self) -> set[str]:
        return {self.page.primary_type, *self.page.other_types} if self.fact else set()

    @property
    def phases(self) -> set[str]:
        return set(self.page.phases) if self.fact else set()

    @property
    def depth(self) -> int:
        return self.page.emotional_depth if self.fact else 0


@dataclass(frozen=True)
class Look:
    plan: Plan
    facts: dict[str, Fact]
    language: str

    @cached_property
    def days(self) -> list[tuple[Timed, list[Line]]]:
        found = []
        for day in self.plan.days:
            timed = clock.timed(self.plan, day)
            groups = parallel(day.items)
            found.append((timed, [self._line(timed, item, groups.get(item.key, 1)) for item in day.items]))
        return found

    @cached_property
    def lines(self) -> list[Line]:
        return [line for _timed, lines in self.days for line in lines]

    @cached_property
    def activities(self) -> list[Line]:
        return [line for line in self.lines if line.fact]

    def _line(self, timed: Timed, item: Item, groups: int) -> Line:
        span = timed.spans[item.key]
        return Line(timed.day, item, self.facts.get(item.uid), span.start, span.end, groups)

    def library(self, label: str, **wanted) -> Remedy:
        """A way to the activities that would fit."""
        query = f"?{urlencode(wanted, doseq=True)}" if wanted else ""
        return Remedy(label, link=f"/{self.language}/activities/{query}")

    def quoted(self, line: Line, words: str) -> str:
        """An activity's own words, short enough for a finding; where the reader's language has them not, it says so."""
        if line.fact.language == self.language:
            return isolated(" ".join(Truncator(words).chars(MOST_QUOTED).split()))
        return _("The page of the activity says it in this language: %(language)s.") % {
            "language": isolated(languages.language_name(line.fact.language))
        }


def read_page(line: Line, label: str) -> Remedy:
    return Remedy(label, link=line.fact.path)


def hhmm(moment: dt.datetime) -> str:
    return f"{moment:%H%M}"
