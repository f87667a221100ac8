from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.core import countries


class ChoiceListField(models.JSONField):
    """A list of keys from a fixed vocabulary, stored as a JSON list of strings; `max_choices` limits its length.

    The vocabulary is no part of the schema: a new key needs no migration.
    """

    default_error_messages = {
        "unknown_keys": _("Unknown: %(unknown)s. Allowed: %(allowed)s."),
        "too_many": _("Choose at most %(most)s."),
    }

    def __init__(self, *args, choices=(), max_choices=None, **kwargs):
        self.vocabulary = list(choices)
        self.max_choices = max_choices
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        allowed = [key for key, _label in self.vocabulary]
        if not isinstance(value, list) or not set(value) <= set(allowed):
            unknown = value if not isinstance(value, list) else [str(key) for key in value if key not in allowed]
            raise ValidationError(
                self.error_messages["unknown_keys"],
                code="unknown_keys",
                params={"unknown": ", ".join(map(str, unknown)), "allowed": ", ".join(allowed)},
            )
        if self.max_choices and len(value) > self.max_choices:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"most": self.max_choices})

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.vocabulary,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget", forms.CheckboxSelectMultiple),
            initial=kwargs.get("initial", self.default),
        )


class CountryField(models.CharField):
    """The ISO code of a country. Their names are no part of the schema."""

    default_error_messages = {"unknown_country": _("There is no such country.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 2, "blank": True, **kwargs})

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value and value not in countries.CODES:
            raise ValidationError(self.error_messages["unknown_country"], code="unknown_country")

    def formfield(self, **kwargs):
        return forms.ChoiceField(
            choices=lambda: [("", "—"), *countries.choices()],
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )
