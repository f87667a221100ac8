"""Lines of groups that work at the same time."""

from collections.abc import Iterator

from hub.planner.plans.document import Item


def parallel(items: tuple[Item, ...]) -> dict[str, int]:
    """Key → how many groups work at the same time, for the lines of groups."""
    return {item.key: len({each.group for each in run}) for run in runs(items) for item in run if item.group}


def runs(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """What begins together and is waited for together: a line of everybody, or lines of groups that follow one another."""
    held: list[Item] = []
    for item in items:
        if held and not (item.group and held[-1].group):
            yield tuple(held)
            held = []
        held.append(item)
    if held:
        yield tuple(held)
