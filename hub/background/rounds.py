"""What a worker does now and then besides its tasks. Apps above register theirs when they start."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Round:
    """`do` is given a function that says whether the worker shall stop, and returns what there is to say, or nothing."""

    every: dt.timedelta
    do: Callable[[Callable[[], bool]], str | None]


_rounds: dict[str, Round] = {}


def register(name: str, *, every: dt.timedelta, do: Callable[[Callable[[], bool]], str | None]) -> None:
    _rounds[name] = Round(every, do)


def registered() -> dict[str, Round]:
    return dict(_rounds)
