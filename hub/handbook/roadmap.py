"""A roadmap with the days of a session."""

import datetime as dt
from dataclasses import dataclass

from hub.core.roadmap import PHASES, Phase, Task


@dataclass(frozen=True)
class Stage:
    """A phase on its day; `day` is None while nobody said when the session is."""

    phase: Phase
    day: dt.date | None
    is_past: bool
    is_today: bool

    @property
    def tasks(self) -> tuple[Task, ...]:
        return self.phase.tasks


def phases_of(value) -> tuple[Phase, ...]:
    """Those of an editor, in the order of their days, else the hub's own."""
    own = [
        Phase(
            key=f"own-{number}",
            days=phase["days"],
            title=phase["title"],
            tasks=tuple(
                Task(f"own-{number}-{at}", task["role"], task["text"], task["why"])
                for at, task in enumerate(phase["tasks"], 1)
            ),
        )
        for number, phase in enumerate((value or {}).get("phases") or [], 1)
    ]
    return tuple(sorted(own, key=lambda phase: phase.days)) or PHASES


def stages(phases: tuple[Phase, ...], session: dt.date | None, today: dt.date) -> list[Stage]:
    found = []
    for phase in phases:
        day = phase.on(session)
        found.append(Stage(phase, day, is_past=bool(day) and day < today, is_today=day == today))
    return found
