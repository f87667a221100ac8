"""A made-up graphic recording: as large as a scanned wall, full of lettering from headings down to fine handwriting."""

import random

from PIL import Image, ImageDraw, ImageFont

WORDS = "circle breath river song map story hands light path seed rope drum window bridge letter fire rain root".split()
INKS = ["#1c1a22", "#bb2418", "#146534", "#0c58a0", "#6338b8", "#a91b62"]
PAPER = "#fbf8f0"
NOTE = (7200, 3600, 1200, 600)  # where the note stands that a reader wants to read: left, top, width, height
PARTS = [[60, 60, 10, 10], [0, 0, 25, 34], [0.5, 1, 11, 5]]  # in percent: the note, a corner, a heading within it


def big_drawing(size=(12_000, 6_000), *, seed=7) -> Image.Image:
    """A seeded drawing on paper. A note of 40-point letters stands at NOTE, fine handwriting of the same size all around."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(picture)
    hands = {height: ImageFont.load_default(height) for height in (40, 60, 140, 320)}
    cell_width, cell_height = 1500, 1000
    for left in range(0, size[0], cell_width):
        for top in range(0, size[1], cell_height):
            ink = chance.choice(INKS)
            pen.rounded_rectangle(
                (left + 40, top + 40, left + cell_width - 40, top + cell_height - 40), 80, outline=ink, width=14
            )
            pen.text((left + 100, top + 70), chance.choice(WORDS).title(), font=hands[140], fill=ink)
            for row in range(15):
                line = " ".join(chance.choice(WORDS) for _word in range(12))
                pen.text((left + 100, top + 270 + row * 45), line[:62], font=hands[40], fill=INKS[0])
            for _stroke in range(6):
                x, y = left + chance.randint(100, cell_width - 200), top + chance.randint(100, cell_height - 200)
                pen.arc((x, y, x + 160, y + 160), chance.randint(0, 90), chance.randint(180, 360), fill=ink, width=9)
    left, top, width, height = NOTE
    if left + width <= size[0] and top + height <= size[1]:
        pen.rectangle((left, top, left + width, top + height), fill="#fff2c4", outline="#835200", width=10)
        for row, line in enumerate(["We need a room", "that nobody can lock.", "Who brings the tea?"]):
            pen.text((left + 60, top + 60 + row * 80), line, font=hands[60], fill=INKS[0])
        pen.text((left + 60, top + 360), "(small print: 40 cups, mint, no sugar)", font=hands[40], fill=INKS[1])
    return picture
