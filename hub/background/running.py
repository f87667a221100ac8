"""Doing a task: by a worker, or, where none is alive, in the process that has just asked for it."""

import logging
import time
from contextvars import ContextVar

from django.utils.crypto import get_random_string

from hub.background import rows, services
from hub.background.models import Worker

logger = logging.getLogger("hub.background")
SECONDS_FOR_OTHERS = 2  # a request begins no further task after that
_is_at_work: ContextVar[bool] = ContextVar("is_at_work", default=False)


def run(row) -> None:
    """Does the claimed task and notes what became of it. Whatever is wrong with it, the caller goes on."""
    try:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:  # a task may raise anything; it is tried again
        _note(row, error)
    except BaseException as error:  # the process is being ended; another one shall do it
        _note(row, error)
        raise
    else:
        services.succeeded(row=row)


def without_worker(pk=None) -> None:
    """Where no worker is alive: does this task at once, and for a moment what else is open. Otherwise nothing."""
    if Worker.objects.alive().exists():
        return
    key = f"{services.REQUEST}{get_random_string(20)}"
    if pk is not None:
        _do(pk, key)
    if _is_at_work.get():
        return
    services.take_back()
    until = time.monotonic() + SECONDS_FOR_OTHERS
    while time.monotonic() < until and (other := rows.due().values_list("pk", flat=True).first()):
        _do(other, key)


def _do(pk, key: str) -> None:
    row = services.claim(pk=pk, key=key)
    if row is None:
        return
    token = _is_at_work.set(True)
    try:
        run(row)
    finally:
        _is_at_work.reset(token)


def _note(row, error: BaseException) -> None:
    """Where it happened, but not the words of the error, which may be anybody's."""
    services.failed(row=row, error=error)
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    logger.error("Task %s failed with %s in %s", row.task_path, type(error).__name__, place)
