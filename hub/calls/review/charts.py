"""Pictures of numbers, drawn by the server: where each bar stands, and the table that says the same."""

from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 600, 120, 2
MOST_BARS, MOST_LABELS = 60, 8
LEAST, MOST = 1, 5


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """Upright bars in a field of `width` by `height`; `rows`: label and number, as the table beside says them."""

    title: str
    head: tuple[str, str]
    rows: list[tuple]
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def has_labels(self) -> bool:
        """Whether there is room for a label below each bar."""
        return len(self.rows) <= MOST_LABELS


def chart(title: str, head: tuple[str, str], rows: list[tuple]) -> Chart:
    """`rows`: label and number each."""
    most = max((number for _label, number in rows), default=0) or 1
    step = WIDTH / max(len(rows), 1)
    wide = min(step - GAP, 80)
    bars = [
        Bar(
            round(place * step + (step - wide) / 2, 2),
            round(HEIGHT - HEIGHT * number / most, 2),
            round(wide, 2),
            round(HEIGHT * number / most, 2),
        )
        for place, (_label, number) in enumerate(rows)
    ]
    return Chart(title, head, rows, bars)


def in_parts(rows: list[tuple], most: int = MOST_BARS) -> list[tuple]:
    """Neighbours put together until there are no more than so many: label from … to, and their sum."""
    size = -(-len(rows) // most) or 1
    parts = [rows[place : place + size] for place in range(0, len(rows), size)]
    return [((part[0][0], part[-1][0]), sum(number for _label, number in part)) for part in parts]


@dataclass(frozen=True)
class Range:
    """From the lowest score to the highest, and the mean, on a line of `WIDTH` units from 1 to 5."""

    start: float
    width: float
    mean: float


def range_of(least, most, mean) -> Range | None:
    if mean is None:
        return None
    return Range(_at(least), round(max(_at(most) - _at(least), 1), 2), _at(mean))


def _at(score) -> float:
    return round((min(max(score, LEAST), MOST) - LEAST) / (MOST - LEAST) * 200, 2)
