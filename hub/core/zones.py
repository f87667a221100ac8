"""Time zones by their IANA names."""

import datetime as dt
import zoneinfo
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """All that this machine knows: reading them takes a hundredth of a second."""
    return frozenset({"UTC", *zoneinfo.available_timezones()})


def names() -> list[str]:
    """`UTC` first, then the zones of places."""
    return [
        "UTC",
        *sorted(name for name in known() if "/" in name and not name.startswith("Etc")),
    ]


def validate_zone(name: str) -> None:
    if name not in known():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name}, code="unknown_zone")


def moment(wall: dt.datetime, zone: str) -> dt.datetime:
    """The moment at which clocks of the zone show it. Where they are put forward or back and never, or twice, show it:
    ValidationError."""
    place = zoneinfo.ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(
            _(
                "On this day the clocks of %(zone)s are changed, and this time comes twice or not at all. Choose another."
            ),
            params={"zone": zone},
            code="changing_clocks",
        )
    return first.astimezone(dt.UTC)


def wall(moment_: dt.datetime, zone: str) -> dt.datetime:
    """What clocks of the zone show at a moment, without a zone."""
    return moment_.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)


def midnight(day: dt.date, zone: str) -> dt.datetime:
    """When the day begins there."""
    return dt.datetime.combine(day, dt.time(), zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)
