"""Facts of a call as words in the reader's language."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from hub.calls import enums
from hub.core import languages, zones


@dataclass(frozen=True)
class Moment:
    """A moment in the words of the call's zone; `at` in UTC, for machines."""

    at: dt.datetime
    day: str
    time: str
    zone: str

    @property
    def machine(self) -> str:
        return self.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def words(self) -> str:
        return f"{self.day}, {self.time}"


def moment(at: dt.datetime | None, zone: str) -> Moment | None:
    if at is None:
        return None
    wall = zones.wall(at, zone)
    day = _("%(weekday)s, %(date)s") % {"weekday": date_format(wall, "l"), "date": date_format(wall, "DATE_FORMAT")}
    return Moment(at, day, date_format(wall, "H:i"), zone_name(zone, at))


def zone_name(zone: str, at: dt.datetime) -> str:
    """The zone by its city in the reader's language, with how far it is from UTC then: `Nairobi, UTC+3`."""
    if zone == "UTC":
        return "UTC"
    try:
        locale = Locale.parse(languages.current())
    except UnknownLocaleError:
        locale = Locale("en")
    city = get_timezone_location(zone, locale=locale, return_city=True)
    return f"{city}, {_distance(zone, at)}"


def _distance(zone: str, at: dt.datetime) -> str:
    minutes = round(at.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset().total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def day(value: dt.date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""


def stipend(call) -> str:
    """The band in the call's currency; empty where none is told."""
    least, most = call.stipend_least, call.stipend_most
    amounts = [number_format(amount, force_grouping=True) for amount in (least, most) if amount]
    if len(amounts) == 2 and least != most:
        words = _("%(least)s to %(most)s %(currency)s")
        return words % {"least": amounts[0], "most": amounts[1], "currency": call.currency}
    if not amounts:
        return ""
    words = _("up to %(amount)s %(currency)s") if most and not least else _("%(amount)s %(currency)s")
    return words % {"amount": amounts[0], "currency": call.currency}


def supports(call) -> list[str]:
    return [str(label) for key, label in enums.Support.choices if key in call.support]


@dataclass(frozen=True)
class Weighed:
    """A criterion and how much of the whole it counts, in whole percent. All of a call are 100 together."""

    row: object
    percent: int


def weighed(criteria) -> list[Weighed]:
    rows = list(criteria)
    whole = sum(row.weight for row in rows)
    exact = [100 * row.weight / whole for row in rows]
    percents = [int(each) for each in exact]
    by_rest = sorted(range(len(rows)), key=lambda n: (percents[n] - exact[n], n))
    for number in by_rest[: 100 - sum(percents)] if rows else ():
        percents[number] += 1
    return [Weighed(row, percent) for row, percent in zip(rows, percents, strict=True)]


COLOURS = {
    enums.Stage.OPEN: "m-green",
    enums.Stage.SCHEDULED: "m-blue",
    enums.Stage.DRAFT: "m-blue",
    enums.Stage.CLOSED: "m-sun",
    enums.Stage.DECIDING: "m-sun",
    enums.Stage.DONE: "m-violet",
}
