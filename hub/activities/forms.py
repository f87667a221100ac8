import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hub.activities.enums import Format, RunState, Worked
from hub.core.enums import GroupSize
from hub.core.public_forms import PlainTextField, PublicForm

EARLIER = "earlier"
MONTHS = 12
MISSING = {"required": _("Please choose one.")}


def months(today: dt.date) -> list[tuple[str, str]]:
    """This month and the eleven before it, named in the language at hand, and one choice for all that is longer ago."""
    number = today.year * 12 + today.month - 1
    firsts = [dt.date(each // 12, each % 12 + 1, 1) for each in range(number, number - MONTHS, -1)]
    return [*((f"{day:%Y-%m}", date_format(day, "YEAR_MONTH_FORMAT")) for day in firsts), (EARLIER, _("Longer ago"))]


def _choice(label, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=MISSING)


class RunForm(PublicForm):
    """Four taps, and two things more if one likes."""

    least_seconds = 3

    month = forms.ChoiceField(label=_("When?"), widget=forms.Select(attrs={"class": "select"}))
    format = _choice(_("How did you meet?"), Format.choices)
    group_size = _choice(_("How many people?"), GroupSize.choices)
    worked = _choice(_("Did it work?"), Worked.choices)
    minutes = forms.IntegerField(
        label=_("How many minutes did it take? You may leave this empty."),
        required=False,
        min_value=1,
        max_value=1440,
        widget=forms.NumberInput(attrs={"class": "input input--short", "inputmode": "numeric"}),
    )
    changed = PlainTextField(
        label=_("What did you change? You may leave this empty."),
        most=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months(timezone.localdate())

    @property
    def taps(self) -> list[forms.BoundField]:
        return [self[name] for name in ("format", "group_size", "worked")]

    def clean_month(self):
        value = self.cleaned_data["month"]
        return None if value == EARLIER else dt.date.fromisoformat(f"{value}-01")


class RunsFilterForm(forms.Form):
    """Which runs staff see. A value that is not understood counts as not given."""

    state = forms.ChoiceField(label=_("State"), choices=RunState.choices, required=False)
    p = forms.IntegerField(min_value=1, required=False)

    def chosen(self) -> tuple[str, int]:
        self.is_valid()
        return self.cleaned_data.get("state") or RunState.NEW, self.cleaned_data.get("p") or 1


class RunStatesForm(forms.Form):
    """What becomes of one run, or of several that were ticked."""

    state = forms.ChoiceField(choices=RunState.choices)
    run = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [key for key in self.data.getlist("run") if key.isdecimal() and len(key) <= 18]
        if len(keys) != len(self.data.getlist("run")):
            keys = []
        self.fields["run"].choices = [(key, key) for key in keys]

    def clean_run(self):
        if len(self.cleaned_data["run"]) > 200:
            raise ValidationError(_("Choose at most %(most)s."), params={"most": 200})
        return self.cleaned_data["run"]
