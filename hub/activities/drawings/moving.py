"""Paths, nets and stairs: what stands for playing, thinking and going somewhere."""

import math

from hub.activities.hand import TURN, polar, wave


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
    rim = [polar(60, 60, deep if i % 2 else hand.between(43, 54), turn) for i, turn in enumerate(turns)]
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
    spots = [polar(60, 60, hand.between(33, 50), turn) for turn in turns]
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
        beam = [polar(x, y, size + 8, angle), polar(x, y, size + 8 + reach, angle)]
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
        hand.stroke("m2" if i == 1 else "m1", [polar(60, 60, size, first + side * reach * n / 8) for n in range(9)], 1)
        tip, ahead = polar(60, 60, size, first + side * reach), first + side * (reach + math.pi / 2)
        barbs = [polar(*tip, 13 - i * 2, ahead + turn) for turn in (2.5, -2.5)]
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
        x, y = polar(20 + 80 * along, 60 - slope * (along - 0.5), 13 + swell * along, angle, 1.15)
        points.append((60 + side * (x - 60), y))
    hand.stroke("m1", points, 1)
    wave(hand, "m2", 18, 60 + hand.between(10, 42), 106, 3, hand.pick(2, 3))
    for i in range(hand.pick(3, 4, 5)):
        hand.dot(hand.pick("m4", "m4", "m3"), 22 + i * 19 + hand.between(-6, 6), 16 + hand.between(-9, 9))
