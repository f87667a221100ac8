"""Every activity's own little drawing, made from its uid and its type.

`mark_svg` returns trusted markup: numbers and constants only, at most 1,024 bytes. All colours come from CSS classes
(`static/css/components/mark.css`): mb flat colour, m1 ink, m2 the marker's line, m3 and m4 dots of both, m5 paper.
"""

import itertools
import math
from hashlib import blake2b

COLOUR_OF_TYPE = {
    "icebreaker": "m-sun",
    "energiser": "m-sun",
    "game": "m-sun",
    "check-in": "m-pink",
    "trust": "m-pink",
    "care": "m-pink",
    "closing": "m-pink",
    "agreements": "m-red",
    "conflict": "m-red",
    "role-play": "m-red",
    "body": "m-green",
    "reflection": "m-green",
    "evaluation": "m-green",
    "mapping": "m-blue",
    "strategy": "m-blue",
    "decision": "m-blue",
    "skills": "m-blue",
    "storytelling": "m-violet",
    "visioning": "m-violet",
    "arts": "m-violet",
}

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
        self.stroke(pen, [_polar(x, y, r, a, flat) for r, a in zip(grow, turns, strict=True)], size / 22)

    def dot(self, pen, x, y):
        self.draw(pen, f"M{round(x)} {round(y)}h0")

    def blob(self, x, y, size, pen="mb", flat=1.0):
        """A patch of colour that does not quite meet the lines drawn on it."""
        start = self.between(0, TURN)
        points = [_polar(x, y, size * self.between(0.84, 1.12), start + i * TURN / 7, flat) for i in range(7)]
        self.stroke(pen, points, 0, end="z")


def mark_svg(uid: str, activity_type: str) -> str:
    """The drawing of one activity, as inline SVG."""
    hand = Hand(f"{uid}|{activity_type}")
    DRAWINGS[activity_type](hand)
    paths = "".join(f'<path class="{pen}" d="{hand.lines[pen]}"/>' for pen in sorted(hand.lines, key=PENS.index))
    return (
        f'<svg class="mark mark--{activity_type} {COLOUR_OF_TYPE[activity_type]}" viewBox="0 0 120 120" width="104" '
        f'height="104" fill="none" stroke="currentColor" aria-hidden="true" focusable="false">{paths}</svg>'
    )


PENS = ("mb", "m2", "m5", "m1", "m4", "m3")


def _numbers(numbers):
    return _join([str(n) for n in numbers])


def _join(words):
    """Numbers as SVG wants them at their shortest: a minus sign divides as well as a space."""
    return "".join(word if i == 0 or word[0] == "-" else f" {word}" for i, word in enumerate(words))


def _polar(x, y, size, angle, flat=1.0):
    return x + size * math.cos(angle), y + size * flat * math.sin(angle)


def _person(hand, x, y, size, pen="m1"):
    """A head and shoulders."""
    hand.ring(pen, x, y, size * 0.45)
    shoulders = [(-0.95, 1.6), (-0.75, 0.95), (0, 0.68), (0.75, 0.95), (0.95, 1.6)]
    hand.stroke(pen, [(x + size * a, y + size * b) for a, b in shoulders], 0.8)


def people(hand):
    """Check-in: people in a ring, and the one whose turn it is."""
    count, start = hand.pick(5, 6, 7), hand.between(0, TURN)
    hand.blob(60 + hand.between(-10, 10), 60 + hand.between(-10, 10), 38)
    spots = [_polar(60, 60, 46, start + i * TURN / count, 0.95) for i in range(count)]
    for x, y in spots[1:]:
        hand.ring(hand.pick("m1", "m5", "m2"), x, y, hand.between(7, 9.5))
    hand.dot("m4", *spots[0])
    _person(hand, 60 + hand.between(-5, 5), 50 + hand.between(-4, 4), hand.between(15, 19))


