"""What may be done with an application at a moment. The call's own dates decide; a late code lets somebody in afterwards."""

import datetime as dt

from hub.calls import staging
from hub.calls.enums import CHOSEN, WITH_TEAM, State
from hub.calls.models import Application, CallPage

CHANGEABLE = (State.DRAFT, State.RECEIVED, State.SCREENING, State.MORE_INFO, State.IN_REVIEW, State.DISCUSSION)
TALKING = (*WITH_TEAM, *CHOSEN, State.WAITLIST)


class ClosedError(Exception):
    """The application cannot be changed now: the call has closed, or it was decided."""


def may_change(application: Application, page: CallPage | None, *, now: dt.datetime) -> bool:
    """A draft, and what was sent as long as the call is open. Somebody with a late code until she has sent."""
    if page is None or application.anonymised_at or application.state not in CHANGEABLE:
        return False
    is_late = application.late_until is not None and now < application.late_until
    return staging.is_open(page, now=now) or (application.state == State.DRAFT and is_late)


def may_talk(application: Application) -> bool:
    return application.anonymised_at is None and application.state in TALKING


def needs_late_code(application: Application, page: CallPage | None, *, now: dt.datetime) -> bool:
    """A draft whose call has closed."""
    return (
        page is not None
        and application.state == State.DRAFT
        and page.closes_at is not None
        and now >= page.closes_at
        and not may_change(application, page, now=now)
    )
