from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.core.pictures import UnreadablePictureError, reencoded
from hub.core.validators import DAMAGED, validate_picture


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
