"""Looking at many links: some at once, one at a time to a host, in bounded time and memory.

Threads ask the network and know no database; whoever called takes what they found and writes it down, link by link, so that
a run that is broken off has lost nothing and goes on where it was.
"""

import datetime as dt
import heapq
import itertools
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from django.db import Error as DatabaseError
from django.utils import timezone

from hub.resources.health import letters, services
from hub.resources.health.books import Book
from hub.resources.health.exchanges import StoppedError
from hub.resources.health.gates import PAUSE, Gates
from hub.resources.health.judging import Verdict
from hub.resources.health.looking import look
from hub.resources.health.services import Taken

logger = logging.getLogger("hub.resources")
THREADS = 16
TURN = 30  # seconds of a worker, who has other things to do
MOST_IN_A_TURN = 200
POLL = 0.2
Looker = Callable[..., Verdict]


def go_round(is_stopping: Callable[[], bool]) -> str | None:
    """What the worker of hub.background does now and then."""
    services.settle()
    until = time.monotonic() + TURN
    done = run(most=MOST_IN_A_TURN, is_stopping=lambda: is_stopping() or time.monotonic() > until)
    letters.tell()
    return f"Links: looked at {done}." if done else None


def run(
    *,
    most: int,
    only: int | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
    on_each: Callable[[], object] = lambda: None,
    look: Looker = look,
    threads: int = THREADS,
    pause: float = PAUSE,
) -> int:
    """Looks at what is due, at most so many; returns how many it looked at. What it did not come to is due as before."""
    taken = services.take(most=most, only=only)
    if not taken:
        return 0
    crew = _Crew(taken, look=look, threads=min(threads, len(taken)), pause=pause)
    book = Book(look)
    done = 0
    try:
        for each, verdict in crew.work(is_stopping):
            book.enter(each, verdict)
            done += 1
            on_each()
            if verdict.retry_after:
                put_off = crew.leave_alone(each)
                services.give_back(put_off, until=timezone.now() + dt.timedelta(seconds=verdict.retry_after))
    finally:
        _give_back_safely(crew.end(), book, may_ask=not is_stopping())
    return done


def _give_back_safely(left: list[Taken], book: Book, *, may_ask: bool) -> None:
    try:
        services.give_back(left)
        book.close(may_ask=may_ask)
    except DatabaseError as error:  # they are due again when the claim is over
        logger.warning("Links could not be given back: %s", type(error).__name__)


@dataclass(order=True)
class _Turn:
    """When a host may be asked again."""

    at: float
    number: int
    host: str


class _Crew:
    """Threads that share the links out among them by host. `work` belongs to the thread of the caller."""

    def __init__(self, taken: list[Taken], *, look: Looker, threads: int, pause: float):
        self.stop = threading.Event()
        self.gates = Gates(pause=pause, stop=self.stop)
        self.look = partial(look, gate=self.gates.hold, stop=self.stop)
        self.lock = threading.Lock()
        self.numbers = itertools.count()
        self.by_host: dict[str, deque[Taken]] = {}
        for each in taken:
            self.by_host.setdefault(host_of(each.address), deque()).append(each)
        self.turns = [_Turn(0.0, next(self.numbers), host) for host in self.by_host]
        heapq.heapify(self.turns)
        self.left = {each.pk: each for each in taken}
        self.results: queue.SimpleQueue = queue.SimpleQueue()
        self.threads = [threading.Thread(target=self._run, name="link-check", daemon=True) for _ in range(threads)]

    def work(self, is_stopping: Callable[[], bool]) -> Iterator[tuple[Taken, Verdict]]:
        for thread in self.threads:
            thread.start()
        while self.left and not is_stopping():
            try:
                each, verdict = self.results.get(timeout=POLL)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self.threads) and self.results.empty():
                    return
                continue
            self.left.pop(each.pk, None)
            yield each, verdict

    def leave_alone(self, asked: Taken) -> list[Taken]:
        """Takes away what is left of its host."""
        with self.lock:
            rest = list(self.by_host.pop(host_of(asked.address), ()))
        for each in rest:
            self.left.pop(each.pk, None)
        return rest

    def end(self) -> list[Taken]:
        """Ends the threads, which takes as long as one is connecting, and returns what was not looked at."""
        self.stop.set()
        for thread in self.threads:
            if thread.ident:
                thread.join()
        return list(self.left.values())

    def _run(self) -> None:
        while not self.stop.is_set():
            turn = self._next_turn()
            if turn is None:
                return
            if isinstance(turn, float):
                self.stop.wait(turn)
                continue
            self._look_at(*turn)

    def _next_turn(self) -> tuple[str, Taken] | float | None:
        """A host and its next link; seconds until there is one; nothing, where no more will come to this thread."""
        with self.lock:
            while self.turns:
                wait = self.turns[0].at - time.monotonic()
                if wait > 0:
                    return min(wait, POLL)
                host = heapq.heappop(self.turns).host
                if links := self.by_host.get(host):
                    return host, links.popleft()
        return None

    def _look_at(self, host: str, each: Taken) -> None:
        try:
            verdict = self.look(each.address)
        except StoppedError:
            return
        except Exception as error:  # whatever one address does to us, the others are looked at
            logger.error("A link could not be looked at: %s", type(error).__name__)
        else:
            self.results.put((each, verdict))
            if verdict.retry_after:
                return  # what is left of this host is put off by `leave_alone`
        with self.lock:
            heapq.heappush(self.turns, _Turn(self.gates.free_at(host), next(self.numbers), host))


def host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
