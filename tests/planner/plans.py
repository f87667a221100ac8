"""Plans for tests: made up by a seed, of all kinds and sizes."""

import datetime as dt
import random
import zoneinfo

from hub.planner.plans.document import FORM, Plan, read

ZONES = """Europe/Berlin Africa/Nairobi Asia/Bangkok America/New_York America/St_Johns Asia/Kathmandu Australia/Lord_Howe
Africa/Casablanca Asia/Tehran America/Santiago Pacific/Chatham Europe/Dublin Asia/Gaza Africa/Cairo America/Havana
Pacific/Apia Asia/Beirut Europe/Moscow UTC""".split()


def a_plan(*items: dict, days: list[dict] | None = None, **more) -> Plan:
    """A plan of one day with these items, unless days are said."""
    return read({"form": FORM, "days": days or [{"key": "day1", "items": list(items)}], **more})


def own(key: str, minutes: int = 10, **more) -> dict:
    return {"key": key, "kind": "own", "minutes": minutes, **more}


def changes_of(zone: str, year: int) -> list[dt.date]:
    """The days of a year on which the clocks of the zone are changed."""
    place = zoneinfo.ZoneInfo(zone)
    first = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    hours = [first + dt.timedelta(hours=12 * n) for n in range(2 * 366)]
    offsets = [hour.astimezone(place).utcoffset() for hour in hours]
    return [hour.date() for hour, one, other in zip(hours, offsets, offsets[1:], strict=False) if one != other]


def some_plan(chance: random.Random) -> Plan:
    """On days on which clocks are changed more often than not."""
    zone = chance.choice(ZONES)
    year = chance.randint(2015, 2030)
    days = []
    for number in range(chance.randint(1, 3)):
        changes = changes_of(zone, year)
        day = dt.date(year, 1, 1) + dt.timedelta(days=chance.randint(0, 364))
        if changes and chance.random() < 0.7:
            day = chance.choice(changes) + dt.timedelta(days=chance.randint(-1, 1))
        items = [
            own(f"i{number}{place}", chance.choice([0, 1, 5, 15, 45, 90, 200]), group=chance.choice([0, 0, 1, 2]))
            for place in range(chance.randint(0, 9))
        ]
        start = f"{chance.randint(0, 23):02}:{chance.choice([0, 15, 30, 59]):02}" if chance.random() < 0.9 else ""
        end = f"{chance.randint(0, 23):02}:{chance.choice([0, 30]):02}" if chance.random() < 0.7 else ""
        days.append(
            {
                "key": f"d{number}",
                "date": day.isoformat() if chance.random() < 0.9 else "",
                "start": start,
                "end": end,
                "items": items,
            }
        )
    return a_plan(days=days, zone=zone, title=f"Plan {chance.randint(0, 999)}")
