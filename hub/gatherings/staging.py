"""Where an edition stands at a moment: what staff say, and what the clock says."""

import datetime as dt

from hub.gatherings.enums import Stage, State
from hub.gatherings.spans import Span


def is_over(state: str, spans: list[Span], *, now: dt.datetime) -> bool:
    """From the end of the last date on, or because staff say so where no date is known."""
    return max(span.ends for span in spans) <= now if spans else state == State.OVER


def stage(state: str, spans: list[Span], *, now: dt.datetime) -> Stage:
    """What was cancelled stays cancelled."""
    if state == State.CANCELLED:
        return Stage.CANCELLED
    if is_over(state, spans, now=now) or state == State.OVER:
        return Stage.PAST
    return Stage(state)


def next_span(spans: list[Span], *, now: dt.datetime) -> Span | None:
    """The one that is on, or comes next."""
    return next((span for span in spans if span.ends > now), None)


def next_change(spans: list[Span], *, now: dt.datetime) -> dt.datetime | None:
    """When what is said of these dates changes next by the clock alone, if it will."""
    return min((at for span in spans for at in (span.begins, span.ends) if at > now), default=None)
