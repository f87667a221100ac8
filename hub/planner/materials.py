"""What has to be brought, summed over the plan."""

from dataclasses import dataclass

from hub.planner.facts import Fact
from hub.planner.plans.document import Plan


@dataclass(frozen=True)
class Material:
    """`quantity` is None where it depends on a number of people that the plan does not say. `titles`: what it is for."""

    name: str
    quantity: int | None
    is_optional: bool
    substitutes: tuple[str, ...]
    titles: tuple[str, ...]
    language: str


def summed(plan: Plan, facts: dict[str, Fact]) -> list[Material]:
    return []
