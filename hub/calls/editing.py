"""The form in which staff write a call: times in the zone of the call, and questions that fit together."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.utils import get_field_clean_name

from hub.calls import rules
from hub.core import zones

TIMES = ("opens_at", "closes_at")
ROW_TIMES = ("required_from", "freeze_at")
QUESTIONS = ("form_fields", "report_fields")


class CallPageForm(WagtailAdminFormPageForm):
    """Drafts may be incomplete; what is published has its times in their order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = self._zone()
        _zone_times(self, TIMES, zone)
        if "zone" in self.fields:
            names = list(dict.fromkeys([*zones.names(), self.instance.zone]))
            self.fields["zone"].validators.append(zones.validate_zone)
            self.fields["zone"].widget = forms.Select(choices=[(name, name.replace("_", " ")) for name in names])
        for form in self._rows():
            _zone_times(form, ROW_TIMES, zone)

    def _zone(self) -> str:
        zone = self.data.get(self.add_prefix("zone"), "") if self.is_bound else self.instance.zone
        try:
            zones.validate_zone(zone)
        except ValidationError:
            return "UTC"  # the zone's own field says what is wrong
        return zone or "UTC"

    def _rows(self):
        for name in QUESTIONS:
            yield from self.formsets[name].forms if name in self.formsets else ()

    def clean(self):
        from hub.calls import services

        for form in self._rows():  # whatever else the rows are asked for, they are asked with what is typed in them
            _settle(form)
        cleaned = super().clean()
        names = {field.name for field in self._meta.model._meta.fields}
        for name, value in cleaned.items():
            if name in names:
                setattr(self.instance, name, value)
        _tell(self, services.lifted(self.instance))
        if "zone" not in self.errors:
            find = rules.disorder if self.is_deferred_validation else rules.problems
            _tell(self, find(self.instance))
        for name in QUESTIONS:
            if name in self.formsets:
                self._clean_questions(self.formsets[name].forms)
        return cleaned

    def _clean_questions(self, rows):
        above = []
        for form in sorted(rows, key=lambda row: _place(row, rows)):
            if not form.is_valid() or form.cleaned_data.get("DELETE") or not (form.has_changed() or form.instance.pk):
                continue
            question = form.instance
            question.show_if_key = _named(question.show_if_key, above)
            _tell(form, rules.problems_of(question, above=above, is_draft=self.is_deferred_validation))
            if _is_renamed(form):
                message = _("Answers are kept under “%(name)s”; it cannot be called anything else any more.")
                _tell(form, {"clean_name": [message % {"name": form.initial["clean_name"]}]})
            above.append(question)


def _settle(form) -> None:
    """What is derived from what is typed, in the row that will be saved. What was typed stays in the form."""
    if form.is_valid() and not form.cleaned_data.get("DELETE"):
        question = form.instance
        question.choices = rules.with_keys(question.choices)
        question.clean_name = get_field_clean_name(question.clean_name)


def _named(typed: str, above) -> str:
    """The name of a question above, where its label was typed instead."""
    labels = {question.label.casefold(): rules.key_of(question) for question in above}
    return labels.get(typed.strip().casefold(), typed.strip())


def _is_renamed(form) -> bool:
    """Whether a question that has been asked would change the name that answers are kept under."""
    before = form.initial.get("clean_name") if form.instance.pk else ""
    if not before or form.instance.page is None or form.instance.page.first_published_at is None:
        return False
    return form.instance.clean_name != before


def _place(form, rows) -> tuple:
    order = form.cleaned_data.get("ORDER") if form.is_valid() else None
    return (order is None, order or 0, rows.index(form))


def _tell(form, wrong: dict[str, list[str]]) -> None:
    for field, messages in wrong.items():
        for message in messages:
            if message not in form.errors.get(field, []):
                form.add_error(field if field in form.fields else None, message)


def _zone_times(form, names, zone: str) -> None:
    for name in names:
        if name in form.fields:
            form.fields[name] = ZonedDateTimeField(zone, form.fields[name])


class ZonedDateTimeField(forms.DateTimeField):
    """Shows and reads what clocks of the zone show."""

    def __init__(self, zone: str, field: forms.DateTimeField):
        self.zone = zone
        super().__init__(
            required=False, label=field.label, help_text=field.help_text, widget=field.widget, initial=field.initial
        )

    def prepare_value(self, value):
        if isinstance(value, dt.datetime) and value.tzinfo:
            return zones.wall(value, self.zone)
        return value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime) and value.tzinfo:
            return value
        with timezone.override(dt.UTC):
            typed = super().to_python(value)
        return zones.moment(typed.replace(tzinfo=None), self.zone)
