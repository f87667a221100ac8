"""Parts of a drawing: [x, y, width, height] in percent of it, so that they hold for every size it is shown in."""

import math
from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
SMALLEST = 0.5  # percent of a side; anything smaller is a slip of the pen
MOST = 60  # parts of one drawing


class WrongBoxError(ValueError):
    """Not a part of a drawing."""


def box(values: Sequence) -> Box:
    """Four numbers as a box that lies within the drawing, in hundredths of a percent. Raises WrongBoxError."""
    try:
        left, top, width, height = (round(float(value), 2) for value in values)
    except (TypeError, ValueError, OverflowError) as error:
        raise WrongBoxError("four numbers are wanted") from error
    if not all(map(math.isfinite, (left, top, width, height))):
        raise WrongBoxError("not a number")
    if left < 0 or top < 0 or width < SMALLEST or height < SMALLEST or left + width > 100.01 or top + height > 100.01:
        raise WrongBoxError("outside the drawing")
    return left, top, min(width, round(100 - left, 2)), min(height, round(100 - top, 2))


def boxes(many: Iterable[Sequence]) -> list[Box]:
    """The boxes in their order, each once."""
    found = list(dict.fromkeys(box(values) for values in many))
    if len(found) > MOST:
        raise WrongBoxError("too many parts")
    return found


def of_points(left: int, top: int, wide: int, high: int, *, width: int, height: int) -> Box | None:
    """A part given in points of a drawing of this size; what lies outside is cut off, None where nothing is left."""
    if not (width and height):
        return None
    right, bottom = min(left + wide, width), min(top + high, height)
    part = (100 * left / width, 100 * top / height, 100 * (right - left) / width, 100 * (bottom - top) / height)
    try:
        return box(part)
    except WrongBoxError:
        return None


def pixels(part: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the part in a drawing of this size; at least one point."""
    left, top, wide, high = part
    x, y = min(int(width * left / 100), width - 1), min(int(height * top / 100), height - 1)
    right, bottom = math.ceil(width * (left + wide) / 100), math.ceil(height * (top + high) / 100)
    return x, y, max(min(right, width), x + 1), max(min(bottom, height), y + 1)


def file_name(part: Box) -> str:
    """The name of the part's own picture: another part has another name, so the file never changes."""
    return f"part-{'-'.join(str(round(value * 100)) for value in part)}.jpg"
