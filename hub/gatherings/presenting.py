"""Facts of a gathering as words in the reader's language."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.core import countries, moments, spoken
from hub.core.enums import Format
from hub.gatherings.enums import Join, Stage
from hub.gatherings.spans import Span

COLOURS = {
    Stage.OPEN: "m-green",
    Stage.ANNOUNCED: "m-blue",
    Stage.FULL: "m-sun",
    Stage.CANCELLED: "m-pink",
    Stage.PAST: "m-violet",
}
HOUR = "H:i"


@dataclass(frozen=True)
class Date:
    """One date in words. `here`: the same on the reader's clock, where she has asked for it."""

    number: int
    span: Span
    begins: moments.Moment
    ends: moments.Moment
    last_day: str  # empty where it ends on the day on which it begins
    is_over: bool
    here: "Date | None" = None

    @property
    def words(self) -> str:
        """On one line, for calendars and feeds."""
        if self.span.is_whole:
            days = _("%(first)s to %(last)s") % {"first": self.begins.day, "last": self.last_day}
            return days if self.last_day else self.begins.day
        ends = f"{self.last_day}, {self.ends.time}" if self.last_day else self.ends.time
        words = _("%(begins)s to %(ends)s (%(zone)s)")
        return words % {"begins": self.begins.words, "ends": ends, "zone": self.begins.zone}


def dates(spans: list[Span], now: dt.datetime, zone: str = "") -> list[Date]:
    """In their order. `zone`: whose clocks the reader wants to see beside; whole days are the same everywhere."""
    found = [_date(number, span, now) for number, span in enumerate(spans, 1)]
    if not zone:
        return found
    return [
        each if each.span.is_whole else replace(each, here=_date(each.number, replace(each.span, zone=zone), now))
        for each in found
    ]


def _date(number: int, span: Span, now) -> Date:
    last = _day(span.last_day) if span.last_day != span.first_day else ""
    begins, ends = moments.moment(span.begins, span.zone), moments.moment(span.ends, span.zone)
    return Date(number, span, begins, ends, last, span.ends <= now)


def _day(day: dt.date) -> str:
    return _("%(weekday)s, %(date)s") % {"weekday": date_format(day, "l"), "date": date_format(day, "DATE_FORMAT")}


def where(told: dict[str, str]) -> list[str]:
    """What readers are told of the place, the narrowest first, the country by its name."""
    return [countries.name(text) if name == "country" else text for name, text in told.items()]


def spoken_names(codes) -> list[str]:
    return [spoken.name(code) for code in codes]


def format_name(key: str) -> str:
    """Empty where it is not known."""
    return str(Format(key).label) if key else ""


def join(edition, stage: Stage) -> dict | None:
    """How one joins, where that is told now: `way` and what belongs to it."""
    is_hidden = stage == Stage.CANCELLED or (stage == Stage.PAST and edition.join_hidden_after)
    if not edition.join_way or is_hidden:
        return None
    return {
        "way": Join(edition.join_way),
        "link": edition.join_link,
        "contact": edition.join_contact,
        "is_open": stage == Stage.OPEN,
    }
