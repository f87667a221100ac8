"""The questions of each step."""

import datetime as dt

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hub.consent.enums import Scope
from hub.core import countries, spoken
from hub.core.enums import Format, GroupSize
from hub.core.public_forms import PlainTextField
from hub.core.step_forms import StepForm
from hub.stories import enums
from hub.stories.sharing.asking import LABELS, QUOTES
from hub.tags import validators

PLACES = [choice for choice in enums.Place.choices if choice[0] != enums.Place.EXACT]
OFTEN = [code for code, _name in settings.LANGUAGES]


def _text(name, *, most, rows=0, hint="", label=""):
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"}) if rows else forms.TextInput(attrs={"dir": "auto"})
    return PlainTextField(label=label or LABELS[name], most=most, required=False, widget=widget, help_text=hint)


def _taps(name, choices, *, initial=None, hint="", label=""):
    return forms.ChoiceField(
        label=label or LABELS[name],
        choices=choices,
        required=False,
        initial=initial,
        widget=forms.RadioSelect,
        help_text=hint,
    )


def _boxes(name, choices, *, initial=None, label="", hint=""):
    return forms.MultipleChoiceField(
        label=label or LABELS[name],
        choices=choices,
        required=False,
        initial=initial,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


def _select(name, *, label="", choices=()):
    widget = forms.Select(attrs={"class": "select"})
    return forms.ChoiceField(label=label or LABELS[name], choices=choices, required=False, widget=widget)


def _number(name, *, least, most, label="", hint=""):
    widget = forms.NumberInput(attrs={"class": "input input--short", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label or LABELS[name], required=False, min_value=least, max_value=most, widget=widget, help_text=hint
    )


class WhatForm(StepForm):
    needed = ("title", "summary", "what_happened")

    language = _select("language", choices=settings.LANGUAGES)
    title = _text("title", most=100)
    summary = _text("summary", most=200, rows=3)
    session_type = _taps("session_type", enums.SessionType.choices, initial=enums.SessionType.ONE.value)
    what_happened = _text(
        "what_happened",
        most=8000,
        rows=10,
        hint=_("Tell it in your own words. Please write no real names, no addresses, nothing that leads to a person."),
    )

    def __init__(self, answers, *, language: str, **kwargs):
        self.begun_in = language
        super().__init__(answers, **kwargs)

    def prepare(self):
        self.fields["language"].initial = self.begun_in


class WhereForm(StepForm):
    year = _number("year", least=1970, most=2100, hint=_("Only what you give here is stored. Each may stay empty."))
    month = _select("month", label=_("Which month?"))
    day = _number("day", least=1, most=31, label=_("Which day?"))
    date_precision = _taps("date_precision", enums.When.choices, initial=enums.When.MONTH.value)
    country = _select("country")
    region = _text("region", most=80)
    city = _text("city", most=80, hint=_("Better left empty if it could point at somebody."))
    place_precision = _taps("place_precision", PLACES, initial=enums.Place.COUNTRY.value)
    country_agreed = _boxes("country_agreed", [("yes", _("Yes, everybody agrees"))])
    group_size = _taps("group_size", GroupSize.choices)
    formats = _boxes("formats", Format.choices)
    participants_note = _text("participants_note", most=200, hint=_("For example: neighbours and students. No names."))
    languages_used = _boxes("languages_used", [])
    other_languages = forms.MultipleChoiceField(
        label=_("Other languages"),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "select select--many", "size": 6}),
        help_text=_("You can choose several."),
    )

    def prepare(self):
        months = [(str(n), date_format(dt.date(2001, n, 1), "F")) for n in range(1, 13)]
        self.fields["month"].choices = [("", "—"), *months]
        self.fields["country"].choices = [("", "—"), *countries.choices()]
        self.fields["languages_used"].choices = [(code, spoken.name(code)) for code in OFTEN]
        others = [(code, spoken.name(code)) for code in spoken.CODES if code not in OFTEN]
        self.fields["other_languages"].choices = sorted(others, key=lambda each: each[1].casefold())

    def clean(self):
        said = super().clean()
        year, month, day = said.get("year"), said.get("month"), said.get("day")
        if (month or day) and not year and "year" not in self.errors:
            self.add_error("year", _("Please give the year too."))
        if day and not month:
            self.add_error("month", _("Please give the month too."))
        if year and not self.errors:
            try:
                said["session_date"] = dt.date(year, int(month or 1), day or 1)
            except ValueError:
                self.add_error("day", _("This month has no such day."))
            else:
                if said["session_date"] > timezone.localdate():
                    self.add_error("year", _("This day has not come yet."))
        return said

    @property
    def told_precision(self) -> str:
        """How much of the date readers are told: never more than was given."""
        asked = self.cleaned_data.get("date_precision") or enums.When.MONTH
        if not self.cleaned_data.get("month"):
            return enums.When.YEAR
        if not self.cleaned_data.get("day") and asked == enums.When.DAY:
            return enums.When.MONTH
        return asked


