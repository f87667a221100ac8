"""What readers fill in. Nothing of it is kept: it comes with the form and goes back with the page."""

import datetime as dt
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.core.plain_text import without_controls
from hub.core.public_forms import PlainTextField
from hub.core.vision import SENTENCE

MOST_OF_PART = 300
MOST_OF_LINE = 200
MOST_LINES = 40
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]


class DayForm(forms.Form):
    """The day of a session."""

    day = forms.DateField(
        required=False,
        input_formats=FORMATS,
        error_messages={
            "invalid": _("We do not understand this day. Write it as year-month-day, for example 2027-05-31.")
        },
    )

    def __init__(self, data):
        given = data.get("day", "")[:40]
        super().__init__({"day": "".join(_plain(letter) for letter in given)})

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Write a day from the year 2000 to the year 2199."))
        return day

    @property
    def chosen(self) -> dt.date | None:
        return self.cleaned_data.get("day") if self.is_valid() else None

    @property
    def shown(self) -> str:
        """What the field has in it: the day as browsers write it, or what was typed."""
        chosen = self.chosen
        return chosen.isoformat() if chosen else self.data["day"]


def _plain(letter: str) -> str:
    """Digits of any script as those that dates are read from."""
    return str(unicodedata.digit(letter, letter))


class SentenceForm(forms.Form):
    """The parts of the shared-vision sentence."""

    def __init__(self, data=None):
        super().__init__(data, auto_id="sentence-%s")
        for name, label, help_text in SENTENCE:
            self.fields[name] = PlainTextField(
                most=MOST_OF_PART,
                label=label,
                help_text=help_text,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Please write something here.")},
            )

    def clean(self):
        cleaned = super().clean()
        return {name: " ".join(text.split()) for name, text in cleaned.items()}

    @property
    def asked(self) -> list[forms.BoundField]:
        return list(self)


class LinesField(forms.Field):
    """Several short texts under one name."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        texts = [" ".join(without_controls(each).split())[:MOST_OF_LINE] for each in (value or [])[:MOST_LINES]]
        return [text for text in texts if text]


class NumbersField(forms.Field):
    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return {int(each) for each in value or [] if each.isascii() and each.isdecimal() and len(each) < 4}


class AgreementsForm(forms.Form):
    """Agreements as they stand on the page (`line`), which are ticked (`pick`, by place), and new ones, each on a line."""

    line = LinesField(required=False)
    pick = NumbersField(required=False)
    own = PlainTextField(
        most=2000,
        required=False,
        label=_("Agreements of your own"),
        help_text=_("Each on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    do = forms.CharField(required=False, max_length=20)

    def clean_own(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["own"].splitlines()]
        lines = [line for line in lines if line]
        long = next((line for line in lines if len(line) > MOST_OF_LINE), None)
        if long:
            raise forms.ValidationError(
                _("“%(start)s…” has %(length)d characters; a line may have %(most)d."),
                params={"start": long[:30], "length": len(long), "most": MOST_OF_LINE},
            )
        return lines

    def clean(self):
        cleaned = super().clean()
        if len(cleaned.get("line", [])) + len(cleaned.get("own", [])) > MOST_LINES:
            self.add_error("own", _("A sheet can have at most 40 lines."))
        return cleaned

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self["own"]]
