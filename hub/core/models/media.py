import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from hub.core.pictures import UnreadablePictureError, neutral_name, reencoded
from hub.core.validators import DAMAGED, validate_picture

# What pages may ask for. They are made when a page is published, never in a reader's request.
RENDITION_SPECS = ("width-480|format-webp", "width-960|format-webp", "width-960|format-jpeg")


def _says_file_name(title: str, file_name: str) -> bool:
    """Whether a title is only the uploaded file's name again (as the admin's upload fields fill it in)."""

    def plain(text):
        return re.sub(r"[\W_]+", "", text).casefold()

    return plain(title) in {"", plain(file_name), plain(PurePath(file_name).stem)}


class HubImage(AbstractImage):
    """A picture. Whatever way it comes in, only a re-encoded copy under a neutral name is ever stored."""

    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("The artist's or photographer's name as she wishes it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename):
        return f"original_images/{neutral_name(PurePath(filename).suffix.lstrip('.').lower() or 'jpg')}"

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            uploaded_name = PurePath(self.file.name).name
            validate_picture(self.file)
            try:
                self.file = reencoded(self.file.file)
            except UnreadablePictureError as error:
                raise ValidationError({"file": DAMAGED}) from error
            self._set_image_file_metadata()
            if _says_file_name(self.title, uploaded_name):
                self.title = _now("Picture of %(day)s") % {"day": date_format(timezone.now(), "DATE_FORMAT")}
        super().save(*args, **kwargs)


class HubRendition(AbstractRendition):
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]


def document_path(_document, filename: str) -> str:
    return f"documents/{neutral_name(PurePath(filename).suffix.lstrip('.').lower() or 'bin')}"


class HubDocument(AbstractDocument):
    """A file to hand out. Stored under a neutral name; the name it was uploaded with is not kept."""

    file = models.FileField(_("file"), upload_to=document_path)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed and _says_file_name(self.title, PurePath(self.file.name).name):
            self.title = _now("Document of %(day)s") % {"day": date_format(timezone.now(), "DATE_FORMAT")}
        super().save(*args, **kwargs)
