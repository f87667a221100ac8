import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from hub.core import version
from hub.core.pictures import UnreadablePictureError, neutral_name, reencoded
from hub.core.validators import DAMAGED, validate_picture, validated_document

# What pages may ask for. They are made when a page is published, never in a reader's request.
RENDITION_SPECS = ("width-480|format-webp", "width-960|format-webp", "width-960|format-jpeg")


def _says_file_name(title: str, file_name: str) -> bool:
    """Whether a title is only the uploaded file's name again (as the admin's upload fields fill it in)."""

    def plain(text):
        return re.sub(r"[\W_]+", "", text).casefold()

    return plain(title) in {"", plain(file_name), plain(PurePath(file_name).stem)}


class Guarded(models.Model):
    """A file that readers may fetch exactly as long as something that they can read uses it (hub.core.openness)."""

    is_open = models.BooleanField(_("open to readers"), default=False, db_index=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


class HubImage(Guarded, AbstractImage):
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

    def get_upload_to(self, filename):
        return f"original_images/{neutral_name(PurePath(filename).suffix.lstrip('.').lower() or 'jpg')}"


OPEN_FOLDER, CLOSED_FOLDER = "images/", "closed/"


def rendition_path(*, is_open: bool, file_name: str) -> str:
    """A new name in the folder that is handed out to everybody, or in the one that never is.

    It tells neither the original's name nor the one that the rendition had in the other folder.
    """
    return (OPEN_FOLDER if is_open else CLOSED_FOLDER) + neutral_name(PurePath(file_name).suffix.lstrip("."))


class HubRendition(AbstractRendition):
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    @property
    def url(self):
        if self.file.name.startswith(CLOSED_FOLDER):
            return reverse("closed_picture", args=[self.file.name.removeprefix(CLOSED_FOLDER)])
        return self.file.url

    def get_upload_to(self, filename):
        return rendition_path(is_open=self.image.is_open, file_name=filename)

    @staticmethod
    def construct_cache_key(image, filter_cache_key, filter_spec):
        """A key that dies with the content version: no process may remember an address after the picture was closed."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{image.is_open:d}-{version.current()}"


def document_path(_document, filename: str) -> str:
    return f"documents/{neutral_name(PurePath(filename).suffix.lstrip('.').lower() or 'bin')}"


class HubDocument(Guarded, AbstractDocument):
    """A file to hand out. Stored under a neutral name; the name it was uploaded with is not kept."""

    file = models.FileField(_("file"), upload_to=document_path)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            uploaded_name = PurePath(self.file.name).name
            upload = self.file.file
            self.file = getattr(upload, "fresh_document", None) or validated_document(upload, uploaded_name)
            self._set_document_file_metadata()
            if _says_file_name(self.title, uploaded_name):
                self.title = _now("Document of %(day)s") % {"day": date_format(timezone.now(), "DATE_FORMAT")}
        super().save(*args, **kwargs)


class Leftover(models.Model):
    """A file that must go from the storage: noted in the transaction that gave it up, struck out when it is gone."""

    name = models.CharField(max_length=200, unique=True)
    noted_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.name