def heart(hand):
    """Care: a heart that is held."""
    x, y, size, side = 60 + hand.between(-7, 7), 56, hand.between(17, 24), hand.pick(-1, 1)
    hand.blob(x + side * hand.between(6, 14), y + 4, size * 1.75)
    lobe = [(0, 1.25), (-0.9, 0.35), (-1.15, -0.4), (-0.6, -0.95), (0, -0.35), (0.6, -0.95), (1.15, -0.4), (0.9, 0.35)]
    lean = hand.between(-0.2, 0.2)
    hand.stroke("m5", [(x + size * (a - b * lean), y + size * (b + a * lean)) for a, b in lobe], 1.2, end="z")
    for i in range(hand.pick(1, 2, 2)):
        wide, deep, tip = 42 + i * 8, 26 + i * 9, hand.between(52, 66)
        bowl = [(-wide, tip), (-wide * 0.65, 62 + deep), (0, 68 + deep), (wide * 0.65, 62 + deep), (wide, 118 - tip)]
        hand.stroke("m1" if i == 0 else "m2", [(60 + a, b) for a, b in bowl])
    for i in range(hand.pick(0, 1, 2, 3)):
        hand.dot("m4", 60 + side * (38 - i * 26) + hand.between(-6, 6), 15 + hand.between(-5, 8))


def sundown(hand):
    """Closing: the sun goes down behind the water."""
    x, size, count = 60 + hand.between(-22, 22), hand.between(18, 29), hand.pick(4, 5, 6, 7)
    hand.blob(120 - x if hand.between(0, 1) < 0.4 else x + 5, 62, size * 1.4)
    hand.stroke("m1", [_polar(x, 72, size, math.pi + i * math.pi / 4) for i in range(5)])
    for i in range(count):
        angle = math.pi * (1.08 + 0.84 * i / (count - 1))
        hand.corners("m2", [_polar(x, 72, size + 9, angle), _polar(x, 72, size + hand.between(14, 26), angle)])
    for i in range(hand.pick(2, 3, 3)):
        inset = hand.between(6, 14) + i * hand.between(4, 12)
        _wave(hand, "m1" if i != 1 else "m2", inset, 120 - inset, 76 + i * 13, hand.between(2, 4), 5 - i)


def _wave(hand, pen, start, end, y, height, count):
    points = 2 * count
    line = [(start + (end - start) * i / points, y + (-height if i % 2 else height)) for i in range(points + 1)]
    hand.stroke(pen, line, 1)


def waves(hand):
    """Body: breath, water, a moving line."""
    count, height, side = hand.pick(3, 4), hand.between(5, 10), hand.pick(-1, 1)
    hand.blob(60 + side * 12, 62, 40, flat=0.9)
    for i in range(count):
        y = 40 + i * 58 / count + 8
        inset = hand.between(6, 20)
        _wave(hand, "m2" if i % 2 else "m1", inset, 120 - hand.between(6, 20), y, height, hand.pick(2, 3))
    hand.ring("m5", 60 + side * hand.between(14, 26), 24, hand.between(10, 13))


def spiral(hand):
    """Reflection: a line that goes inwards."""
    turns, start, side = hand.between(2.1, 3.1), hand.between(0, TURN), hand.pick(-1, 1)
    hand.blob(60 + hand.between(-9, 9), 60 + hand.between(-9, 9), 40)
    steps = int(turns * 7)
    spin = [_polar(60, 60, 5 + 43 * i / steps, start + side * TURN * turns * i / steps, 0.95) for i in range(steps + 1)]
    hand.stroke("m1", spin, 0.8)
    hand.dot("m4", *_polar(60, 60, 54, start + side * TURN * (turns + 0.07), 0.95))
    arc = start + hand.between(1, 3)
    hand.stroke("m2", [_polar(60, 60, 55, arc + i * 0.35, 0.95) for i in range(hand.pick(3, 4, 5))])


