"""Every tile has its size and its place, for every shape of drawing."""

import io
import math

import pytest
from PIL import Image

from hub.drawings import pyramid
from hub.drawings.boxes import WrongBoxError, box, boxes, file_name, pixels
from tests.drawings.conftest import gradient

SHAPES = [(1, 1), (511, 512), (512, 512), (513, 512), (1301, 703), (3000, 37), (37, 3000), (1, 1200)]


def cut(size, parts=()) -> dict[str, Image.Image]:
    return {
        name: Image.open(io.BytesIO(content))
        for name, content in pyramid.files(gradient(size), [box(p) for p in parts])
    }


@pytest.mark.parametrize(
    ("size", "levels"),
    [
        ((1, 1), [(1, 1)]),
        ((512, 512), [(512, 512)]),
        ((513, 512), [(257, 256), (513, 512)]),
        ((1301, 703), [(326, 176), (651, 352), (1301, 703)]),
        ((12_000, 6_000), [(375, 188), (750, 375), (1500, 750), (3000, 1500), (6000, 3000), (12_000, 6_000)]),
    ],
)
def test_levels_halve_until_one_tile_holds_all(size, levels):
    assert pyramid.sizes(*size) == levels


@pytest.mark.parametrize("size", SHAPES)
def test_every_tile_is_there_in_its_size(size):
    expected = {}
    for level, (width, height) in enumerate(pyramid.sizes(*size)):
        for x in range(math.ceil(width / 512)):
            for y in range(math.ceil(height / 512)):
                expected[f"{level}/{x}_{y}.webp"] = (min(512, width - 512 * x), min(512, height - 512 * y))
    found = {name: picture.size for name, picture in cut(size).items() if "/" in name}
    assert found == expected


@pytest.mark.parametrize("size", [(1301, 703), (700, 1900)])
def test_every_tile_shows_its_own_place(size):
    top = len(pyramid.sizes(*size)) - 1
    wrong = []
    for name, tile in cut(size).items():
        if "/" not in name:
            continue
        level, place = name.removesuffix(".webp").split("/")
        share = 2 ** (top - int(level))
        column, row = (int(part) * 512 for part in place.split("_"))
        middle = (tile.width // 2, tile.height // 2)
        red, green, blue = tile.convert("RGB").getpixel(middle)
        point = (min((column + middle[0]) * share, size[0] - 1), min((row + middle[1]) * share, size[1] - 1))
        expected = gradient(size).getpixel(point)
        if max(abs(a - b) for a, b in zip((red, green, blue), expected, strict=True)) > 8:
            wrong.append((name, (red, green, blue), expected))
    assert wrong == []


def test_plain_pictures_keep_the_shape_and_stay_small():
    found = cut((3000, 1000), [[50, 0, 50, 100]])
    assert {name: (picture.format, picture.size) for name, picture in found.items() if "/" not in name} == {
        "part-5000-0-5000-10000.jpg": ("JPEG", (1500, 1000)),
        "large.jpg": ("JPEG", (2560, 853)),
        "overview.webp": ("WEBP", (1600, 533)),
    }


def test_overview_of_noise_still_keeps_to_its_bytes():
    noise = Image.effect_noise((900, 900), 90).convert("RGB")
    overview = next(content for name, content in pyramid.files(noise, []) if name == "overview.webp")
    assert len(overview) <= pyramid.OVERVIEW_BYTES


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 0, 100, 100], (0, 0, 100, 100)),
        (["12.5", "3", "20", "10.004"], (12.5, 3, 20, 10)),
        ([33.33, 0, 66.67, 50], (33.33, 0, 66.67, 50)),
    ],
)
def test_box_within_the_drawing_is_taken(values, expected):
    assert box(values) == expected


@pytest.mark.parametrize(
    "values",
    [[], [1, 2, 3], [1, 2, 3, 4, 5], None, "abcd", [0, 0, "nan", 10], [0, 0, "inf", 10], [-1, 0, 10, 10],
     [0, 0, 0, 10], [0, 0, 0.4, 10], [95, 0, 10, 10], [0, 95, 10, 10], [0, 0, 10**400, 5], [{}, 0, 1, 1]],
)  # fmt: skip
def test_wrong_box_is_refused(values):
    with pytest.raises(WrongBoxError):
        box(values)


def test_boxes_are_kept_once_and_not_without_end():
    assert boxes([[0, 0, 10, 10], [5, 5, 10, 10], [0, 0, 10, 10]]) == [(0, 0, 10, 10), (5, 5, 10, 10)]
    with pytest.raises(WrongBoxError):
        boxes([[number, 0, 1, 1] for number in range(61)])


@pytest.mark.parametrize(
    ("part", "size", "expected"),
    [
        ((0, 0, 100, 100), (1, 1), (0, 0, 1, 1)),
        ((99.5, 99.5, 0.5, 0.5), (10, 10), (9, 9, 10, 10)),
        ((60, 60, 10, 10), (12_000, 6_000), (7200, 3600, 8400, 4200)),
    ],
)
def test_part_covers_its_points(part, size, expected):
    assert pixels(part, *size) == expected


def test_other_part_has_another_file():
    assert file_name((1.25, 0, 10, 10)) == "part-125-0-1000-1000.jpg"
    assert file_name((12.5, 0, 10, 10)) == "part-1250-0-1000-1000.jpg"
