"""Plans and activities that are in no database, for tests of what is thought about them."""

from hub.activities.models import ActivityPage
from hub.planner.facts import Fact
from hub.planner.plans.document import Day, Item, Kind, Plan

PLAIN = {
    "primary_type": "skills",
    "duration_min": 5,
    "group_min": None,
    "group_max": None,
    "language_load": "interpreted",
    "opt_out": "Step out at any time.",
    "care_after": "Two of us stay for an hour.",
}


def fact(uid: str, *, language: str = "en", newest: int = 1, **fields) -> Fact:
    page = ActivityPage(content_type_id=1, uid=uid, title=uid.capitalize(), **{**PLAIN, **fields})
    return Fact(uid, page, language, f"/{language}/activities/{uid}/", page.version, newest)


def facts(*found: Fact) -> dict[str, Fact]:
    return {each.uid: each for each in found}


def act(uid: str, minutes: int = 10, **more) -> Item:
    """A line with an activity; its key is the uid unless another is given."""
    return Item(**{"key": uid, "kind": Kind.ACTIVITY, "uid": uid, "minutes": minutes, "named": f"Once {uid}", **more})


def own(key: str, minutes: int = 10, **more) -> Item:
    return Item(key, Kind.OWN, minutes, title=key.capitalize(), **more)


def pause(key: str, minutes: int = 10, **more) -> Item:
    return Item(key, Kind.BREAK, minutes, **more)


def buffer(key: str, minutes: int = 10, **more) -> Item:
    return Item(key, Kind.BUFFER, minutes, **more)


def plan(*items: Item, start: str = "", end: str = "", date: str = "", **more) -> Plan:
    return Plan(days=(Day("day", items, date=date, start=start, end=end),), **more)
