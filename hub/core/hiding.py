"""Hiding what must not be seen on a picture. What comes out holds no trace of it."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter

from hub.core.pictures import UnreadablePictureError, neutral_name, reencoded

BLUR, COVER, CROP = "blur", "cover", "crop"
RECTANGLE, ELLIPSE = "rectangle", "ellipse"
COVERING = (38, 38, 38)
CELLS = 5
STEPS = 32


@dataclass(frozen=True)
class Area:
    """A part of a picture in percent of its width and height, from its left upper corner, and what is done to it.

    Cropping keeps the area and throws all else away; its shape does not count.
    """

    x: float
    y: float
    width: float
    height: float
    way: str = BLUR
    shape: str = RECTANGLE

    def box(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in points, rounded outwards and at least one point wide and high."""
        width, height = size
        left, top = int(self.x * width / 100), int(self.y * height / 100)
        right = -int(-(self.x + self.width) * width // 100)
        bottom = -int(-(self.y + self.height) * height // 100)
        left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
        return left, top, min(max(right, left + 1), width), min(max(bottom, top + 1), height)


def hidden(picture_file, areas: Iterable[Area]) -> ContentFile:
    """The picture of an open file with these areas hidden, as a new JPEG or PNG under a neutral name.

    The file itself stays as it is: whoever keeps it must remove it. Raises UnreadablePictureError.
    """
    areas = list(areas)
    fresh = reencoded(picture_file)
    try:
        with Image.open(fresh) as source:
            kind = source.format
            picture = source.convert("RGBA" if "A" in source.getbands() else "RGB")
    except Exception as error:  # the decoders of five formats raise whatever they like
        raise UnreadablePictureError(type(error).__name__) from error
    for area in areas:
        if area.way != CROP:
            _hide(picture, area)
    for area in areas:
        if area.way == CROP:
            picture = picture.crop(area.box(picture.size))
            break
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": 88, "progressive": True} if kind == "JPEG" else {}))
    return ContentFile(out.getvalue(), name=neutral_name("jpg" if kind == "JPEG" else "png"))


def _hide(picture: Image.Image, area: Area) -> None:
    box = area.box(picture.size)
    size = (box[2] - box[0], box[3] - box[1])
    if area.way == COVER:
        patch = Image.new(picture.mode, size, COVERING + (255,) * (picture.mode == "RGBA"))
    else:
        patch = _blurred(picture.crop(box))
    mask = Image.new("L", size, 0 if area.shape == ELLIPSE else 255)
    if area.shape == ELLIPSE:
        ImageDraw.Draw(mask).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=255)
    picture.paste(patch, box, mask)


def _blurred(part: Image.Image) -> Image.Image:
    """A few soft patches of colour in place of the part.

    A Gaussian blur alone can be undone, and faces in a fine mosaic are still recognised by machines. So the part is first
    brought down to at most 5 × 5 means, each colour of them rounded to 8 steps: some 30 bytes, whatever the size, from
    which no face comes back. Only then is it spread out again and softened, for the eye; that adds nothing. What is
    transparent is filled, so that no colours lie beneath.
    """
    solid = part.convert("RGB")
    cells = (min(CELLS, part.width), min(CELLS, part.height))
    few = solid.resize(cells, Image.Resampling.BOX).point(lambda value: min(255, value // STEPS * STEPS + STEPS // 2))
    softness = max(part.width / cells[0], part.height / cells[1]) / 2
    spread = few.resize(part.size, Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(softness))
    return spread.convert(part.mode)
