import io
import re
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from hub.core.documents import cleaned
from hub.core.pictures import MAX_PIXELS, UnreadablePictureError, size_of
from hub.core.refusals import Reason, RefusedFileError, limited

DAMAGED = _("This picture is damaged and cannot be read. Please choose another copy of it.")
NOT_A_PICTURE = _("This file is not a picture that we can read. Please choose a JPEG, PNG, WebP, AVIF or HEIC file.")
TOO_LARGE = _("This file is too large, or unpacks to far more than it seems. The limit is %(limit)s.")
REFUSALS = {
    Reason.EMPTY: _("This file is empty. Please choose another one."),
    Reason.SIZE: TOO_LARGE,
    Reason.KIND: _(
        "This file is damaged or is not what its name says. Please choose a PDF, DOCX, ODT, TXT or CSV file."
    ),
    Reason.ACTIVE: _(
        "This file can run something or load something from elsewhere (macros, scripts, templates, attached files). "
        "Please save it without that and try again."
    ),
    Reason.LOCKED: _("This file is locked or packed in a way that we cannot check. Please save it anew and try again."),
}
PAGE_INSIDE = re.compile(rb"<(?:script|html|!doctype html|\?php)", re.IGNORECASE)


def _refusal(error: RefusedFileError, most: int) -> ValidationError:
    return ValidationError(REFUSALS[error.reason], code=error.reason.value, params={"limit": filesizeformat(most)})


def validate_picture(
    upload, *, max_pixels: int = MAX_PIXELS, longest_side: int | None = None, max_bytes: int | None = None
) -> None:
    """Refuses, in plain words, a file that is not one of our kinds of picture, is broken, is a bomb, or is an archive or a
    web page as well. Nothing is decoded."""
    most = max_bytes or settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    try:
        content = limited(upload, most)
        width, height = size_of(upload)
    except RefusedFileError as error:
        raise _refusal(error, most) from None
    except UnreadablePictureError:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from None
    if PAGE_INSIDE.search(content) or zipfile.is_zipfile(io.BytesIO(content)):
        raise ValidationError(NOT_A_PICTURE, code="two_in_one")
    if width * height > max_pixels or (longest_side and max(width, height) > longest_side):
        raise ValidationError(
            _("This picture is too large (%(width)s × %(height)s points). Please make it smaller and try again."),
            code="too_many_pixels",
            params={"width": width, "height": height},
        )


def validated_document(upload, file_name: str):
    """The document as it may be stored: checked, without its author's traces, under a neutral name.

    Raises ValidationError in plain words.
    """
    try:
        return cleaned(upload, file_name)
    except RefusedFileError as error:
        raise _refusal(error, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE) from None
