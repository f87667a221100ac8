"""Tasks for tests. What they leave behind can be counted in this process (`done`) or in the database (letters)."""

import os
import signal
import threading
from uuid import UUID, uuid4

from django_tasks_db.models import DBTaskResult

from hub.background import rows
from hub.background.tasks import task
from hub.mail.enums import LetterState
from hub.mail.models import Letter

CANARY = "canary@example.org"
done: list = []
faults: list[BaseException] = []


@task
def note(number: int, thing: UUID | None = None) -> str:
    """Fails as long as there are faults."""
    if faults:
        raise faults.pop(0)
    done.append(number)
    return CANARY


@task
def ask_for_another(number: int) -> None:
    done.append(f"begin {number}")
    note.enqueue(number)
    done.append(f"end {number}")


@task
def be_told_to_stop(number: int) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    done.append(number)


# For workers in processes of their own --------------------------------------------------------------------------------
@task
def wait_then_work(number: int) -> None:
    """At its first try it waits to be killed before it has done anything."""
    _leave(f"begun {number} {uuid4()}")
    if _tries(number) == 1:
        threading.Event().wait(60)
    _leave(f"effect {number} {uuid4()}")


@task
def work_then_wait(number: int) -> None:
    """At its first try it waits to be killed after it has done everything. What it leaves has a key, and is left once."""
    Letter.objects.get_or_create(key=f"effect {number}", defaults={"state": LetterState.SENT})
    _leave(f"begun {number} {uuid4()}")
    if _tries(number) == 1:
        threading.Event().wait(60)


@task
def meet(number: int) -> None:
    """Waits until two workers have each taken a task."""
    for _try in range(1200):
        taken = DBTaskResult.objects.exclude(worker_ids=[]).values_list("worker_ids", flat=True)
        if len({keys[0] for keys in taken if keys}) > 1:
            break
        threading.Event().wait(0.05)
    _leave(f"effect {number} {uuid4()}")


def _tries(number: int) -> int:
    return len(rows.every().running().get(args_kwargs={"args": [number], "kwargs": {}}).worker_ids)


def _leave(key: str) -> None:
    Letter.objects.create(key=key, state=LetterState.SENT)
