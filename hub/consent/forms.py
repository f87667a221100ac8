from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.consent import services
from hub.consent.enums import Kind, Scope
from hub.core import languages
from hub.core.public_forms import PlainTextField, PublicForm


class Step(models.TextChoices):
    LOOK = "look", _("Look")
    NARROW = "narrow", _("Change the uses")
    WITHDRAW = "withdraw", _("Withdraw")


class CodeForm(PublicForm):
    """What a person sends who holds a code. `consent` is there once the form is valid."""

    code = PlainTextField(
        label=_("Your code"),
        most=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "dir": "ltr",
                "data-code": "",
            }
        ),
    )
    step = forms.ChoiceField(choices=Step.choices, required=False)
    scopes = forms.MultipleChoiceField(choices=Scope.choices, required=False)

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self["code"]]

    def clean_code(self):
        self.consent = services.consent_of(self.cleaned_data["code"])
        if self.consent is None:
            raise ValidationError(_("There is no such code. Please look at your card again."))
        return self.cleaned_data["code"]

    def clean_step(self):
        return self.cleaned_data["step"] or Step.LOOK


class Show(models.TextChoices):
    """Which consents staff look at."""

    ALL = "", _("All")
    GIVEN = "given", _("Given")
    UNSURE = "unsure", _("Unsure")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SOON = "soon", _("Ending within 30 days")
    OVER = "over", _("Over, but still kept")


class LedgerFilterForm(forms.Form):
    """A value that is not understood counts as not given."""

    q = forms.CharField(label=_("Pseudonym"), max_length=80, required=False)
    show = forms.ChoiceField(label=_("State"), choices=Show.choices, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Kind.choices], required=False)
    p = forms.IntegerField(min_value=1, required=False)

    def chosen(self) -> dict:
        self.is_valid()
        held = self.cleaned_data
        return {
            "q": held.get("q", ""),
            "show": held.get("show", ""),
            "kind": held.get("kind", ""),
            "p": held.get("p") or 1,
        }


class CardForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the card"), choices=lambda: list(languages.names().items()))
