"""What one press on a button does to a plan. Each is named by a word and what it is about: `minutes-k3xw9d-15`."""

from collections.abc import Callable
from dataclasses import replace

from hub.planner.plans.document import (
    MOST_DAYS,
    MOST_ITEMS,
    MOST_MINUTES,
    UID,
    Day,
    Item,
    Kind,
    OwnTask,
    Plan,
    clock,
    new_key,
    number,
)

BREAK, BUFFER, OWN = 10, 5, 15  # minutes that a new line begins with


def acted(plan: Plan, act: str, facts: dict) -> Plan:
    """The plan after it; unchanged where the act is unknown or is about nothing that is there. `facts`: uid → Fact of what is
    put in or brought up to date."""
    verb, *about = act.split("-")
    change = ACTS.get(verb)
    return change(plan, facts, *about) if change and len(about) == WANTS[verb] else plan


def with_items(plan: Plan, day: Day, items: list[Item]) -> Plan:
    return plan.with_day(replace(day, items=tuple(items)))


def placed(plan: Plan, key: str) -> tuple[Day, int] | None:
    """Where an item stands: its day, and its place on it."""
    for day in plan.days:
        for place, item in enumerate(day.items):
            if item.key == key:
                return day, place
    return None


def moved(plan: Plan, key: str, day_key: str, place: int) -> Plan:
    """The item at another place, counted without it."""
    found = placed(plan, key)
    if found is None or day_key not in {day.key for day in plan.days}:
        return plan
    day, old = found
    item = day.items[old]
    without = with_items(plan, day, [each for each in day.items if each.key != key])
    target = next(each for each in without.days if each.key == day_key)
    items = list(target.items)
    items.insert(max(min(place, len(items)), 0), item)
    return with_items(without, target, items)


def added(plan: Plan, day_key: str, item: Item, after: str = "") -> Plan:
    """The item after another one, or at the end of the day."""
    day = next((each for each in plan.days if each.key == day_key), None)
    if day is None or len(plan.items) >= MOST_ITEMS:
        return plan
    items = list(day.items)
    place = next((at + 1 for at, each in enumerate(items) if each.key == after), len(items))
    items.insert(place, item)
    return with_items(plan, day, items)


def changed(plan: Plan, key: str, **values) -> Plan:
    found = placed(plan, key)
    if found is None:
        return plan
    day, place = found
    items = list(day.items)
    items[place] = replace(items[place], **values)
    return with_items(plan, day, items)


def of_activity(fact) -> Item:
    return Item(
        new_key(), Kind.ACTIVITY, minutes=fact.minutes, uid=fact.uid, version=fact.version, named=fact.page.title[:120]
    )


def of_activities(plan: Plan, facts: list) -> Plan:
    """The activities one after the other at the end of the first day."""
    for fact in facts:
        plan = added(plan, plan.days[0].key, of_activity(fact))
    return plan


# One function for each act ------------------------------------------------------------------------------------------------
def _up(plan, facts, key):
    return _by_one(plan, key, -1)


def _down(plan, facts, key):
    return _by_one(plan, key, 1)


def _by_one(plan: Plan, key: str, by: int) -> Plan:
    """Past the first and the last of a day it goes on to the next day."""
    found = placed(plan, key)
    if found is None:
        return plan
    day, place = found
    if 0 <= place + by < len(day.items):
        return moved(plan, key, day.key, place + by)
    number_ = [each.key for each in plan.days].index(day.key) + by
    if not 0 <= number_ < len(plan.days):
        return plan
    other = plan.days[number_]
    return moved(plan, key, other.key, len(other.items) if by < 0 else 0)


def _to(plan, facts, key, day_key, place):
    wanted = number(place, 0, MOST_ITEMS)
    return plan if wanted is None else moved(plan, key, day_key, wanted)


def _out(plan, facts, key):
    found = placed(plan, key)
    return with_items(plan, found[0], [each for each in found[0].items if each.key != key]) if found else plan


def _twin(plan, facts, key):
    found = placed(plan, key)
    if found is None:
        return plan
    day, place = found
    return added(plan, day.key, replace(day.items[place], key=new_key()), after=key)


def _minutes(plan, facts, key, minutes):
    wanted = number(minutes, 0, MOST_MINUTES)
    return plan if wanted is None else changed(plan, key, minutes=wanted)


def _pause(kind: Kind) -> Callable:
    def put(plan, facts, key, minutes):
        found, wanted = placed(plan, key), number(minutes, 0, MOST_MINUTES)
        if found is None or wanted is None:
            return plan
        return added(plan, found[0].key, Item(new_key(), kind, minutes=wanted), after=key)

    return put


def _new(kind: Kind, minutes: int) -> Callable:
    return lambda plan, facts, day_key: added(plan, day_key, Item(new_key(), kind, minutes=minutes))


def _put(plan, facts, day_key, uid):
    return added(plan, day_key, of_activity(facts[uid])) if UID.fullmatch(uid) and uid in facts else plan


def _newest(plan, facts, key):
    found = placed(plan, key)
    fact = facts.get(found[0].items[found[1]].uid) if found else None
    return changed(plan, key, version=fact.newest) if fact else plan


def _hour(name: str) -> Callable:
    def put(plan, facts, day_key, hour):
        day = next((each for each in plan.days if each.key == day_key), None)
        said = clock(f"{hour[:2]}:{hour[2:]}")
        return plan.with_day(replace(day, **{name: said})) if day and said else plan

    return put


def _day_add(plan, facts):
    if len(plan.days) >= MOST_DAYS:
        return plan
    last = plan.days[-1]
    return replace(plan, days=(*plan.days, Day(new_key(), start=last.start, end=last.end)))


def _day_out(plan, facts, key):
    days = tuple(day for day in plan.days if day.key != key)
    return replace(plan, days=days) if days else plan


def _day_twin(plan, facts, key):
    day = next((each for each in plan.days if each.key == key), None)
    if day is None or len(plan.days) >= MOST_DAYS or len(plan.items) + len(day.items) > MOST_ITEMS:
        return plan
    twin = replace(day, key=new_key(), date="", items=tuple(replace(item, key=new_key()) for item in day.items))
    at = plan.days.index(day) + 1
    return replace(plan, days=(*plan.days[:at], twin, *plan.days[at:]))


def _task_out(plan, facts, key):
    return replace(plan, tasks=tuple(task for task in plan.tasks if task.key != key))


def task_added(plan: Plan, text: str, days: int | None, who: str) -> Plan:
    return replace(plan, tasks=(*plan.tasks, OwnTask(new_key(), text, days, who))) if text else plan


ACTS: dict[str, Callable] = {
    "up": _up,
    "down": _down,
    "to": _to,
    "out": _out,
    "drop": _out,
    "twin": _twin,
    "minutes": _minutes,
    "break": _pause(Kind.BREAK),
    "buffer": _pause(Kind.BUFFER),
    "newown": _new(Kind.OWN, OWN),
    "newbreak": _new(Kind.BREAK, BREAK),
    "newbuffer": _new(Kind.BUFFER, BUFFER),
    "put": _put,
    "newest": _newest,
    "start": _hour("start"),
    "end": _hour("end"),
    "dayadd": _day_add,
    "dayout": _day_out,
    "daytwin": _day_twin,
    "task_out": _task_out,
}
WANTS = {
    **dict.fromkeys(ACTS, 1),
    **dict.fromkeys(("minutes", "break", "buffer", "put", "start", "end"), 2),
    "to": 3,
    "dayadd": 0,
}
