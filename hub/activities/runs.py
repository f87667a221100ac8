"""“I ran this”: taken in from anybody, counted once staff have read it, told to readers once there are three."""

from dataclasses import dataclass
from statistics import median_low

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from hub.activities.enums import RunState
from hub.activities.models import ActivityPage, Run
from hub.core import version

MOST_WAITING = 20  # on one activity
MOST_IN_A_DAY = 200
LEAST_TOLD = 3
MOST_COUNTED = 1000  # the newest ones
MOST_CHANGES = 5
KEPT_SECONDS = 24 * 3600


class TooManyRunsError(Exception):
    """So many are waiting that no more are taken for now."""


@dataclass(frozen=True)
class Told:
    """What readers are told of an activity. `minutes`: the median, None where fewer than three said them; `changes`: pairs
    of language and text, the newest first."""

    groups: int
    minutes: int | None
    changes: list[tuple[str, str]]


def is_full(uid: str) -> bool:
    waiting = Run.objects.filter(uid=uid, state=RunState.NEW).count()
    return waiting >= MOST_WAITING or Run.objects.filter(day=timezone.now().date()).count() >= MOST_IN_A_DAY


@transaction.atomic
def leave(*, activity: ActivityPage, opening: str, language: str, **said) -> None:
    """Keeps what somebody says of a run, once for each opening of the form. Raises TooManyRunsError."""
    ActivityPage.objects.select_for_update(no_key=True).values_list("pk").get(pk=activity.pk)
    if Run.objects.filter(opening=opening).exists():
        return
    if is_full(activity.uid):
        raise TooManyRunsError
    Run.objects.create(opening=opening, uid=activity.uid, language=language, **said)


@transaction.atomic
def handle(*, run: Run, state: str, user) -> None:
    """Counts a run, sets it aside, or puts it back among the new ones."""
    was_told = run.state == RunState.COUNTED
    run.state, run.handled_by = state, None if state == RunState.NEW else user
    run.save(update_fields=["state", "handled_by"])
    if was_told != (state == RunState.COUNTED):
        version.bump()


def told_of(uid: str) -> Told | None:
    """None while fewer than three runs are counted. Read once for each version of the content."""
    key = f"runs:{version.current()}:{uid}"
    held = cache.get(key)
    if held is None:
        held = (_told_of(uid),)
        cache.set(key, held, KEPT_SECONDS)
    return held[0]


def _told_of(uid: str) -> Told | None:
    rows = Run.objects.filter(uid=uid, state=RunState.COUNTED).order_by("-pk")
    found = list(rows.values_list("minutes", "language", "changed")[:MOST_COUNTED])
    if len(found) < LEAST_TOLD:
        return None
    minutes = [each for each, _language, _changed in found if each is not None]
    changes = [(language, changed) for _minutes, language, changed in found if changed]
    return Told(len(found), median_low(minutes) if len(minutes) >= LEAST_TOLD else None, changes[:MOST_CHANGES])
