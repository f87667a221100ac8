"""Where the doors of the home page can lead besides to pages that staff choose. Apps above register theirs when they start."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Place:
    """`path`: the address below the reader's language, such as `plan/`."""

    label: str | Promise
    path: str


_places: dict[str, Place] = {}


def register(key: str, label: str | Promise, path: str) -> None:
    _places[key] = Place(label, path)


def place(key: str) -> Place | None:
    return _places.get(key)


def choices() -> list[tuple[str, str | Promise]]:
    return [(key, each.label) for key, each in sorted(_places.items())]
