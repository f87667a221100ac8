"""People, care and words: what stands for meeting one another."""

import math

from hub.activities.hand import TURN, polar, wave


def _person(hand, x, y, size, pen="m1"):
    """A head and shoulders."""
    hand.ring(pen, x, y, size * 0.45)
    shoulders = [(-0.95, 1.6), (-0.75, 0.95), (0, 0.68), (0.75, 0.95), (0.95, 1.6)]
    hand.stroke(pen, [(x + size * a, y + size * b) for a, b in shoulders], 0.8)


def people(hand):
    """Check-in: people in a ring, and the one whose turn it is."""
    count, start = hand.pick(5, 6, 7), hand.between(0, TURN)
    hand.blob(60 + hand.between(-10, 10), 60 + hand.between(-10, 10), 38)
    spots = [polar(60, 60, 46, start + i * TURN / count, 0.95) for i in range(count)]
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
    hand.stroke("m1", [polar(x, 72, size, math.pi + i * math.pi / 4) for i in range(5)])
    for i in range(count):
        angle = math.pi * (1.08 + 0.84 * i / (count - 1))
        hand.corners("m2", [polar(x, 72, size + 9, angle), polar(x, 72, size + hand.between(14, 26), angle)])
    for i in range(hand.pick(2, 3, 3)):
        inset = hand.between(6, 14) + i * hand.between(4, 12)
        wave(hand, "m1" if i != 1 else "m2", inset, 120 - inset, 76 + i * 13, hand.between(2, 4), 5 - i)


def waves(hand):
    """Body: breath, water, a moving line."""
    count, height, side = hand.pick(3, 4), hand.between(5, 10), hand.pick(-1, 1)
    hand.blob(60 + side * 12, 62, 40, flat=0.9)
    for i in range(count):
        y = 40 + i * 58 / count + 8
        inset = hand.between(6, 20)
        wave(hand, "m2" if i % 2 else "m1", inset, 120 - hand.between(6, 20), y, height, hand.pick(2, 3))
    hand.ring("m5", 60 + side * hand.between(14, 26), 24, hand.between(10, 13))


def spiral(hand):
    """Reflection: a line that goes inwards."""
    turns, start, side = hand.between(2.1, 3.1), hand.between(0, TURN), hand.pick(-1, 1)
    hand.blob(60 + hand.between(-9, 9), 60 + hand.between(-9, 9), 40)
    steps = int(turns * 7)
    spin = [polar(60, 60, 5 + 43 * i / steps, start + side * TURN * turns * i / steps, 0.95) for i in range(steps + 1)]
    hand.stroke("m1", spin, 0.8)
    hand.dot("m4", *polar(60, 60, 54, start + side * TURN * (turns + 0.07), 0.95))
    arc = start + hand.between(1, 3)
    hand.stroke("m2", [polar(60, 60, 55, arc + i * 0.35, 0.95) for i in range(hand.pick(3, 4, 5))])


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
    arms = [(polar(60, 60, size, start + t), polar(0, 0, size * loop, start + (1 - lobes) * t)) for t in turns]
    hand.stroke("m1", [(a[0] + b[0], a[1] + b[1]) for a, b in arms], 0.6, end="z")
    for i in range(lobes):
        if hand.between(0, 1) < 0.7:
            hand.dot("m4", *polar(60, 60, 52, start + (i + 0.5) * TURN / lobes))


def links(hand):
    """Trust: rings that hold each other."""
    count, start, apart = hand.pick(2, 3, 3), hand.between(0, TURN), hand.between(17, 22)
    size = 50 - apart if count == 3 else 46 - apart
    hand.blob(60 + hand.between(-5, 5), 60 + hand.between(-5, 5), 30)
    for i in range(count):
        x, y = polar(60, 60, apart, start + i * TURN / count)
        hand.ring("m2" if i == 1 else "m1", x, y, size)
    hand.dot("m3", 60, 60)
    for i in range(count):
        x, y = polar(60, 60, 53, start + (i + 0.5) * TURN / count)
        hand.dot("m4", x, y)


def bubbles(hand):
    """Storytelling: one speaks, another answers."""
    side, flat = hand.pick(-1, 1), hand.between(0.72, 0.86)
    hand.blob(60 + side * 12, 52, 40, flat=0.85)
    big, small = (60 - side * 12, 48), (60 + side * 30, 86)
    for (x, y), size, pen, tail in ((big, 36, "m1", -1), (small, 20, "m5", 1)):
        hand.stroke(pen, [polar(x, y, size, 2.05 + i * TURN / 8.4, flat) for i in range(8)], 1)
        foot = (x + side * tail * size * 0.7, y + size * 1.12)
        start, stop = polar(x, y, size, 2.05, flat), polar(x, y, size, 2.05 + 7 * TURN / 8.4, flat)
        if side * tail > 0:
            foot = (x + size * 0.55, y + size * 1.1)
        hand.corners(pen, [start, foot, stop], 1)
    for i in range(hand.pick(2, 3)):
        y = 37 + i * 11
        wave(hand, "m2", big[0] - 20 + hand.between(-3, 3), big[0] + hand.between(8, 22), y, 1.6, 2)


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
