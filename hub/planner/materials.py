"""What has to be brought, summed over the plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hub.activities.enums import Grouping, MaterialPer
from hub.planner.facts import Fact
from hub.planner.plans.document import Item, Plan
from hub.planner.plans.groups import parallel, runs
from hub.search.folding import folded

SMALL_GROUP = 5
GROUP_OF = {Grouping.SMALL_GROUPS: SMALL_GROUP, Grouping.THREES: 3, Grouping.PAIRS: 2}


@dataclass(frozen=True)
class Material:
    """`quantity` is None where it depends on a number of people that the plan does not say, and where no activity says how
    many. `titles`: what it is for."""

    name: str
    quantity: int | None
    is_optional: bool
    substitutes: tuple[str, ...]
    titles: tuple[str, ...]
    language: str


@dataclass
class _Sum:
    """`kept` serves again and again, `used` is used up; None where the number of people is missing."""

    name: str
    language: str
    kept: int = 0
    used: int | None = 0
    is_optional: bool = True
    substitutes: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)


def summed(plan: Plan, facts: dict[str, Fact]) -> list[Material]:
    """What people or small groups get is taken to be used up and is added; what serves a session is taken to serve again,
    so that the most needed at the same time is enough. What can be left out comes last."""
    sums: dict[tuple[str, str], _Sum] = {}
    for day in plan.days:
        groups = parallel(day.items)
        for run in runs(day.items):
            at_once: dict[tuple[str, str], dict[int, int]] = {}
            for item, fact in _with_facts(run, facts):
                _add(sums, at_once, item, fact, _people(plan, groups.get(item.key, 1)))
            for key, needed in at_once.items():
                sums[key].kept = max(sums[key].kept, sum(needed.values()))
    found = [_material(each) for each in sums.values()]
    return sorted(found, key=lambda material: material.is_optional)


def _with_facts(run: tuple[Item, ...], facts: dict[str, Fact]) -> Iterator[tuple[Item, Fact]]:
    return ((item, facts[item.uid]) for item in run if item.uid in facts)


def _people(plan: Plan, groups: int) -> int | None:
    return None if plan.people is None else -(-plan.people // groups)


def _add(sums: dict, at_once: dict, item: Item, fact: Fact, people: int | None) -> None:
    for block in fact.page.materials:
        value = block.value
        name = " ".join(value["name"].split())
        key = (folded(name), fact.language)
        held = sums.setdefault(key, _Sum(name, fact.language))
        quantity = value["qty"] or 0
        if value["per"] == MaterialPer.SESSION:
            needed = at_once.setdefault(key, {})
            needed[item.group] = max(needed.get(item.group, 0), quantity)
        elif people is None or held.used is None:
            held.used = None
        else:
            held.used += quantity * (people if value["per"] == MaterialPer.PERSON else small_groups(fact, people))
        held.is_optional = held.is_optional and bool(value["optional"])
        held.substitutes.update(dict.fromkeys(filter(None, [value["substitute"]])))
        held.titles[item.title or fact.page.title] = None


def small_groups(fact: Fact, people: int) -> int:
    """Into how many small groups people part for an activity; the whole group is one."""
    size = next((size for grouping, size in GROUP_OF.items() if grouping in fact.page.grouping), people)
    return -(-people // size) if people else 0


def _material(found: _Sum) -> Material:
    quantity = None if found.used is None else (found.kept + found.used) or None
    return Material(
        name=found.name,
        quantity=quantity,
        is_optional=found.is_optional,
        substitutes=tuple(found.substitutes),
        titles=tuple(found.titles),
        language=found.language,
    )
