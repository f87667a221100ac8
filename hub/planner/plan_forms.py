"""What somebody wrote into the page of a plan, laid over the plan that the page was made from."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.core import zones
from hub.planner.plans import changing, document
from hub.planner.plans.document import Plan, read, said

NOT_A_NUMBER = _("Write a whole number of minutes, from 0 to 1440.")
NOT_PEOPLE = _("Write a whole number of people, from 1 to 10,000.")
NOT_A_DAY = _("Write the day as year-month-day, for example 2026-03-08.")
NOT_AN_HOUR = _("Write the time with hours and minutes, for example 18:30.")
NOT_A_ZONE = _("There is no time zone of this name. Choose one from the list.")
LINES = ("title", "purpose", "people", "format", "languages", "zone", "known")
DAY_LINES = ("title", "date", "start", "end")
ITEM_LINES = ("title", "minutes", "who", "note", "told", "group")
TASK_LINES = ("text", "days", "who")
MAPS = {"role": "roles", "done": "done", "aside": "aside", "sentence": "sentence", "journal": "journal"}


@dataclass
class Written:
    """`wrong`: field of the form → what is wrong with it; the plan keeps what it had there, and `typed` what was typed."""

    plan: Plan
    wrong: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


def written(plan: Plan, data: QueryDict) -> Written:
    """Fields that the form did not have stay as they are."""
    found = Written(plan)
    raw = said(plan)
    for name in LINES:
        _take(raw, name, data.get(name), name, found)
    if "has-needs" in data:
        raw["needs"] = data.getlist("needs")
    for prefix, name in MAPS.items():
        _take_map(raw, name, prefix, data)
    _take_days(raw, plan, data, found)
    for task in raw.get("tasks", []):
        for name in TASK_LINES:
            _take(task, name, data.get(f"task-{task['key']}-{name}"), f"task-{task['key']}-{name}", found)
    new = read(raw)
    if data.get("task-new-text"):
        days = document.number(data.get("task-new-days"), -365, 365)
        text, who = document.line(data["task-new-text"], 300), document.line(data.get("task-new-who"), 40)
        new = changing.task_added(new, text, days, who)
    found.plan = new
    return found


def _take(into: dict, name: str, value: str | None, field_: str, found: Written) -> None:
    if value is None:
        return
    check = CHECKS.get(name)
    if check and value.strip():
        is_right, words = check
        if not is_right(value):
            found.wrong[field_], found.typed[field_] = words, value[:200]
            return
    into[name] = value


def _is_zone(value: str) -> bool:
    try:
        zones.validate_zone(value.strip())
    except ValidationError:
        return False
    return True


CHECKS = {
    "minutes": (lambda value: document.number(value, 0, document.MOST_MINUTES) is not None, NOT_A_NUMBER),
    "people": (lambda value: document.number(value, 1, document.MOST_PEOPLE) is not None, NOT_PEOPLE),
    "date": (document.date, NOT_A_DAY),
    "start": (document.clock, NOT_AN_HOUR),
    "end": (document.clock, NOT_AN_HOUR),
    "zone": (_is_zone, NOT_A_ZONE),
}


def _take_map(raw: dict, name: str, prefix: str, data: QueryDict) -> None:
    """A reason for setting aside counts only with its button."""
    if prefix == "aside":
        verb, _dash, key = data.get("do", "").partition("-")
        if verb == "unaside":
            raw[name] = {each: words for each, words in raw.get(name, {}).items() if each != key}
        elif verb == "aside":
            raw[name] = {**raw.get(name, {}), key: data.get(f"aside-{key}", "").strip() or "✓"}
        return
    fields = {key.removeprefix(f"{prefix}-"): data[key] for key in data if key.startswith(f"{prefix}-")}
    if fields:
        raw[name] = {**raw.get(name, {}), **fields}


def _take_days(raw: dict, plan: Plan, data: QueryDict, found: Written) -> None:
    items = {item["key"]: item for day in raw["days"] for item in day.get("items", [])}
    for item in items.values():
        for name in ITEM_LINES:
            _take(item, name, data.get(f"i-{item['key']}-{name}"), f"i-{item['key']}-{name}", found)
    for day in raw["days"]:
        for name in DAY_LINES:
            _take(day, name, data.get(f"d-{day['key']}-{name}"), f"d-{day['key']}-{name}", found)
    orders = {day.key: data.get(f"order-{day.key}", "").split() for day in plan.days}
    said_order = [key for keys in orders.values() for key in keys]
    if sorted(said_order) == sorted(items):
        for day in raw["days"]:
            day["items"] = [items[key] for key in orders[day["key"]]]
