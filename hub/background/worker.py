"""The process beside the web server: db_worker of django-tasks-db, with signs of life, further tries and rounds."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

import django.db
from django.conf import settings
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from hub.background import rounds, rows, running, services

logger = logging.getLogger("hub.background")
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Worker(db_worker.Worker):
    """Ends after the task in hand when it is told to. `interval`: seconds between two looks where nothing is open."""

    def __init__(self, *, say: Callable[[str], object], interval: float = 1.0, ends_with_parent: bool = False):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=True,
            backend_name=rows.BACKEND,
            startup_delay=False,
            max_tasks=1,
            worker_id=get_random_string(32),
        )
        self.say = say
        self.parent = os.getppid() if ends_with_parent else None
        self.next_rounds: dict[str, float] = {}

    def run_task(self, db_task_result) -> None:
        self._run_tasks += 1
        running.run(db_task_result)

    def work(self, *, once: bool = False) -> None:
        """Until it is told to stop; `once`: until nothing is open."""
        with self._interrupted_only_when_idle(), self._seen():
            while self.running and not self._is_orphan():
                has_done = self._turn()
                if once and not has_done:
                    return
                if not has_done:
                    self._rest()

    def _turn(self) -> bool:
        try:
            self._go_round()
            if not rows.due().exists():  # a look that takes no lock
                return False
            self._run_tasks = 0
            super().run()
            return self._run_tasks > 0
        except django.db.Error as error:  # the database is away or locked; it will come back
            logger.warning("The task table could not be read: %s", type(error).__name__)
            django.db.close_old_connections()
            return False

    def _go_round(self) -> None:
        services.take_back(idle=self.worker_id)
        for name, each in rounds.registered().items():
            if time.monotonic() < self.next_rounds.get(name, 0):
                continue
            try:
                said = each.do(lambda: not self.running)
                if said:
                    self.say(said)
            except Exception as error:  # whatever one round raises, the others and the tasks go on
                logger.error("Round %s failed with %s", name, type(error).__name__)
                django.db.close_old_connections()
            self.next_rounds[name] = time.monotonic() + each.every.total_seconds()

    def _rest(self) -> None:
        self.running_task = False  # a signal now ends us at once
        if self.running:
            time.sleep(self.interval)
        self.running_task = True

    @contextmanager
    def _interrupted_only_when_idle(self):
        """Beginning, between claiming and settling, in a round, signing off: a signal only asks us to end soon."""
        self.running_task = True
        try:
            yield
        finally:
            self.running_task = False

    def _is_orphan(self) -> bool:
        return self.parent is not None and os.getppid() != self.parent

    @contextmanager
    def _seen(self):
        """Gives signs of life from a thread of its own, however long a task takes; signs off at the end."""
        ended = threading.Event()
        thread = threading.Thread(target=_beat, args=(self.worker_id, ended), daemon=True)
        services.beat(key=self.worker_id)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join(timeout=5)
            services.sign_off(key=self.worker_id)


def _beat(key: str, ended: threading.Event) -> None:
    while not ended.wait(settings.HUB_WORKER_SILENCE_SECONDS / 4):
        try:
            services.beat(key=key)
        except django.db.Error:  # the next one may get through
            django.db.connection.close()
    django.db.connection.close()


@contextmanager
def hearing_signals(worker: Worker):
    """SIGTERM and Ctrl-C reach the worker; afterwards whoever heard them before."""
    before = {number: signal.signal(number, worker.shutdown) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
