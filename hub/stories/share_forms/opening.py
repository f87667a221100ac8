"""Beginning, coming back, and the small forms of single buttons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.core.public_forms import PlainTextField, PublicForm
from hub.stories.sharing import keeping


class StartForm(PublicForm):
    """Nothing but a button: the guard keeps machines out."""

    least_seconds = 2


class ResumeForm(forms.Form):
    code = PlainTextField(
        label=_("Your code"),
        most=200,
        error_messages={"required": _("Please type the code that you were shown when you began.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    submission = None

    @property
    def asked(self):
        return list(self)

    def clean_code(self):
        self.submission = keeping.find(self.cleaned_data["code"])
        if self.submission is None:
            raise forms.ValidationError(
                _("We know no story with this code. Please look at it again, letter by letter.")
            )
        return self.cleaned_data["code"]


class OwnForm(forms.Form):
    """Which of her own stories somebody who is signed in goes on with."""

    story = forms.IntegerField(min_value=1, max_value=2**62)


class DoForm(forms.Form):
    """Which of a step's buttons was pressed: `add:uid` and the like; anything else goes on."""

    do = forms.RegexField(r"\A(?:(?:add|up|down|remove):[a-z0-9]{1,12}|search)\Z", required=False)

    def chosen(self) -> tuple[str, str]:
        self.is_valid()
        what, _colon, which = self.cleaned_data.get("do", "").partition(":")
        return what, which


class WhichForm(forms.Form):
    """The address of the step that a reader wants after this one; only steps of a story are."""

    then = forms.ChoiceField(choices=[("check", ""), ("tasks", "")], required=False)

    def chosen(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("then", "")


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    pictures = forms.FileField(
        label=_("Choose pictures"),
        widget=SeveralFilesInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif"}
        ),
    )
