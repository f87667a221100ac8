from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.core import guarding, version
from hub.core.pictures import UnreadablePictureError, reencoded
from hub.core.validators import DAMAGED, validate_picture, validated_document


class PictureField(WagtailImageField):
    """Looks at the header first (Wagtail's own check of the size decodes a bomb), then re-encodes, so that what cannot be
    decoded is refused in the form."""

    def to_python(self, data):
        if data:
            validate_picture(data)
            try:
                data.fresh_picture = reencoded(data)
            except UnreadablePictureError as error:
                raise forms.ValidationError(DAMAGED, code="damaged") from error
            data.seek(0)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    file = PictureField(label=_("file"), widget=forms.FileInput())

    def save(self, commit=True):
        picture = super().save(commit)
        if commit and "file" in self.changed_data and picture.is_open:  # its renditions went with the old file
            guarding.tried(guarding.make_ready, picture)
            version.bump()
        return picture


class DocumentForm(BaseDocumentForm):
    def clean_file(self):
        """What is kept is the cleaned document; the name it came with stays, for its title, until it is stored."""
        upload = self.cleaned_data["file"]
        if "file" in self.changed_data and upload:
            upload.fresh_document = validated_document(upload, upload.name)
        return upload
