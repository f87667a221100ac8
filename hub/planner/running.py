"""A plan as it is run: stop by stop, what is done at the same time in one."""

from dataclasses import dataclass, replace
from itertools import groupby

from hub.activities.enums import Phase
from hub.planner.plans.document import Kind
from hub.planner.sheets import DaySheet, Row, Sheet

FIRM = {Phase.OPEN, Phase.CARE, Phase.CLOSE}  # is never shortened or left out to win time


@dataclass(frozen=True)
class Stop:
    """`groups`: what each of the groups that work at the same time does, one after the other; of a stop for everybody there is
    one group with one row. `start` and `end` in minutes from the start of the day; `onward` is the key of the next stop."""

    groups: tuple[tuple[Row, ...], ...]
    start: int
    end: int
    onward: str = ""

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group]

    @property
    def first(self) -> Row:
        return self.groups[0][0]

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def is_parallel(self) -> bool:
        return bool(self.first.item.group)

    @property
    def least(self) -> int:
        """Minutes that it must keep. Time to spare needs none; an activity what its page says; of all else nobody knows."""
        if self.is_parallel or (self.first.fact and FIRM & set(self.first.fact.page.phases)):
            return self.minutes
        if self.first.item.kind is Kind.BUFFER:
            return 0
        least = self.first.fact.page.duration_min if self.first.fact else None
        return self.minutes if least is None else min(least, self.minutes)


@dataclass(frozen=True)
class RunDay:
    sheet: DaySheet
    stops: tuple[Stop, ...]


def days_of(sheet: Sheet) -> list[RunDay]:
    return [RunDay(each, _linked(list(_stops(each.rows)))) for each in sheet.days]


def _linked(stops: list[Stop]) -> tuple[Stop, ...]:
    keys = [stop.first.item.key for stop in stops[1:]] + [""]
    return tuple(replace(stop, onward=key) for stop, key in zip(stops, keys, strict=False))


def _stops(rows: tuple[Row, ...]):
    for is_parallel, run in groupby(rows, key=lambda row: row.item.group > 0):
        if not is_parallel:
            yield from (_stop([[row]]) for row in run)
            continue
        groups: dict[int, list[Row]] = {}
        for row in run:
            groups.setdefault(row.item.group, []).append(row)
        yield _stop(groups[number] for number in sorted(groups))


def _stop(groups) -> Stop:
    groups = tuple(tuple(group) for group in groups)
    spans = [row.span for group in groups for row in group]
    return Stop(groups, min(span.start for span in spans), max(span.end for span in spans))