def tally(hand):
    """Evaluation: counted strokes, and what grew."""
    count, lean = hand.pick(3, 4, 4), hand.between(-4, 6)
    hand.blob(60 + hand.between(-8, 8), 64, 42, flat=0.85)
    gap = 66 / count
    for i in range(count):
        x = 32 + i * gap
        hand.stroke("m1", [(x + lean, 32 + hand.between(-6, 6)), (x + 1, 60), (x - lean, 92 + hand.between(-5, 5))])
    low, high = hand.between(80, 92), hand.between(24, 36)
    hand.stroke("m2", [(14, low), (58, (low + high) / 2 + 4), (106, high)])
    hand.stroke("m2", [(106, high), (100, high - 13), (112, high - 20), (114, high - 8), (106, high)])


def knot(hand):
    """Agreements: one rope crosses itself and holds."""
    lobes, start, loop = hand.pick(3, 4, 5), hand.between(0, TURN), hand.between(1.5, 2.3)
    hand.blob(60 + hand.between(-10, 10), 60 + hand.between(-10, 10), 39)
    steps, size = 7 * lobes, 48 / (1 + loop)
    turns = [TURN * i / steps for i in range(steps)]
    arms = [(_polar(60, 60, size, start + t), _polar(0, 0, size * loop, start + (1 - lobes) * t)) for t in turns]
    hand.stroke("m1", [(a[0] + b[0], a[1] + b[1]) for a, b in arms], 0.6, end="z")
    for i in range(lobes):
        if hand.between(0, 1) < 0.7:
            hand.dot("m4", *_polar(60, 60, 52, start + (i + 0.5) * TURN / lobes))


def links(hand):
    """Trust: rings that hold each other."""
    count, start, apart = hand.pick(2, 3, 3), hand.between(0, TURN), hand.between(17, 22)
    size = 50 - apart if count == 3 else 46 - apart
    hand.blob(60 + hand.between(-5, 5), 60 + hand.between(-5, 5), 30)
    for i in range(count):
        x, y = _polar(60, 60, apart, start + i * TURN / count)
        hand.ring("m2" if i == 1 else "m1", x, y, size)
    hand.dot("m3", 60, 60)
    for i in range(count):
        x, y = _polar(60, 60, 53, start + (i + 0.5) * TURN / count)
        hand.dot("m4", x, y)


def bubbles(hand):
    """Storytelling: one speaks, another answers."""
    side, flat = hand.pick(-1, 1), hand.between(0.72, 0.86)
    hand.blob(60 + side * 12, 52, 40, flat=0.85)
    big, small = (60 - side * 12, 48), (60 + side * 30, 86)
    for (x, y), size, pen, tail in ((big, 36, "m1", -1), (small, 20, "m5", 1)):
        hand.stroke(pen, [_polar(x, y, size, 2.05 + i * TURN / 8.4, flat) for i in range(8)], 1)
        foot = (x + side * tail * size * 0.7, y + size * 1.12)
        start, stop = _polar(x, y, size, 2.05, flat), _polar(x, y, size, 2.05 + 7 * TURN / 8.4, flat)
        if side * tail > 0:
            foot = (x + size * 0.55, y + size * 1.1)
        hand.corners(pen, [start, foot, stop], 1)
    for i in range(hand.pick(2, 3)):
        y = 37 + i * 11
        _wave(hand, "m2", big[0] - 20 + hand.between(-3, 3), big[0] + hand.between(8, 22), y, 1.6, 2)


def masks(hand):
    """Role-play: two faces, one behind the other."""
    side, merry = hand.pick(-1, 1), hand.pick(-1, 1, 1)
    for x, y, pen, smile in ((60 + side * 20, 48, "m2", -merry), (60 - side * 16, 66, "m5", merry)):
        size, tilt = hand.between(27, 31), hand.between(-0.25, 0.25)
        shape = [(-0.9, -0.95), (0, -0.8), (0.9, -0.95), (0.92, 0.1), (0, 1.25), (-0.92, 0.1)]
        at = [(x + size * (a - b * tilt), y + size * (b + a * tilt)) for a, b in shape]
        if pen == "m2":
            hand.blob(x + side * 3, y + 3, size * 1.1)
        hand.stroke(pen, at, 1.3, end="z")
        if pen == "m5":
            for eye in (-0.4, 0.4):
                brow = [(eye - 0.18, -0.2), (eye, -0.38), (eye + 0.18, -0.2)]
                hand.stroke("m1", [(x + size * a, y + size * b) for a, b in brow], 0.7)
            mouth = [(-0.45, 0.42), (0, 0.42 + 0.26 * smile), (0.45, 0.42)]
            hand.stroke("m1", [(x + size * a, y + size * b) for a, b in mouth], 0.7)
        else:
            hand.dot("m3", x + side * size * 0.45, y - size * 0.3)


