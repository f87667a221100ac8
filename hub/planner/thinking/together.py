"""The moments of a day at which everybody is together, and the stretches between breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from hub.planner.plans.document import Kind
from hub.planner.thinking.look import Line

LEAST_BREAK = 5  # minutes from which one is a break


@dataclass(frozen=True)
class Meeting:
    """After `line`, `end` minutes into the day, everybody is together."""

    line: Line
    end: int


def meetings(lines: list[Line]) -> list[Meeting]:
    found, end = [], 0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        end = max(end, line.end)
        if not (line.item.group and after and after.item.group):
            found.append(Meeting(line, end))
    return found


def is_break(line: Line) -> bool:
    return line.item.kind is Kind.BREAK and line.item.minutes >= LEAST_BREAK


def stretches(lines: list[Line]) -> Iterator[list[Line]]:
    """What each group does from one break to the next; who waits for other groups has no break."""
    for group in sorted({line.item.group for line in lines if line.item.group}) or [0]:
        held: list[Line] = []
        for line in lines:
            if line.item.group not in {0, group}:
                continue
            if is_break(line):
                yield held
                held = []
            else:
                held.append(line)
        yield held
