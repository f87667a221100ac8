"""What was written into the page of a plan, and what the pressed button does."""

from dataclasses import dataclass, field

from django.http import QueryDict

from hub.activities import presenting
from hub.core import languages
from hub.planner.facts import facts_of
from hub.planner.plan_forms import Written, written
from hub.planner.plans import changing, document
from hub.planner.plans.document import Plan
from hub.search.results import results

FOUND = 6


@dataclass
class Pressed:
    """`day` and `cards`: what was looked for to be put on that day; `anchor`: where on the page she goes on."""

    plan: Plan
    about: Written
    day: str = ""
    words: str = ""
    cards: list = field(default_factory=list)
    anchor: str = ""


def pressed(plan: Plan, data: QueryDict) -> Pressed:
    data = _mine_again(data)
    about = written(plan, data)
    do = data.get("do", "").removeprefix("act-")
    verb, _dash, key = do.partition("-")
    found = Pressed(about.plan, about)
    if verb == "find":
        found.day, found.words = key, document.line(data.get(f"find-{key}"))
        found.cards = _cards(found.words)
        found.anchor = f"find-{key}"
        return found
    found.plan = changing.acted(about.plan, do, _facts(about.plan, verb, key))
    found.anchor = _anchor(verb, key, about.plan, found.plan)
    return found


def _mine_again(data: QueryDict) -> QueryDict:
    """Takes back what somebody else had changed at the same time."""
    verb, _dash, name = data.get("do", "").partition("-")
    if verb != "mine" or f"clash-{name}" not in data:
        return data
    data = data.copy()
    data[name] = data[f"clash-{name}"]
    return data


def _facts(plan: Plan, verb: str, key: str) -> dict:
    if verb == "put":
        return facts_of([(key.rpartition("-")[2], 0)], languages.current())
    if verb == "newest":
        return facts_of([(item.uid, 0) for item in plan.items if item.key == key and item.uid], languages.current())
    return {}


def _cards(words: str) -> list[dict]:
    """Activities that fit the words; the recommended ones where there are no words."""
    query = QueryDict(mutable=True)
    query["q"] = words
    language = languages.current()
    found = results(query, kind="activity", facets=[], language=language, size=FOUND)
    return [presenting.card(each, language) for each in found.documents]


def _anchor(verb: str, key: str, before: Plan, after: Plan) -> str:
    held = {item.key for item in before.items}
    new = next((item.key for item in after.items if item.key not in held), "")
    if new:
        return f"i-{new}"
    known = {item.key for item in after.items}
    first = key.split("-")[0]
    if first in known:
        return f"i-{first}"
    return ANCHORS.get(verb, "")


ANCHORS = {
    "aside": "findings",
    "unaside": "findings",
    "task_add": "checklist",
    "task_out": "checklist",
    "keep": "kept",
    "dayadd": "days",
    "dayout": "days",
    "daytwin": "days",
}