def trail(hand):
    """Game: a winding way with stones, and a flag where it ends."""
    side, sway, count = hand.pick(-1, 1), hand.between(26, 40), hand.pick(2, 3, 4)
    hand.blob(60 + side * hand.between(4, 16), 72, 36, flat=0.85)
    high, way = 62 / count, [(60 - side * (sway + 6), 106)]
    for i in range(count):
        x, y = 60 + side * sway * (-1 if i % 2 else 1) * (1 - i * 0.16), 106 - (i + 0.5) * high
        way += [(x, y + high * 0.36), (x, y - high * 0.2)]
    way.append((60, 106 - count * high))
    hand.stroke("m1", way, 1)
    for i in range(0, len(way) - 1, 2):
        hand.dot("m3" if hand.between(0, 1) < 0.4 else "m4", *way[i])
    x, y = way[-1]
    hand.corners("m1", [(x, y), (x + 1, 12)])
    wide = side * hand.between(20, 27)
    hand.corners("m5", [(x + 1, 12), (x + 1 + wide, 20 + hand.between(-3, 3)), (x + 1, 31)], end="z")


def spark(hand):
    """Icebreaker: something cracks, and there is a smile in it."""
    count, start, deep = hand.pick(6, 7, 8, 10, 12), hand.between(0, 1), hand.between(27, 36)
    hand.blob(60 + hand.between(-14, 14), 62 + hand.between(-12, 12), 40)
    turns = [start + i * math.pi / count for i in range(2 * count)]
    rim = [_polar(60, 60, deep if i % 2 else hand.between(43, 54), turn) for i, turn in enumerate(turns)]
    line = hand.stroke if hand.between(0, 1) < 0.4 else hand.corners
    line("m1", rim, 1, end="z")
    tilt, look = hand.between(-5, 5), hand.between(-5, 5)
    hand.dot("m3", 50 + look, 53 + tilt)
    if hand.between(0, 1) < 0.3:
        hand.stroke("m1", [(65 + look, 54 - tilt), (71 + look, 50 - tilt), (77 + look, 54 - tilt)], 0.5)
    else:
        hand.dot("m3", 71 + look, 53 - tilt)
    hand.stroke("m2", [(46 + look, 67 + tilt), (60 + look, 67 + hand.between(6, 14)), (76 + look, 67 - tilt)])


def bounce(hand):
    """Energiser: a ball that will not lie still."""
    side, hops = hand.pick(-1, 1), hand.pick(1, 2, 3)
    hand.blob(60 + side * hand.between(-14, 14), 64, 38, flat=0.85)
    x, wide = 12, 74 / (hops + 0.35 * hops * (hops - 1) / 2)
    for _ in range(hops):
        rise = min(wide * 0.9, 50) + hand.between(-3, 3)
        arc = [(x + wide * a, 96 - rise * b) for a, b in ((0, 0), (0.17, 0.66), (0.5, 1), (0.83, 0.66), (1, 0))]
        hand.stroke("m1", [(60 + side * (px - 60), py) for px, py in arc])
        x, wide = x + wide, wide * (1.35 if hops < 3 else 1.2)
    x, top = 60 + side * (x - 60), hand.between(26, 40)
    hand.stroke("m1", [(x, 96), (x + side * 2, (96 + top) / 2), (x + side * 9, top + 17)])
    hand.ring("m5", x + side * 12, top, hand.between(12, 15))
    for i in (-1, 0, 1):
        middle, low = x + side * 12, top - 21 + abs(i) * 3
        hand.corners("m2", [(middle + i * 11, low), (middle + i * 15, low - 9 + abs(i))])
    hand.stroke("m2", [(12, 107), (60, 105 + hand.between(0, 4)), (108, 107)])


