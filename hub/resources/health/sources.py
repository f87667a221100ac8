"""Who has addresses to be looked at. Apps and modules of pages register theirs when they start."""

from collections.abc import Callable, Iterable

_sources: list[Callable[[], Iterable[tuple[str, int]]]] = []


def register(source: Callable[[], Iterable[tuple[str, int]]]) -> None:
    """`source()` gives (address as it stands on the page, id of the page), of what readers can see. Once is enough."""
    if source not in _sources:
        _sources.append(source)


def given() -> Iterable[tuple[str, int]]:
    for source in list(_sources):
        yield from source()
