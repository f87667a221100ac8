"""From a sample agenda to a plan that somebody can change."""

import datetime as dt

from django.utils.translation import gettext as _

from hub.planner.plans import clock
from hub.planner.plans.document import ZONE, Day, Item, Kind, Plan, new_key, read, said

KINDS = {"activity": Kind.ACTIVITY, "own": Kind.OWN, "pause": Kind.BREAK, "buffer": Kind.BUFFER}
DAY = "day"


def plan_of(page, zone: str = ZONE, *, first: dt.date | None = None) -> Plan:
    """A new plan with the lines of an AgendaPage, each with a key of its own. `first` dates the meetings, which else have
    only the hour that the sample gives. Each meeting should end when its lines do."""
    plan = Plan(
        title=page.title,
        purpose=page.summary,
        format=page.format,
        zone=zone,
        days=tuple(_day(value, lines, first) for value, lines in meetings(page.items)),
        credit=credit(page),
    )
    return read(said(plan))  # bounded like any other plan


def credit(page) -> str:
    """What stands under whatever is made of the sample: its title, its address without the host, and whom it follows."""
    begun = _("Begun from the sample agenda “%(title)s” (%(address)s).") % {
        "title": page.title,
        "address": page.address,
    }
    return "\n".join(filter(None, [begun, page.inspiration, page.source_url]))


def meetings(stream) -> list[tuple[dict, list[tuple[Kind, dict]]]]:
    """What each meeting says of itself, and its lines; lines before the first one are a meeting of their own."""
    found: list[tuple[dict, list]] = []
    for block in stream:
        if block.block_type == DAY:
            found.append((block.value, []))
            continue
        if not found:
            found.append(({}, []))
        found[-1][1].append((KINDS[block.block_type], block.value))
    return found or [({}, [])]


def _day(value, lines, first) -> Day:
    items = tuple(_item(kind, said_of_it) for kind, said_of_it in lines)
    start = f"{value['start']:%H:%M}" if value.get("start") else ""
    date = first + dt.timedelta(days=value.get("days_after") or 0) if first else None
    return Day(
        key=new_key(),
        items=items,
        title=value.get("title", ""),
        date=date.isoformat() if date else "",
        start=start,
        end=_end(start, clock.length(items)),
    )


def _end(start: str, minutes: int) -> str:
    """The hour at which a meeting of so many minutes ends; none for one as long as a day."""
    if not start or not 0 < minutes < 24 * 60:
        return ""
    begins = dt.datetime.combine(clock.SOME_DAY, dt.time.fromisoformat(start))
    return f"{begins + minutes * clock.MINUTE:%H:%M}"


def _item(kind: Kind, value) -> Item:
    said_to_host = (value.get(name) for name in ("objective", "practice", "note"))
    return Item(
        key=new_key(),
        kind=kind,
        minutes=value.get("minutes") or 0,
        uid=value.get("uid") or "",
        title=value.get("title") or "",
        note="\n".join(filter(None, said_to_host)),
        told=value.get("told") or "",
        group=value.get("group") or 0,
    )