def net(hand):
    """Mapping: what is tied to what."""
    count, start = hand.pick(5, 6, 7), hand.between(0, TURN)
    hand.blob(60 + hand.between(-10, 10), 60 + hand.between(-10, 10), 38)
    turns = [start + (i + hand.between(-0.2, 0.2)) * TURN / count for i in range(count)]
    spots = [_polar(60, 60, hand.between(33, 50), turn) for turn in turns]
    middle = (60 + hand.between(-9, 9), 60 + hand.between(-9, 9))
    for i, spot in enumerate(spots):
        if i % 3 != 2:
            hand.corners("m2", [middle, spot], 0.5)
        if hand.between(0, 1) < 0.75:
            hand.corners("m1", [spot, spots[(i + 1) % count]], 0.5)
    for i, spot in enumerate(spots):
        hand.dot("m4" if i % 3 == 1 else "m3", *spot)
    hand.ring("m5", *middle, hand.between(10, 13))


def stairs(hand):
    """Strategy: step by step up to the flag."""
    side, count = hand.pick(-1, 1), hand.pick(3, 4, 5)
    hand.blob(60 + side * 14, 74, 38, flat=0.85)
    wide, rise, x, y = 84 / count, 66 / count, 12, 106
    way = [(x, y)]
    for _ in range(count):
        y -= rise + hand.between(-2, 2)
        way += [(x, y), (x + wide, y)]
        x += wide
    hand.corners("m1", [(60 + side * (px - 60), py) for px, py in way], 1.4)
    top = 60 + side * (x - 60 - wide / 2)
    hand.corners("m1", [(top, y), (top + 1, y - 30)])
    flag = [(top + 1, y - 30), (top + 1 - side * 24, y - 23 + hand.between(-3, 3)), (top + 1, y - 14)]
    hand.corners("m5", flag, end="z")
    hand.stroke("m2", [(60 - side * 42, 66), (60 - side * 34, 48), (60 - side * 14, hand.between(26, 36))])
    hand.dot("m4", 60 - side * hand.between(-2, 6), 92)


def rays(hand):
    """Visioning: a light above the hills."""
    count, size, start = hand.pick(8, 9, 11, 13), hand.between(11, 20), hand.between(0, 1)
    x, y = 60 + hand.between(-12, 12), 54
    hand.blob(x + hand.pick(-12, 12), y + hand.between(-4, 12), 38)
    hand.ring("m5", x, y, size)
    for i in range(count):
        angle, reach = start + i * TURN / count, hand.between(8, 13) if i % 2 else hand.between(16, 42 - size)
        beam = [_polar(x, y, size + 8, angle), _polar(x, y, size + 8 + reach, angle)]
        hand.corners("m2" if i % 2 else "m1", beam, 0.8)
    if hand.between(0, 1) < 0.6:
        hand.dot("m3", x + hand.between(-3, 3), y + hand.between(-2, 3))
    hills = [(6 + i * 27, 112 - (hand.between(6, 20) if i % 2 else 0)) for i in range(5)]
    line = hand.stroke if hand.between(0, 1) < 0.5 else hand.corners
    line("m1", hills, 1)


def branches(hand):
    """Decision: the way forks, one arm is taken."""
    side, count = hand.pick(-1, 1), hand.pick(2, 3, 3)
    hand.blob(60 + side * 10, 54, 40, flat=0.9)
    fork, taken = (60, hand.between(66, 76)), hand.pick(0, 1, count - 1)
    hand.stroke("m1", [(60 - side * 8, 112), (60 - side * 3, 92), fork])
    for i in range(count):
        x, y = 60 + (i - (count - 1) / 2) * 76 / (count - 1), hand.between(20, 34)
        hand.stroke("m2" if i == taken else "m1", [fork, (fork[0] + (x - 60) * 0.65, fork[1] - 14), (x, y + 9)])
        hand.ring("m5", x, y, hand.between(9, 12))
        if i == taken:
            hand.dot("m4", x, y)


