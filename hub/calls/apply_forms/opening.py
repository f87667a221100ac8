"""Beginning, coming back, and the small forms of single buttons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.calls.applying import beginning
from hub.core.public_forms import PlainTextField, PublicForm


def _code_input() -> forms.TextInput:
    return forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
    )


class StartForm(PublicForm):
    """A button, and the code of those who come late; the guard keeps machines out."""

    least_seconds = 2

    late = PlainTextField(
        label=_("Your code for coming late"),
        most=200,
        widget=_code_input(),
        error_messages={"required": _("Please type the code that the team gave you.")},
    )

    def __init__(self, *args, is_late: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late"]

    def add_late_error(self) -> None:
        self.add_error("late", LATE_WRONG)


LATE_WRONG = _("We know no such code, or it is used up or over. Please look at it again, letter by letter.")


class LateForm(forms.Form):
    late = PlainTextField(
        label=_("Your code for coming late"),
        most=200,
        widget=_code_input(),
        error_messages={"required": _("Please type the code that the team gave you.")},
    )

    @property
    def asked(self):
        return list(self)


class ResumeForm(forms.Form):
    code = PlainTextField(
        label=_("Your code"),
        most=200,
        error_messages={"required": _("Please type the code that you were shown when you began.")},
        widget=_code_input(),
    )

    application = None

    @property
    def asked(self):
        return list(self)

    def clean_code(self):
        self.application = beginning.find(self.cleaned_data["code"])
        if self.application is None:
            raise forms.ValidationError(
                _("We know no application with this code. Please look at it again, letter by letter.")
            )
        return self.cleaned_data["code"]


class WhichForm(forms.Form):
    """What somebody wants after this page."""

    then = forms.ChoiceField(choices=[("check", ""), ("tasks", ""), ("file", "")], required=False)

    def chosen(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("then", "")


class WordsForm(PublicForm):
    """Words to the team."""

    text = PlainTextField(
        label=_("Your message"),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Please write something first.")},
    )


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    files = forms.FileField(label=_("Choose a file"), required=False, widget=SeveralFilesInput)


class FilledForm(forms.Form):
    """A form that was filled without a network."""

    filled = forms.FileField(
        label=_("The file that you filled in"),
        error_messages={"required": _("Please choose a file."), "empty": _("The file is empty.")},
    )

    @property
    def asked(self):
        return list(self)


class KnownOnesField(forms.MultipleChoiceField):
    """What is not among the choices is dropped; the rest counts."""

    def to_python(self, value):
        return [each for each in super().to_python(value) if self.valid_value(each)]


class TakeForm(forms.Form):
    """Which answers of a file are taken over those that were there. `names`: of the questions in the form."""

    take = KnownOnesField(required=False)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["take"].choices = [(name, name) for name in names]

    def chosen(self) -> list[str]:
        self.is_valid()
        return self.cleaned_data["take"]
