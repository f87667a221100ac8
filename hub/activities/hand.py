"""The hand that draws: wobbly strokes, rings and blobs on a field of 120 points, the same for the same seed."""

import itertools
import math
from hashlib import blake2b

TURN = 2 * math.pi


class Hand:
    """A hand with a marker: its tremor is the hash of a seed, so that the same seed always draws the same lines."""

    def __init__(self, seed):
        self._digits = b"".join(blake2b(f"{seed}|{n}".encode()).digest() for n in range(5))
        self._at = 0
        self.lines = {}

    def between(self, least, most):
        pair = self._digits[self._at : self._at + 2]
        self._at = (self._at + 2) % (len(self._digits) - 1)
        return least + (most - least) * int.from_bytes(pair) / 65535

    def pick(self, *choices):
        return choices[min(int(self.between(0, len(choices))), len(choices) - 1)]

    def draw(self, pen, path):
        self.lines[pen] = self.lines.get(pen, "") + path

    def _shaky(self, points, tremor):
        return [tuple(round(at + self.between(-tremor, tremor)) for at in point) for point in points]

    def stroke(self, pen, points, tremor=1.2, end=""):
        """A soft line through the points."""
        knots = self._shaky(points, tremor)
        if end:
            knots.append(knots[0])
        path = "M" + _numbers(knots[0])
        for i in range(1, len(knots)):
            (x, y), (x1, y1) = knots[i - 1], knots[i]
            after = knots[i + 1] if i + 1 < len(knots) else knots[1] if end else knots[i]
            bend = (x1 - (after[0] - x) / 6 - x, y1 - (after[1] - y) / 6 - y)
            path += "s" + _numbers((round(bend[0]), round(bend[1]), x1 - x, y1 - y))
        self.draw(pen, path + end)

    def corners(self, pen, points, tremor=1.5, end=""):
        """A line with hard corners."""
        knots = self._shaky(points, tremor)
        steps = [_numbers((b[0] - a[0], b[1] - a[1])) for a, b in itertools.pairwise(knots)]
        self.draw(pen, "M" + _numbers(knots[0]) + "l" + _join(steps) + end)

    def ring(self, pen, x, y, size, flat=1.0):
        """A circle as people draw it: its ends run past each other."""
        start, drift = self.between(0, TURN), self.between(-0.09, 0.09)
        turns = [start + i * TURN / 6.6 for i in range(8)]
        grow = [size * (1 + drift * i / 7) for i in range(8)]
        self.stroke(pen, [polar(x, y, r, a, flat) for r, a in zip(grow, turns, strict=True)], size / 22)

    def dot(self, pen, x, y):
        self.draw(pen, f"M{round(x)} {round(y)}h0")

    def blob(self, x, y, size, pen="mb", flat=1.0):
        """A patch of colour that does not quite meet the lines drawn on it."""
        start = self.between(0, TURN)
        points = [polar(x, y, size * self.between(0.84, 1.12), start + i * TURN / 7, flat) for i in range(7)]
        self.stroke(pen, points, 0, end="z")


def _numbers(numbers):
    return _join([str(n) for n in numbers])


def _join(words):
    """Numbers as SVG wants them at their shortest: a minus sign divides as well as a space."""
    return "".join(word if i == 0 or word[0] == "-" else f" {word}" for i, word in enumerate(words))


def polar(x, y, size, angle, flat=1.0):
    return x + size * math.cos(angle), y + size * flat * math.sin(angle)


def wave(hand, pen, start, end, y, height, count):
    points = 2 * count
    line = [(start + (end - start) * i / points, y + (-height if i % 2 else height)) for i in range(points + 1)]
    hand.stroke(pen, line, 1)
