"""A group's own sheet of agreements: lines, which of them are on it, in which order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    text: str
    is_on: bool


def read(lines: list[str], picked: set[int], own: list[str]) -> list[Line]:
    """The lines as they stood, then the new ones, which are on the sheet. None stands twice."""
    found = {text: Line(text, at in picked) for at, text in enumerate(lines)}
    for text in own:
        found[text] = Line(text, True)
    return list(found.values())


def moved(lines: list[Line], do: str) -> list[Line]:
    """`up-2` and `down-2` change the third line with its neighbour; anything else changes nothing."""
    verb, _dash, place = do.partition("-")
    steps = {"up": -1, "down": 1}
    if verb not in steps or not (place.isascii() and place.isdecimal() and len(place) < 4):
        return lines
    at = int(place)
    other = at + steps[verb]
    if at >= len(lines) or not 0 <= other < len(lines):
        return lines
    lines = list(lines)
    lines[at], lines[other] = lines[other], lines[at]
    return lines
