"""Where a call stands at a moment. Any object with the dates of a call will do."""

import datetime as dt

from hub.calls.enums import Stage
from hub.core import zones


def is_open(call, *, now: dt.datetime) -> bool:
    """From the very moment of opening up to, and without, that of closing."""
    return bool(call.live and call.opens_at and call.closes_at and call.opens_at <= now < call.closes_at)


def stage(call, *, now: dt.datetime, is_released: bool) -> Stage:
    if not (call.live and call.opens_at and call.closes_at):
        return Stage.DRAFT
    if now < call.opens_at:
        return Stage.SCHEDULED
    if now < call.closes_at:
        return Stage.OPEN
    if is_released:
        return Stage.DONE
    if call.reading_from and zones.wall(now, call.zone).date() < call.reading_from:
        return Stage.CLOSED
    return Stage.DECIDING


def next_change(call, *, now: dt.datetime) -> dt.datetime | None:
    """When the stage, or whether it is late, changes next by itself, if it will."""
    begins = call.reading_from and zones.midnight(call.reading_from, call.zone)
    overdue = call.decision_by and zones.midnight(call.decision_by + dt.timedelta(days=1), call.zone)
    return min((at for at in (call.opens_at, call.closes_at, begins, overdue) if at and at > now), default=None)


def is_late(call, *, now: dt.datetime) -> bool:
    """Whether the day by which it was to be decided has passed where the call is."""
    return call.decision_by is not None and zones.wall(now, call.zone).date() > call.decision_by
