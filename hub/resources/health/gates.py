"""Politeness: one question at a time to a host, and a pause between two."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hub.resources.health.exchanges import StoppedError

PAUSE = 1.0  # seconds
POLL = 0.5


class Gates:
    """One for a run; its memory are the hosts of that run."""

    def __init__(self, *, pause: float = PAUSE, stop: threading.Event):
        self.pause, self.stop = pause, stop
        self._changed = threading.Condition()
        self._busy: set[str] = set()
        self._free_at: dict[str, float] = {}

    @contextmanager
    def hold(self, host: str) -> Iterator[None]:
        """Waits until nobody asks the host and the pause is over. Raises StoppedError where the run ends meanwhile."""
        with self._changed:
            while (wait := self._wait(host)) > 0:
                self._changed.wait(min(wait, POLL))
                if self.stop.is_set():
                    raise StoppedError
            self._busy.add(host)
        try:
            yield
        finally:
            with self._changed:
                self._busy.discard(host)
                self._free_at[host] = time.monotonic() + self.pause
                self._changed.notify_all()

    def free_at(self, host: str) -> float:
        with self._changed:
            return self._free_at.get(host, 0.0)

    def _wait(self, host: str) -> float:
        return POLL if host in self._busy else self._free_at.get(host, 0.0) - time.monotonic()
