"""A time zone as calendars want it told: each change of its clocks around some days, at the moment at which it happens."""

import datetime as dt
import zoneinfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEAR = dt.timedelta(days=366)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


def told(zone: str, first: dt.date, last: dt.date) -> Timezone:
    """By its full name; what clocks show from a year before the first day to a year after the last."""
    place = zoneinfo.ZoneInfo(zone)
    begins = dt.datetime.combine(first, dt.time(), dt.UTC) - YEAR
    ends = dt.datetime.combine(last, dt.time(), dt.UTC) + YEAR
    made = Timezone()
    made.add("tzid", zone)
    made.add_component(_period(place, begins, before=begins))
    for change in _changes(place, begins, ends):
        made.add_component(_period(place, change, before=change - SECOND))
    return made


def _changes(place: zoneinfo.ZoneInfo, begins: dt.datetime, ends: dt.datetime) -> list[dt.datetime]:
    """The moments from which clocks are shifted, to the second."""
    found = []
    while begins < ends:
        later = begins + 24 * HOUR
        if _state(place, begins) != _state(place, later):
            found.append(_between(place, begins, later))
        begins = later
    return found


def _between(place: zoneinfo.ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    old = _state(place, low)
    while high - low > SECOND:
        middle = low + (high - low) // 2
        low, high = (middle, high) if _state(place, middle) == old else (low, middle)
    return high.replace(microsecond=0)


def _state(place: zoneinfo.ZoneInfo, moment: dt.datetime) -> tuple:
    there = moment.astimezone(place)
    return there.utcoffset(), there.tzname()


def _period(place: zoneinfo.ZoneInfo, begins: dt.datetime, *, before: dt.datetime):
    """Its beginning is written as the clocks before it would have shown it."""
    there, old = begins.astimezone(place), before.astimezone(place)
    period = TimezoneDaylight() if there.dst() else TimezoneStandard()
    period.add("dtstart", (begins + old.utcoffset()).replace(tzinfo=None))
    period.add("tzoffsetfrom", old.utcoffset())
    period.add("tzoffsetto", there.utcoffset())
    period.add("tzname", there.tzname())
    return period


def shown(moment: dt.datetime, zone: str) -> dt.datetime:
    """The moment as a calendar takes it: by the clocks of the zone. Calendars take an hour that clocks show twice for the first
    one; the second is told in UTC."""
    there = moment.astimezone(zoneinfo.ZoneInfo(zone))
    return moment.astimezone(dt.UTC) if there.fold or zone == "UTC" else there
