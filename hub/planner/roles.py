"""Who does what on the day, so that nobody carries everything."""

from dataclasses import dataclass

from hub.planner.plans.document import Plan


@dataclass(frozen=True)
class Role:
    key: str
    label: str
    help: str
    who: str = ""


def roles(plan: Plan) -> list[Role]:
    """All that can be given out, with who took them."""
    return []
