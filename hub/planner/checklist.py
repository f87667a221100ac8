"""What is to be done before, on and after the day: the planning roadmap, and tasks of one's own."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from hub.core import roadmap
from hub.planner.facts import Fact
from hub.planner.plans.document import OwnTask, Plan
from hub.planner.titles import isolated

EVE, ANY_TIME = "eve", "any"
# Somebody who plans without a call has nobody here to ask and nobody to report to.
LEFT_OUT = {"report"}
IN_OTHER_WORDS = {
    "help": {"text": gettext_lazy("Say what you need: money, time, somebody who helps. Ask around.")},
    "notes": {"why": gettext_lazy("Those who could not come want to know, and you will forget more than you think.")},
}
LATER = roadmap.Phase(
    "later",
    3,
    gettext_lazy("Up to three days after"),
    (
        roadmap.Task(
            "feedback",
            roadmap.TEAM,
            gettext_lazy("Read together what people answered, and what you would do otherwise."),
            gettext_lazy("After a week it is half forgotten."),
        ),
        roadmap.Task(
            "promised",
            roadmap.TEAM,
            gettext_lazy("Send what you promised: notes, links, numbers to call."),
            gettext_lazy("A small promise kept is how trust grows."),
        ),
        roadmap.Task(
            "next",
            roadmap.HOST,
            gettext_lazy("Say what comes next, even if it is only a date."),
            gettext_lazy("What was begun in the room has somewhere to go."),
        ),
    ),
)
PHASES = (*roadmap.PHASES, LATER)


@dataclass(frozen=True)
class Task:
    """`due` where the plan has a date and the task a distance from it. `done`: initials of who did it, `✓`, or nothing.
    A task of one's own has the key that it has in the plan; no other is like it: theirs begin with `road-` or `prep-`."""

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


def stages(plan: Plan, facts: dict[str, Fact]) -> list[Stage]:
    """In the order of their days, counted from the first day of the plan, and what comes afterwards from the last; tasks at
    no certain time come last."""
    first, length = _dates(plan)
    own = [_own(task, first, plan) for task in plan.tasks]
    found = []
    for number, phase in enumerate(PHASES):
        days = _days(phase, length)
        tasks = [_template(task, days, first, plan) for task in phase.tasks if task.key not in LEFT_OUT]
        tasks += _preparing(plan, facts, days, first) if phase.key == EVE else []
        tasks += sorted((task for task in own if _stage_of(task.days, length) == number), key=lambda task: task.days)
        found.append(Stage(phase.key, str(phase.title), tuple(tasks), _on(first, days)))
    timeless = tuple(task for task in own if task.days is None)
    return [*found, Stage(ANY_TIME, pgettext("tasks without a date", "At any time"), timeless)] if timeless else found


def _dates(plan: Plan) -> tuple[dt.date | None, int]:
    """The first day and how many days after it the last one is."""
    dates = sorted(dt.date.fromisoformat(day.date) for day in plan.days if day.date)
    return (dates[0], (dates[-1] - dates[0]).days) if dates else (None, 0)


def _days(phase: roadmap.Phase, length: int) -> int:
    return phase.days + (length if phase.days > 0 else 0)


def _on(first: dt.date | None, days: int | None) -> dt.date | None:
    return first + dt.timedelta(days=days) if first and days is not None else None


def _stage_of(days: int | None, length: int) -> int | None:
    """The last phase that has begun by then; what is earlier than all of them belongs to the first."""
    if days is None:
        return None
    return max((number for number, phase in enumerate(PHASES) if _days(phase, length) <= days), default=0)


def _template(task: roadmap.Task, days: int, first: dt.date | None, plan: Plan) -> Task:
    task = replace(task, **IN_OTHER_WORDS.get(task.key, {}))
    key = f"road-{task.key}"
    return Task(
        key,
        str(task.text),
        str(task.why),
        str(task.role),
        days,
        _on(first, days),
        plan.done.get(key, ""),
    )


def _preparing(plan: Plan, facts: dict[str, Fact], days: int, first: dt.date | None) -> list[Task]:
    """What the activities need beforehand, each once."""
    found = []
    for fact in (facts[uid] for uid in plan.uids if uid in facts):
        minutes = fact.page.prep_minutes
        if minutes:
            text = ngettext("Prepare %(title)s (%(n)d minute).", "Prepare %(title)s (%(n)d minutes).", minutes)
            words = text % {"title": isolated(fact.page.title), "n": minutes}
            key, why = f"prep-{fact.uid}", _("The activity says how.")
            found.append(Task(key, words, why, days=days, due=_on(first, days), done=plan.done.get(key, "")))
    return found


def _own(task: OwnTask, first: dt.date | None, plan: Plan) -> Task:
    return Task(
        task.key,
        task.text,
        role=task.who,
        days=task.days,
        due=_on(first, task.days),
        done=plan.done.get(task.key, ""),
        is_own=True,
    )
