"""A roadmap for a calendar: one event that lasts a day for each phase. Days need no time zone."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hub.handbook.roadmap import Stage

MADE_BY = "-//Jam Sessions Hub//Handbook//EN"
SPACE = uuid.UUID("6f0d6d52-5a3f-5c5e-9a55-7d2f2f6f7c11")


def calendar(stages: list[Stage], session: dt.date) -> bytes:
    """The same day gives the same UIDs: importing it twice brings no event twice."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for stage in stages:
        made.add_component(_event(stage, session))
    return made.to_ical()


def _event(stage: Stage, session: dt.date) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(SPACE, f"{session} {stage.phase.key}")))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", stage.day)
    event.add("dtend", stage.day + dt.timedelta(days=1))
    event.add("summary", _("Jam session: %(phase)s") % {"phase": stage.phase.title})
    event.add("description", "\n".join(_line(task) for task in stage.tasks))
    event.add("transp", "TRANSPARENT")
    return event


def _line(task) -> str:
    who = f" ({task.role})" if task.role else ""
    return f"- {task.text}{who}"