def clash(hand):
    """Conflict: two faces, and the charged line between them."""
    turns, lean, side = hand.pick(4, 5, 6), hand.between(-12, 12), hand.pick(-1, 1)
    hand.blob(60 + side * 28, 60 + hand.between(-9, 9), 32)
    bolt = [(60 + lean * (1 - 2 * i / turns) + (8 if i % 2 else -8), 10 + i * 100 / turns) for i in range(turns + 1)]
    hand.corners("m2", bolt, 2)
    for way in (-1, 1):
        x, y, size = 60 + way * 34, 60 + way * hand.between(-16, 16), hand.between(17, 20)
        hand.ring("m1" if way == side else "m5", x, y, size)
        hand.corners("m1", [(x - way * 10, y - 3), (x + way * 2, y - 9)], 0.5)
        hand.stroke("m1", [(x - way * 11, y + 9), (x - way * 5, y + hand.between(4, 10)), (x + way * 2, y + 8)], 0.5)
        hand.corners("m2", [(x + way * (size + 4), y - size), (x + way * (size + 1), y - size - 9)], 0.5)


def laps(hand):
    """Skills: once more, and once more."""
    side, start, count = hand.pick(-1, 1), hand.between(0, TURN), hand.pick(2, 2, 3)
    hand.blob(60 + hand.between(-9, 9), 60 + hand.between(-9, 9), 38)
    for i in range(count):
        size, first, reach = 47 - i * 16, start + i * hand.between(1.2, 2.4), hand.between(4.3, 5.2)
        hand.stroke("m2" if i == 1 else "m1", [_polar(60, 60, size, first + side * reach * n / 8) for n in range(9)], 1)
        tip, ahead = _polar(60, 60, size, first + side * reach), first + side * (reach + math.pi / 2)
        barbs = [_polar(*tip, 13 - i * 2, ahead + turn) for turn in (2.5, -2.5)]
        hand.corners("m2" if i == 1 else "m1", [barbs[0], tip, barbs[1]], 0.6)
    if count == 2:
        hand.dot("m4", 60, 60)


def scribble(hand):
    """Arts: a loose line and some splashes."""
    loops, side, slope, swell = hand.pick(2, 3, 4), hand.pick(-1, 1), hand.between(-10, 34), hand.between(-4, 11)
    hand.blob(60 + hand.between(-16, 16), 58, 37)
    points = []
    for i in range(loops * 5 + 1):
        along = i / (loops * 5)
        angle = along * TURN * loops + 2
        x, y = _polar(20 + 80 * along, 60 - slope * (along - 0.5), 13 + swell * along, angle, 1.15)
        points.append((60 + side * (x - 60), y))
    hand.stroke("m1", points, 1)
    _wave(hand, "m2", 18, 60 + hand.between(10, 42), 106, 3, hand.pick(2, 3))
    for i in range(hand.pick(3, 4, 5)):
        hand.dot(hand.pick("m4", "m4", "m3"), 22 + i * 19 + hand.between(-6, 6), 16 + hand.between(-9, 9))


DRAWINGS = {
    "icebreaker": spark,
    "energiser": bounce,
    "game": trail,
    "check-in": people,
    "trust": links,
    "care": heart,
    "closing": sundown,
    "agreements": knot,
    "conflict": clash,
    "role-play": masks,
    "body": waves,
    "reflection": spiral,
    "evaluation": tally,
    "mapping": net,
    "strategy": stairs,
    "decision": branches,
    "skills": laps,
    "storytelling": bubbles,
    "visioning": rays,
    "arts": scribble,
}
