from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hub.translation.exchange import archive, formats


class FileForm(forms.Form):
    """One file of one page; `cleaned_data["file"]` is its bytes."""

    file = forms.FileField(label=_("File"))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > formats.FILE_LIMIT:
            raise ValidationError(_("The file is too big."))
        return file.read()


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files: (name, bytes) of each."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list[tuple[str, bytes]]:
        files = [super(FilesField, self).clean(each, initial) for each in (data or [None])]
        if any(file.size > archive.LIMIT for file in files):
            raise ValidationError(_("The file is too big."))
        return [(file.name, file.read()) for file in files]


class FilesForm(forms.Form):
    files = FilesField(label=_("Files"))


class KindForm(forms.Form):
    """Which kind of things to download; anything else than a kind that is there means all."""

    kind = forms.ChoiceField(required=False)

    def __init__(self, *args, kinds: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind) for kind in kinds]
