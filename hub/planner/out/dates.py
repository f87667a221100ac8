"""A plan for calendars: its days, and what its checklist has for other days, with a reminder.

What is due on a day is one event of the whole day: phones show no VTODO, or ask for a program of its own, and thirty tasks one by
one would bury everything else. It leaves the day free, and reminds in the morning. A UID comes from the keys of the plan alone:
it stays when the plan changes, and says nothing of anybody.
"""

import datetime as dt
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Alarm, Calendar, Event

from hub.core import clocks
from hub.planner.checklist import Task
from hub.planner.out.outline import DayPart, outline_of
from hub.planner.out.text import agenda
from hub.planner.sheets import DaySheet, Sheet

MADE_BY = "-//Jam Sessions Hub//Session plans//EN"
FAMILY = uuid.UUID("5a1f4f0a-6a52-4c0c-9d0a-5e3c7c1f6b1d")
MORNING = dt.timedelta(hours=9)
DAY = dt.timedelta(days=1)


class NoDateError(ValueError):
    """No day of the plan has a date yet."""


def has_dates(sheet: Sheet) -> bool:
    return any(each.day.date for each in sheet.days)


def calendar(sheet: Sheet, host: str) -> bytes:
    """Days without a date are left out, and the first day says so. Raises NoDateError where none has one."""
    if not has_dates(sheet):
        raise NoDateError
    paper = outline_of(sheet, host)
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    dates = [each.day.date for each in sheet.days if each.day.date and each.day.start]
    if dates and sheet.plan.zone != "UTC":
        made.add_component(clocks.told(sheet.plan.zone, *map(dt.date.fromisoformat, (min(dates), max(dates)))))
    now = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    word = _undated(sheet)
    for day, part in zip(sheet.days, paper.days, strict=True):
        if day.day.date:
            made.add_component(_event(sheet, day, part, word, now))
            word = ""
    for due, tasks in _due(sheet).items():
        made.add_component(_tasks(sheet, due, tasks, now))
    return made.to_ical()


def _due(sheet: Sheet) -> dict[dt.date, list[Task]]:
    """Day → what is still to be done on it, in the order of the days."""
    found: dict[dt.date, list[Task]] = {}
    for task in (task for stage in sheet.stages for task in stage.tasks):
        if task.due and not task.done:
            found.setdefault(task.due, []).append(task)
    return dict(sorted(found.items()))


def _undated(sheet: Sheet) -> str:
    numbers = [str(each.number) for each in sheet.days if not each.day.date]
    if not numbers:
        return ""
    return _("Not in this calendar, because they have no date yet: days %(numbers)s.") % {"numbers": ", ".join(numbers)}


# An hour that clocks show twice is, in a calendar, the first one; an end in the second is written in UTC.
def _event(sheet: Sheet, day: DaySheet, part: DayPart, word: str, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", _uid(day.day.key))
    event.add("dtstamp", now)
    whole = day.timed.whole
    if whole.begins is None:
        date = dt.date.fromisoformat(day.day.date)
        event.add("dtstart", date)
        event.add("dtend", date + DAY)
    else:
        event.add("dtstart", whole.begins)
        event.add("dtend", whole.ends.astimezone(dt.UTC) if whole.ends.fold else whole.ends)
    event.add("summary", f"{sheet.title} – {part.title}" if part.title else sheet.title)
    said = (sheet.plan.purpose, agenda(part, sheet.direction), word)
    event.add("description", "\n\n".join(filter(None, said)))
    return event


def _tasks(sheet: Sheet, due: dt.date, tasks: list[Task], now: dt.datetime) -> Event:
    words = tasks[0].text
    if len(tasks) > 1:
        words = ngettext("%(n)d thing to do", "%(n)d things to do", len(tasks)) % {"n": len(tasks)}
    event = Event()
    event.add("uid", _uid(f"{sheet.days[0].day.key}|{tasks[0].key}"))
    event.add("dtstamp", now)
    event.add("dtstart", due)
    event.add("dtend", due + DAY)
    event.add("summary", f"{sheet.title}: {words}")
    event.add("description", "\n\n".join("\n".join(filter(None, (f"□ {task.text}", task.why))) for task in tasks))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", MORNING)
    event.add_component(alarm)
    return event


def _uid(name: str) -> str:
    return str(uuid.uuid5(FAMILY, name))
