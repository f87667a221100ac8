from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from hub.core.pictures import ALLOWED_FORMATS, MAX_PIXELS

DAMAGED = _("This picture is damaged and cannot be read. Please choose another copy of it.")


def validate_picture(upload) -> None:
    """Refuses, in plain words, a file that is not one of our kinds of picture, is broken or is a bomb. Reads headers only."""
    try:
        upload.seek(0)
        with Image.open(upload, formats=ALLOWED_FORMATS) as picture:
            width, height = picture.size
    except Exception:  # the decoders of five formats raise whatever they like
        raise ValidationError(
            _("This file is not a picture that we can read. Please choose a JPEG, PNG, WebP, AVIF or HEIC file."),
            code="not_a_picture",
        ) from None
    finally:
        upload.seek(0)
    if width * height > MAX_PIXELS:
        raise ValidationError(
            _("This picture is too large (%(width)s × %(height)s points). Please make it smaller and try again."),
            code="too_many_pixels",
            params={"width": width, "height": height},
        )
