"""Re-encoding of uploaded pictures: a fresh picture of the same points, with nothing else in it."""

import contextlib
import io
import uuid

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()
# Pillow's own limit is an exception that Wagtail's upload form does not expect. Sizes are read from the header and
# refused in plain words before anything is decoded: by the form's pixel limit and by hub.core.validators.
Image.MAX_IMAGE_PIXELS = None

ALLOWED_FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2560  # enough for a wall-sized graphic recording on a screen; originals never leave larger


def neutral_name(extension: str) -> str:
    """A file name that says nothing about whom or what the file shows."""
    return f"{uuid.uuid4().hex}.{extension}"


class UnreadablePictureError(ValueError):
    """The file claims to be a picture and cannot be decoded as one."""


def size_of(upload) -> tuple[int, int]:
    """Width and height in points, from the header of an open file. Raises UnreadablePictureError."""
    try:
        upload.seek(0)
        with Image.open(upload, formats=ALLOWED_FORMATS) as picture:
            return picture.size
    except Exception as error:  # the decoders of five formats raise whatever they like
        raise UnreadablePictureError(type(error).__name__) from error
    finally:
        upload.seek(0)


def reencoded(upload) -> ContentFile:
    """The picture of an open file as a new JPEG or PNG under a neutral name: no EXIF, XMP, comment, profile or animation.

    Raises UnreadablePictureError where it cannot be decoded. A form that has looked already leaves its result on the upload.
    """
    held = getattr(upload, "fresh_picture", None)
    if held is None:
        try:
            held = _decoded_and_encoded(upload)
        except Exception as error:  # the decoders of five formats raise whatever they like
            raise UnreadablePictureError(type(error).__name__) from error
    return held


def _decoded_and_encoded(upload) -> ContentFile:
    upload.seek(0)
    with Image.open(upload, formats=ALLOWED_FORMATS) as source:
        keep_png = source.format == "PNG" or "A" in source.getbands() or "transparency" in source.info
        if source.format in {"JPEG", "MPO"}:
            source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = upright(source)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        picture = in_srgb(picture, "RGBA" if keep_png and has_alpha(picture) else "RGB")
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    out = io.BytesIO()
    if keep_png:
        fresh.save(out, "PNG")
    else:
        fresh.save(out, "JPEG", quality=88, progressive=True)
    return ContentFile(out.getvalue(), name=neutral_name("png" if keep_png else "jpg"))


def upright(source: Image.Image) -> Image.Image:
    """The picture itself, turned as its camera says; as it is where what the camera says cannot be read."""
    source.load()
    with contextlib.suppress(Exception):  # broken EXIF is no reason to refuse somebody's photo
        ImageOps.exif_transpose(source, in_place=True)
    return source


def has_alpha(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def in_srgb(picture: Image.Image, mode: str) -> Image.Image:
    """The picture in `mode` with its colours turned into sRGB, since the profile itself is dropped."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode == "RGB" and mode == "RGB":
        try:
            return ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the points as they are
    return picture if picture.mode == mode else picture.convert(mode)
