from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.core.pictures import UnreadablePictureError
from hub.core.validators import DAMAGED
from hub.drawings.models import Drawing
from hub.drawings.originals import MAX_BYTES, ReadDrawing, read_drawing


class DrawingField(forms.FileField):
    """An uploaded drawing, read: its full size and the picture for pages."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic"})
    default_error_messages = {
        "too_heavy": _("This file is larger than %(most)s. Please save it as JPEG and try again.")
    }

    def to_python(self, data) -> ReadDrawing | None:
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MAX_BYTES:
            raise ValidationError(
                self.error_messages["too_heavy"], code="too_heavy", params={"most": filesizeformat(MAX_BYTES)}
            )
        try:
            return read_drawing(upload)
        except UnreadablePictureError as error:
            raise ValidationError(DAMAGED, code="damaged") from error


class DrawingForm(forms.ModelForm):
    """What is said of a drawing."""

    title = forms.CharField(label=capfirst(_("title")), max_length=255)
    description = forms.CharField(
        label=capfirst(_("text alternative")),
        max_length=255,
        required=False,
        help_text=_("One sentence for those who do not see the drawing."),
    )
    credit = forms.CharField(
        label=capfirst(_("credit")),
        max_length=120,
        required=False,
        help_text=_("The artist's or photographer's name as she wishes it."),
    )

    class Meta:
        model = Drawing
        fields = []

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        kwargs.pop("for_user", None)
        said = {}
        if instance and instance.pk:
            said = {name: getattr(instance.image, name) for name in ("title", "description", "credit")}
        super().__init__(*args, instance=instance, initial={**said, **(initial or {})}, **kwargs)


class NewDrawingForm(DrawingForm):
    file = DrawingField(
        label=capfirst(_("file")),
        help_text=_("JPEG, PNG, WebP, AVIF or HEIC, at most 80 million points. Only the points are kept."),
    )

    field_order = ["file", "title", "description", "credit"]