class OutcomeForm(StepForm):
    what_changed = _text("what_changed", most=4000, rows=5)
    effects = _boxes("effects", enums.Effect.choices)
    what_was_hard = _text("what_was_hard", most=4000, rows=5)
    what_we_would_change = _text("what_we_would_change", most=4000, rows=4)
    advice = _text("advice", most=4000, rows=4)
    quote1 = _text(
        "quote1", most=1000, rows=3, hint=_("As they said it, if they agree. You are asked about that later.")
    )
    credit1 = _text("", most=120, label=_("Said by, as she wishes to be called"))
    quote2 = _text("quote2", most=1000, rows=3)
    credit2 = _text("", most=120, label=_("Said by, as she wishes to be called"))
    quote3 = _text("quote3", most=1000, rows=3)
    credit3 = _text("", most=120, label=_("Said by, as she wishes to be called"))
    words = _text(
        "words",
        most=500,
        hint=_(
            "What others may search for, with commas between: grandmothers, bus stop, songs at night. At most ten. No names."
        ),
    )
    told_by = _text(
        "told_by", most=120, hint=_("A name you choose, or nothing. Never your real name if that could harm you.")
    )

    def clean_words(self) -> list[str]:
        return validators.all_cleaned(validators.split(self.cleaned_data["words"]))

    @property
    def quotes(self) -> list[tuple[str, str, str]]:
        """Key, words and credit of each quote that is there."""
        said = self.cleaned_data
        return [(f"q{n}-", said[f"quote{n}"], said.get(f"credit{n}", "")) for n in QUOTES if said.get(f"quote{n}")]


class PictureForm(StepForm):
    needed = ("alt", "faces")

    alt = _text(
        "", most=300, rows=3, label=_("What can be seen?"), hint=_("For those who do not see the picture. No names.")
    )
    caption = _text("", most=300, rows=2, label=_("What would you like to say about it?"))
    faces = _taps("", enums.Faces.choices, label=_("Can anybody be recognised?"))


class ActivitiesForm(StepForm):
    """One part for each activity that was used, and the words of the search for more."""

    q = _text("", most=100, label=_("Search the activities"))

    def __init__(self, answers, *, titles: dict[str, str], **kwargs):
        self.titles = titles
        super().__init__(answers, **kwargs)

    def prepare(self):
        for uid in self.titles:
            self.fields[f"minutes-{uid}"] = _number("", least=1, most=1440, label=_("Minutes it took"))
            self.fields[f"changed-{uid}"] = _text("", most=500, rows=2, label=_("What did you do differently?"))

    @property
    def rows(self) -> list[dict]:
        return [
            {"uid": uid, "title": title, "minutes": self[f"minutes-{uid}"], "changed": self[f"changed-{uid}"]}
            for uid, title in self.titles.items()
        ]


AGREED = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("I am not sure"))]


class ConsentForm(StepForm):
    """One part for each picture and each quote (key → what it is), and when the story may be read first."""

    embargo_until = forms.DateField(
        label=_("Not before this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input share-date"}, format="%Y-%m-%d"),
        help_text=_("If the story should wait. You may leave this empty."),
    )

    def __init__(self, answers, *, items: dict[str, str], **kwargs):
        self.items_asked = items
        super().__init__(answers, **kwargs)

    def prepare(self):
        for key in self.items_asked:
            self.fields[f"{key}who"] = _text(
                "", most=80, label=_("Whose consent is it?"), hint=_("A name that only you connect with her.")
            )
            self.fields[f"{key}agreed"] = _taps("", AGREED, label=_("Does she agree that it is published?"))
            self.fields[f"{key}scopes"] = _boxes(
                "", Scope.choices, initial=[Scope.SITE.value], label=_("Where may it be shown?")
            )
            self.fields[f"{key}until"] = forms.DateField(
                label=_("Until which day? Empty: without an end."),
                required=False,
                widget=forms.DateInput(attrs={"type": "date", "class": "input share-date"}, format="%Y-%m-%d"),
            )
        self.needed = tuple(f"{key}{name}" for key in self.items_asked for name in ("who", "agreed"))

    @property
    def rows(self) -> list[dict]:
        names = ("who", "agreed", "scopes", "until")
        return [{"key": key, "fields": [self[f"{key}{name}"] for name in names]} for key in self.items_asked]

    @property
    def is_unsure(self) -> bool:
        return any(self.cleaned_data.get(f"{key}agreed") == "unsure" for key in self.items_asked)

    def clean(self):
        said = super().clean()
        today = timezone.localdate()
        for key in self.items_asked:
            if said.get(f"{key}agreed") == "yes" and Scope.SITE not in said.get(f"{key}scopes", []):
                self.add_error(f"{key}scopes", _("Without “On this site” nobody can see it here."))
            if said.get(f"{key}until") and said[f"{key}until"] < today:
                self.add_error(f"{key}until", _("This day is over."))
        if said.get("embargo_until") and said["embargo_until"] <= today:
            self.add_error("embargo_until", _("This day is over. Leave it empty to publish at once."))
        return said
