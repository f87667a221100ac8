"""Plans that are kept on the hub are written here. A link is all that opens one."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from hub.planner import links
from hub.planner.links import NotOpenError
from hub.planner.models import KeptPlan, Voice
from hub.planner.plans.document import Plan, read, said
from hub.planner.plans.merging import Clash, merged

MOST_STEPS = 20  # that are kept to be taken back, and to see what somebody began from
MOST_BYTES = 300_000
MOST_DAYS = 400
MOST_VOICES = 500


class NoPlanError(Exception):
    """No plan is kept under this link: there never was one, its time is over, or it was deleted."""


class TooLargeError(Exception):
    """A plan is kept only up to MOST_BYTES, packed."""


class TooManyError(Exception):
    """No more voices are taken in."""


@dataclass(frozen=True)
class Step:
    """`before`: the serial of the step that taking it back leads to; 0 where none is kept."""

    serial: int
    before: int
    plan: Plan


@dataclass(frozen=True)
class Kept:
    """`edit` is empty where it was opened by the link to view."""

    row: KeptPlan
    steps: tuple[Step, ...]
    view: str
    edit: str = ""

    @property
    def plan(self) -> Plan:
        return self.steps[0].plan

    @property
    def serial(self) -> int:
        return self.steps[0].serial

    @property
    def say(self) -> str:
        return links.say_code(self.view)

    @property
    def may_undo(self) -> bool:
        return self.before is not None

    @property
    def before(self) -> Step | None:
        return next((step for step in self.steps[1:] if step.serial == self.steps[0].before), None)


def keep(*, plan: Plan, until: dt.date) -> str:
    """The link to edit it."""
    edit = links.new_code()
    view = links.view_code(edit)
    row = KeptPlan(
        edit_row=links.row(edit),
        view_row=links.row(view),
        say_row=links.row(links.say_code(view)),
        until=bounded(until),
    )
    _write(row, (Step(1, 0, plan),), view)
    return edit


def bounded(until: dt.date) -> dt.date:
    today = timezone.now().date()
    return min(max(until, today), today + dt.timedelta(days=MOST_DAYS))


def to_edit(edit: str) -> Kept:
    """Raises NoPlanError."""
    return _opened(_row(edit_row=links.row(edit)), links.view_code(edit), edit)


def to_view(view: str) -> Kept:
    """Raises NoPlanError."""
    return _opened(_row(view_row=links.row(view)), view)


@transaction.atomic
def save(*, edit: str, plan: Plan, base: int) -> tuple[Kept, list[Clash]]:
    """Lays what somebody wrote, beginning from `base`, over what is kept by now. Raises NoPlanError, TooLargeError."""
    kept = _held(edit)
    began = next((step.plan for step in kept.steps if step.serial == base), None)
    new, clashes = (plan, []) if base == kept.serial else merged(began, plan, kept.plan)
    if new == kept.plan:
        return kept, clashes
    return _stepped(kept, Step(kept.serial + 1, kept.serial, new)), clashes


@transaction.atomic
def undo(*, edit: str, serial: int) -> Kept:
    """Takes the newest step back, if it is still the one that she saw. Raises NoPlanError."""
    kept = _held(edit)
    before = kept.before
    if before is None or serial != kept.serial:
        return kept
    return _stepped(kept, Step(kept.serial + 1, before.before, before.plan))


@transaction.atomic
def extend(*, edit: str, until: dt.date) -> None:
    """Raises NoPlanError."""
    row = _held(edit).row
    row.until = bounded(until)
    row.save(update_fields=["until"])


def delete(*, edit: str) -> None:
    """Raises NoPlanError."""
    _row(edit_row=links.row(edit)).delete()


def wipe_over() -> int:
    """Deletes the plans whose time is over; how many there were."""
    over = KeptPlan.objects.filter(until__lt=timezone.now().date())
    return over.delete()[1].get(KeptPlan._meta.label, 0)


@transaction.atomic
def speak(*, say: str, opening: str, words: dict[str, str]) -> None:
    """Keeps what somebody said; a form that is sent twice, once. Raises NoPlanError, TooManyError."""
    row = _row(True, say_row=links.row(say))
    if row.voices.filter(opening=opening).exists():
        return
    if row.voices.count() >= MOST_VOICES:
        raise TooManyError
    place = f"voice:{row.say_row}"
    Voice.objects.create(plan=row, opening=opening, sealed=links.sealed(words, code=say, place=place))


def voices(kept: Kept) -> list[dict[str, str]]:
    """What people said, in no order that would tell who came when."""
    place = f"voice:{kept.row.say_row}"
    found = [links.opened(each.sealed, code=kept.say, place=place) for each in kept.row.voices.all()]
    return sorted(found, key=lambda words: sorted(words.items()))


def may_speak(say: str) -> bool:
    try:
        _row(say_row=links.row(say))
    except NoPlanError:
        return False
    return True


def _row(is_locked: bool = False, **wanted: str) -> KeptPlan:
    rows = KeptPlan.objects.filter(until__gte=timezone.now().date(), **wanted)
    row = (rows.select_for_update() if is_locked else rows).first() if all(wanted.values()) else None
    if row is None:
        raise NoPlanError
    return row


def _held(edit: str) -> Kept:
    return _opened(_row(True, edit_row=links.row(edit)), links.view_code(edit), edit)


def _opened(row: KeptPlan, view: str, edit: str = "") -> Kept:
    try:
        steps = links.opened(row.sealed, code=view, place=row.view_row)
    except NotOpenError as error:
        raise NoPlanError from error
    return Kept(row, tuple(Step(serial, before, read(plan)) for serial, before, plan in steps), view, edit)


def _stepped(kept: Kept, step: Step) -> Kept:
    steps = (step, *kept.steps)[:MOST_STEPS]
    return replace(kept, steps=_write(kept.row, steps, kept.view))


def _write(row: KeptPlan, steps: tuple[Step, ...], view: str) -> tuple[Step, ...]:
    """What is too large loses its oldest steps first."""
    while True:
        data = links.sealed(
            [(each.serial, each.before, said(each.plan)) for each in steps], code=view, place=row.view_row
        )
        if len(data) <= MOST_BYTES:
            break
        if len(steps) == 1:
            raise TooLargeError
        steps = steps[: max(len(steps) // 2, 1)]
    row.sealed, row.serial = data, steps[0].serial
    row.save()
    return steps
