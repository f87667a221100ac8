from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.core.validators import validate_picture


class PictureField(WagtailImageField):
    """Looks at the header first: Wagtail's own check of the size decodes the whole picture, which a bomb makes slow."""

    def to_python(self, data):
        if data:
            validate_picture(data)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    file = PictureField(label=_("file"), widget=forms.FileInput())
