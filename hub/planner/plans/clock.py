"""When each line of a plan begins and ends.

The minutes run on the world's clock from the start of the day, and are shown on the clocks of the plan's zone: on a day on which
these are put forward or back, an hour's work still takes an hour. A day without a date has no such change. The browser counts
by the same rules (static/js/plan/clock.js); tests/browser compares the two.
"""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from itertools import groupby

from hub.planner.plans.document import Day, Item, Plan

MINUTE = dt.timedelta(minutes=1)
SOME_DAY = dt.date(2001, 1, 1)  # stands for a day without a date


@dataclass(frozen=True)
class Span:
    """`start` and `end` in minutes from the start of the day's session; `begins` and `ends` as moments with a zone, None
    where the day has no start."""

    start: int
    end: int
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None


@dataclass(frozen=True)
class Timed:
    """`spans`: item key → Span. `over`: minutes past the wanted end, with a minus before it; None where no end is wanted."""

    day: Day
    spans: dict[str, Span]
    whole: Span
    over: int | None
    is_moved: bool  # the start is an hour that clocks leave out on that day, so it begins later

    @property
    def minutes(self) -> int:
        return self.whole.end


def timed(plan: Plan, day: Day) -> Timed:
    begins, is_moved = _start(plan, day)
    spans = {key: _at(begins, start, end) for key, (start, end) in offsets(day.items).items()}
    whole = _at(begins, 0, max((span.end for span in spans.values()), default=0))
    return Timed(day, spans, whole, _over(plan, day, begins, whole.end), is_moved)


def offsets(items: tuple[Item, ...]) -> dict[str, tuple[int, int]]:
    """Key → start and end in minutes. Lines of groups that stand together begin together; what comes after waits for all."""
    found, now = {}, 0
    for is_parallel, run in groupby(items, key=lambda item: item.group > 0):
        if not is_parallel:
            for item in run:
                found[item.key] = (now, now + item.minutes)
                now += item.minutes
            continue
        until: dict[int, int] = {}
        for item in run:
            start = until.get(item.group, now)
            found[item.key] = (start, start + item.minutes)
            until[item.group] = start + item.minutes
        now = max(until.values())
    return found


def length(items: tuple[Item, ...]) -> int:
    return max((end for _start, end in offsets(items).values()), default=0)


def moment(date: str, time: str, zone: str) -> tuple[dt.datetime, bool]:
    """The moment at which clocks show it there; of two the first. Where they never show it, as long after the change as it
    would have been, and True beside it."""
    place = zoneinfo.ZoneInfo(zone)
    day = dt.date.fromisoformat(date) if date else SOME_DAY
    wall = dt.datetime.combine(day, dt.time.fromisoformat(time))
    begins = wall.replace(tzinfo=place).astimezone(dt.UTC).astimezone(place)
    return begins, begins.replace(tzinfo=None) != wall


def zone_of(plan: Plan, day: Day) -> str:
    return plan.zone if day.date else "UTC"


def _start(plan: Plan, day: Day) -> tuple[dt.datetime | None, bool]:
    return moment(day.date, day.start, zone_of(plan, day)) if day.start else (None, False)


def _at(begins: dt.datetime | None, start: int, end: int) -> Span:
    if begins is None:
        return Span(start, end)
    return Span(start, end, after(begins, start), after(begins, end))


def after(begins: dt.datetime, minutes: int) -> dt.datetime:
    """Counted on the world's clock, told on the same place's."""
    return (begins.astimezone(dt.UTC) + minutes * MINUTE).astimezone(begins.tzinfo)


def _over(plan: Plan, day: Day, begins: dt.datetime | None, minutes: int) -> int | None:
    room = available(plan, day, begins)
    return None if room is None else minutes - room


def available(plan: Plan, day: Day, begins: dt.datetime | None = None) -> int | None:
    """Minutes from the start to the wanted end; an end before the start is one of the next day."""
    begins = begins or _start(plan, day)[0]
    if begins is None or not day.end:
        return None
    ends = moment(day.date, day.end, zone_of(plan, day))[0]
    if day.end <= day.start:
        next_day = (dt.date.fromisoformat(day.date) if day.date else SOME_DAY) + dt.timedelta(days=1)
        ends = moment(next_day.isoformat(), day.end, zone_of(plan, day))[0]
    return int((ends - begins.astimezone(dt.UTC)) / MINUTE)
