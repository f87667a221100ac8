from django import forms
from django.utils.translation import gettext_lazy as _

from hub.core import languages, spoken
from hub.core.public_forms import PlainTextField, PublicForm
from hub.resources.addresses import MOST, completed, validate_link
from hub.resources.enums import Handling, Kind

MISSING = {"required": _("This is missing.")}


class SuggestForm(PublicForm):
    """Title, address, kind; its languages and a reason if one likes."""

    least_seconds = 3

    title = PlainTextField(label=_("What is it called?"), most=160, error_messages=MISSING)
    url = PlainTextField(
        label=_("Its address on the web"),
        most=MOST,
        error_messages=MISSING,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocapitalize": "none", "dir": "ltr", "spellcheck": "false"}
        ),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("", _("Please choose")), *Kind.choices],
        error_messages={"required": _("Please choose one.")},
        widget=forms.Select(attrs={"class": "select"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages is it in? You may leave this empty."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more_languages = PlainTextField(label=_("Other languages. You may leave this empty."), most=100, required=False)
    why = PlainTextField(
        label=_("Why is it good, and for whom? You may leave this empty."),
        most=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, about="suggest-resource", **kwargs)
        self.fields["languages"].choices = [(code, spoken.name(code)) for code in languages.names()]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_url(self):
        url = completed(self.cleaned_data["url"])
        validate_link(url)
        return url

    @property
    def reason(self) -> str:
        """Why, and the languages that our list does not have."""
        parts = (self.cleaned_data["why"], self.cleaned_data["more_languages"])
        return "\n\n".join(part for part in parts if part)


class DeadLinkForm(PublicForm):
    """One press; a note if one likes."""

    note = PlainTextField(
        label=_("What happened? You may leave this empty."),
        most=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FilterForm(forms.Form):
    """Which of what readers told us staff see. A value that is not understood counts as not given."""

    state = forms.ChoiceField(label=_("State"), choices=Handling.choices, required=False)
    p = forms.IntegerField(min_value=1, required=False)

    def chosen(self) -> tuple[str, int]:
        self.is_valid()
        return self.cleaned_data.get("state") or Handling.NEW, self.cleaned_data.get("p") or 1


class StateForm(forms.Form):
    state = forms.ChoiceField(choices=Handling.choices)
