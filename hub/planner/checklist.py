"""What is to be done before, on and after the day: the planning roadmap, and tasks of one's own."""

import datetime as dt
from dataclasses import dataclass

from hub.planner.plans.document import Plan


@dataclass(frozen=True)
class Task:
    """`due` where the plan has a date and the task a distance from it. `done`: initials of who did it, `✓`, or nothing."""

    key: str
    text: str
    why: str = ""
    role: str = ""
    days: int | None = None
    due: dt.date | None = None
    done: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class Stage:
    key: str
    title: str
    tasks: tuple[Task, ...]
    due: dt.date | None = None


def stages(plan: Plan) -> list[Stage]:
    """In the order of their days; tasks at no certain time come last."""
    return []
