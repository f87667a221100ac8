"""How long something takes, on a machine that may be busy with something else, or slow."""

import time
from collections.abc import Callable

CALM = 0.025  # seconds that the work of comparison takes where limits were set


def quickest(do: Callable[[], object], *, limit: float) -> tuple:
    """What it gave at first, and the seconds of its quickest try. It is tried again only if it took longer than it may.

    Each try is set against a fixed piece of work done just before and just after it: where that takes twice as long as on a
    calm machine, so may the try. Nowhere does it count as slower than it was.
    """
    given, seconds = [], []
    before = _comparison()
    while not seconds or (min(seconds) >= limit and len(seconds) < 5):
        begun = time.perf_counter()
        given.append(do())
        took = time.perf_counter() - begun
        after = _comparison()
        seconds.append(took / max(1, (before + after) / 2 / CALM))
        before = after
    return given[0], min(seconds)


def _comparison() -> float:
    """The seconds that the piece of work takes now: words, numbers and a table, as most of what is timed."""
    begun = time.perf_counter()
    seen: dict[str, int] = {}
    for number in range(60_000):
        word = str(number)
        seen[word] = seen.get(word[:-1], 0) + len(word)
    return time.perf_counter() - begun
