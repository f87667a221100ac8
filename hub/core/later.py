"""Work that is wanted for many things: done at once for each of them, or together when a block ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waiting: ContextVar[dict | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Inside, `do` only notes; at the end each function is called once with all that was noted, in the order of first notes.

    An error inside the block ends it without any of this work: use it within the transaction that is then undone.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[Callable, dict] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for function, keys in waiting.items():
        function(list(keys))


def do(function: Callable[[list], object], *keys) -> None:
    """Calls `function(keys)`, now or, inside of `together`, at its end, each key once."""
    waiting = _waiting.get()
    if waiting is None:
        function(list(keys))
    else:
        waiting.setdefault(function, {}).update(dict.fromkeys(keys))
