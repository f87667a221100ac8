"""Moments in the reader's language, as clocks of a zone show them."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.core import languages, zones


@dataclass(frozen=True)
class Moment:
    """A moment in the words of its zone; `at` in UTC, for machines."""

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
