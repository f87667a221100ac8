"""An uploaded drawing read once: its full size and the picture that pages show, both with nothing but points in them."""

import io
from dataclasses import dataclass

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image

from hub.core.pictures import (
    ALLOWED_FORMATS,
    LONGEST_SIDE,
    UnreadablePictureError,
    has_alpha,
    in_srgb,
    neutral_name,
    upright,
)
from hub.core.validators import validate_picture

MAX_PIXELS = 80_000_000
MAX_SIDE = 30_000
MAX_BYTES = 60 * 1024 * 1024
# Coloured pens need all their colour points. Even of a PNG a JPEG is kept: at this quality nobody sees it, and a scan's
# PNG is four times as heavy and takes twenty times as long to write.
ORIGINAL_JPEG = {"format": "JPEG", "quality": 92, "subsampling": 0}
SMALL_JPEG = {"format": "JPEG", "quality": 88, "progressive": True}


@dataclass(frozen=True)
class ReadDrawing:
    original: File
    small: File
    width: int
    height: int


def read_drawing(upload) -> ReadDrawing:
    """Raises ValidationError where the file is none of our kinds or too large, UnreadablePictureError where it is broken.

    Holds the points once (4 bytes each), twice for a moment where they must be turned or their colours changed.
    """
    validate_picture(upload, max_pixels=MAX_PIXELS, longest_side=MAX_SIDE, max_bytes=MAX_BYTES)
    try:
        picture = decoded(upload)
        original = File(io.BytesIO(), name=neutral_name("jpg"))
        picture.save(original.file, **ORIGINAL_JPEG)
        original.seek(0)
        return ReadDrawing(original, _small(picture), *picture.size)
    except Exception as error:  # the decoders of five formats raise whatever they like
        raise UnreadablePictureError(type(error).__name__) from error
    finally:
        upload.seek(0)


def decoded(file) -> Image.Image:
    """The picture of an open file: upright, sRGB, on white where it was see-through, without any other information."""
    file.seek(0)
    with Image.open(file, formats=ALLOWED_FORMATS) as source:
        picture = upright(source)
        if has_alpha(picture):
            picture = _on_white(picture)
        picture = in_srgb(picture, "RGB")
    picture.info = {}
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    picture = in_srgb(picture, "RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _small(picture: Image.Image) -> ContentFile:
    """The picture for pages, marked as fresh so that HubImage keeps it as it is."""
    small = picture.reduce(max(1, max(picture.size) // LONGEST_SIDE))
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, **SMALL_JPEG)
    fresh = ContentFile(out.getvalue(), name=neutral_name("jpg"))
    fresh.fresh_picture = fresh
    return fresh
