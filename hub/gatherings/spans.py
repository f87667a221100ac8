"""The dates of an edition as moments. They are kept as clocks of their place show them, so that they stay right when its
clocks are changed."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """One date: `key` is the same in all languages, `begins` and `ends` are in UTC. A whole day ends when the next begins."""

    key: str
    begins: dt.datetime
    ends: dt.datetime
    zone: str
    is_whole: bool = False

    @property
    def first_day(self) -> dt.date:
        return self.begins.astimezone(zoneinfo.ZoneInfo(self.zone)).date()

    @property
    def last_day(self) -> dt.date:
        """The last one that it touches."""
        return (self.ends - dt.timedelta(microseconds=1)).astimezone(zoneinfo.ZoneInfo(self.zone)).date()


def spans_of(stream) -> list[Span]:
    """The dates of a StreamField of `blocks.DateBlock`, the earliest first; what an unfinished draft lacks is left out."""
    found = [span_of(block.value, str(block.id or "")) for block in stream]
    return sorted((span for span in found if span), key=lambda span: (span.begins, span.ends, span.key))


def span_of(value, key: str = "") -> Span | None:
    day, zone = value.get("day"), value.get("zone") or "UTC"
    if not day:
        return None
    last = value.get("last_day") or day
    begins, ends = value.get("begins"), value.get("ends")
    if begins is None or ends is None:
        return Span(key, _moment(day, dt.time(), zone), _moment(last + DAY, dt.time(), zone), zone, is_whole=True)
    return Span(key, _moment(day, begins, zone), _moment(last, ends, zone), zone)


def _moment(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, time, zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)


def written(spans: list[Span]) -> list[dict]:
    """As JSON keeps them."""
    return [
        {
            "key": span.key,
            "begins": span.begins.isoformat(),
            "ends": span.ends.isoformat(),
            "zone": span.zone,
            "whole": span.is_whole,
        }
        for span in spans
    ]


def read(rows: list[dict]) -> list[Span]:
    """What `written` wrote."""
    moment = dt.datetime.fromisoformat
    return [Span(row["key"], moment(row["begins"]), moment(row["ends"]), row["zone"], row["whole"]) for row in rows]
