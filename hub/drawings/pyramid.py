"""A drawing cut into tiles. Level 0 is one tile that holds it all; each level has twice the points of the one before."""

import io
import math
from collections.abc import Iterator

from PIL import Image

from hub.drawings.boxes import Box, file_name, pixels

TILE = 512  # 256 makes four times the requests and no fewer bytes
# WebP alone: every browser that can run the viewer (modules, <dialog>) reads it, at two thirds of JPEG's bytes.
TILE_WEBP = {"format": "WEBP", "quality": 75, "method": 2}
OVERVIEW_WEBP = {"format": "WEBP", "quality": 60, "method": 4}
PLAIN_JPEG = {"format": "JPEG", "quality": 80, "progressive": True}
OVERVIEW_BYTES = 110_000  # with the page around it, the first view stays below 150 kB
OVERVIEW_SIDES = (1600, 1280, 1120, 960, 720, 480, 320)
LARGE_SIDE = 2560
PART_SIDE = 2048
OVERVIEW, LARGE = "overview.webp", "large.jpg"


def sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Width and height of every level, the coarsest first."""
    found = [(width, height)]
    while max(found[0]) > TILE:
        found.insert(0, (math.ceil(found[0][0] / 2), math.ceil(found[0][1] / 2)))
    return found


def files(picture: Image.Image, parts: list[Box]) -> Iterator[tuple[str, bytes]]:
    """Every file of a drawing's folder: parts, tiles, the larger picture and the overview."""
    for part in parts:
        yield file_name(part), part_picture(picture, part)
    yield LARGE, _encoded(_within(picture, LARGE_SIDE), PLAIN_JPEG)
    yield OVERVIEW, _overview(picture)
    for level in reversed(range(len(sizes(*picture.size)))):
        yield from _tiles(picture, level)
        picture = picture.reduce(2)


def part_picture(picture: Image.Image, part: Box) -> bytes:
    """A part as a plain picture that every program opens, at most PART_SIDE points a side."""
    cut = picture.crop(pixels(part, *picture.size))
    return _encoded(_within(cut, PART_SIDE), PLAIN_JPEG)


def _tiles(picture: Image.Image, level: int) -> Iterator[tuple[str, bytes]]:
    width, height = picture.size
    for y in range(math.ceil(height / TILE)):
        for x in range(math.ceil(width / TILE)):
            corner = (x * TILE, y * TILE)
            area = (*corner, min(corner[0] + TILE, width), min(corner[1] + TILE, height))
            yield f"{level}/{x}_{y}.webp", _encoded(picture.crop(area), TILE_WEBP)


def _overview(picture: Image.Image) -> bytes:
    """The largest of our sizes that costs no more than OVERVIEW_BYTES; the smallest one where none does."""
    encoded = b""
    picture = _within(picture, OVERVIEW_SIDES[0])
    for side in OVERVIEW_SIDES:
        encoded = _encoded(_within(picture, side), OVERVIEW_WEBP)
        if len(encoded) <= OVERVIEW_BYTES:
            break
    return encoded


def _within(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    share = side / max(picture.size)
    size = tuple(max(1, round(length * share)) for length in picture.size)
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(picture: Image.Image, options: dict) -> bytes:
    out = io.BytesIO()
    picture.save(out, **options)
    return out.getvalue()
