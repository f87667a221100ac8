"""What becomes of a task: claimed, done, tried again, given up, taken back from a worker that died."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hub.background import rows
from hub.background.models import Worker

WAITS = [
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=12),
]
KEPT = dt.timedelta(days=7)
REQUEST = "request-"  # begins the key of a request that does a task itself, and gives no further signs of life
REQUEST_LASTS = dt.timedelta(minutes=15)
BROKEN_OFF = "WorkerBrokenOff"


def beat(*, key: str) -> None:
    """The worker's sign of life."""
    now = timezone.now()
    if not Worker.objects.filter(key=key).update(seen_at=now, ended_at=None):
        Worker.objects.create(key=key, started_at=now, seen_at=now)


def sign_off(*, key: str) -> None:
    """The worker ends in good order."""
    Worker.objects.filter(key=key).update(ended_at=timezone.now())


def claim(*, pk, key: str) -> DBTaskResult | None:
    """Takes one row; None where somebody else has it, or where its time has not come."""
    row = rows.due().filter(pk=pk).first()
    if row is None:
        return None
    taken = {"status": TaskResultStatus.RUNNING, "started_at": timezone.now(), "worker_ids": [*row.worker_ids, key]}
    if not rows.every().filter(pk=pk, status=TaskResultStatus.READY).update(**taken):
        return None
    for name, value in taken.items():
        setattr(row, name, value)
    return row


def succeeded(*, row) -> None:
    rows.ours(row).update(
        status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now(), exception_class_path="", traceback=""
    )


def failed(*, row, error: BaseException) -> None:
    """Tried again later, or given up. Only the class of the error is kept: its words may be anybody's."""
    _again(row, f"{type(error).__module__}.{type(error).__qualname__}", [*WAITS])


def take_back(*, idle: str = "") -> int:
    """Makes ready again what lay in the hands of a worker that died; says how many.

    `idle`: the key of a worker that asks, and has nothing in hand itself. The first time a task is broken off it is done
    again at once: most often the worker was killed, not the task bad.
    """
    alive = set(Worker.objects.alive().values_list("key", flat=True)) - {idle}
    since = timezone.now() - REQUEST_LASTS
    taken = 0
    for row in rows.every().running():
        holder = row.worker_ids[-1] if row.worker_ids else ""
        if holder not in alive and not (holder.startswith(REQUEST) and row.started_at > since):
            taken += _again(row, BROKEN_OFF, [dt.timedelta(), *WAITS[:-1]])
    return taken


def _again(row, error: str, waits: list[dt.timedelta]) -> int:
    now, tries = timezone.now(), len(row.worker_ids)
    values = {"exception_class_path": error, "traceback": "", "return_value": None}
    if tries > len(waits):
        return rows.ours(row).update(status=TaskResultStatus.FAILED, finished_at=now, **values)
    wait = waits[tries - 1] if tries else dt.timedelta()
    return rows.ours(row).update(status=TaskResultStatus.READY, run_after=now + wait, started_at=None, **values)


@transaction.atomic
def try_again(*, task_path: str, error: str) -> int:
    """Somebody has put right what was wrong: what failed so is due now, with all its tries before it. Says how many."""
    found = rows.failed().filter(task_path=task_path, exception_class_path=error)
    return found.update(
        status=TaskResultStatus.READY,
        run_after=timezone.now(),
        started_at=None,
        finished_at=None,
        worker_ids=[],
        exception_class_path="",
    )


def prune() -> None:
    """Removes what was done or given up a week ago, and workers that nobody has seen since."""
    before = timezone.now() - KEPT
    rows.every().finished().filter(finished_at__lt=before).delete()
    Worker.objects.filter(seen_at__lt=before).delete()
