"""What staff and reviewers may send. Every GET and POST value passes one of these."""

import uuid

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.calls.building import CallFormBuilder
from hub.calls.enums import Decision, Kind, State
from hub.calls.models import Message, Review
from hub.calls.review import deciding, scoring
from hub.core.public_forms import PlainTextField

MOST_WORDS = 5000


class Order:
    SENT, LEAST_READ, RANK, DISAGREED = "sent", "least-read", "rank", "disagreed"
    LABELS = [
        (SENT, _("Newest first")),
        (LEAST_READ, _("Least read first")),
        (RANK, _("Ranking")),
        (DISAGREED, _("Least agreed first")),
    ]


class ListForm(forms.Form):
    """Filters of a list. A value that is none of its choices drops that filter alone."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *State.choices], required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [("", _("All")), *settings.LANGUAGES], required=False
    )
    order = forms.ChoiceField(label=_("Order"), choices=Order.LABELS, required=False)
    news = forms.BooleanField(label=_("Something new from the person"), required=False)
    p = forms.IntegerField(min_value=1, max_value=100_000, required=False, widget=forms.HiddenInput)

    @property
    def wished(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_strange(self) -> bool:
        return not self.is_valid()

    @property
    def shown(self) -> list:
        return [self["state"], self["language"], self["order"], self["news"]]


class SeenForm(forms.Form):
    seen = forms.CharField(max_length=60, widget=forms.HiddenInput)


class DecisionForm(SeenForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect)
    note = PlainTextField(
        label=_("Said with the decision"),
        help_text=_("The person who applied reads this. In her language, if you can."),
        most=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MoveForm(forms.Form):
    to = forms.ChoiceField(choices=[(state.value, state.label) for state in deciding.LOOKED_AT])


class WordsForm(forms.Form):
    """A line of talk. `opening` is the same however often the button is pressed."""

    opening = forms.UUIDField(widget=forms.HiddenInput)
    circle = forms.ChoiceField(choices=Message.Circle.choices, widget=forms.HiddenInput)
    text = PlainTextField(label=_("Message"), most=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    asks = forms.BooleanField(label=_("It is a question: the application waits for the answer"), required=False)

    def __init__(self, *args, circle: str, **kwargs):
        kwargs.setdefault("initial", {"circle": circle, "opening": uuid.uuid4()})
        super().__init__(*args, prefix=circle, **kwargs)
        if circle != Message.Circle.APPLICANT:
            del self.fields["asks"]


class ScoreForm(forms.Form):
    """One score for each criterion, and a note."""

    def __init__(self, *args, criteria, review: Review | None = None, **kwargs):
        self.criteria = list(criteria)
        initial = {f"c-{key}": value for key, value in (review.scores if review else {}).items()}
        super().__init__(*args, initial={**initial, "note": review.note if review else ""}, **kwargs)
        values = [(value, str(value)) for value in range(scoring.LEAST, scoring.MOST + 1)]
        for each in self.criteria:
            self.fields[f"c-{each.key}"] = forms.TypedChoiceField(
                label=each.title,
                help_text=each.explanation,
                choices=values,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose a score.")},
            )
        self.fields["note"] = PlainTextField(
            label=_("Note"),
            help_text=_("Other reviewers see it after their own reading. The person who applied does not."),
            most=MOST_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    @property
    def rows(self) -> list[tuple]:
        return [(each, self[f"c-{each.key}"]) for each in self.criteria]

    @property
    def scores(self) -> dict[str, int]:
        return {each.key: self.cleaned_data[f"c-{each.key}"] for each in self.criteria}


def notes_form(questions, data=None, *, notes: dict):
    """The questions that staff answer themselves, as a form; None where there are none."""
    asked = [each for each in questions if each.kind != Kind.FILE]
    if not asked:
        return None
    form_class = CallFormBuilder(asked).get_form_class()
    return form_class(data, prefix="notes", initial=notes)


def kept(form) -> dict:
    """Answers as they are kept: text, a key, a list of keys, an ISO date, yes or no."""
    return {name: _kept(value) for name, value in form.cleaned_data.items()}


def _kept(value):
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return value
    return "" if value is None else str(value)


class PersonForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Reviewer"), queryset=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        self.fields["user"].label_from_instance = lambda user: user.get_full_name() or user.username


class ReleaseForm(forms.Form):
    """How many of each decision were shown before they are told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key in Decision.values:
            self.fields[key] = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)


class ManyForm(forms.Form):
    """The same decision for several, and how each of them stood on the list."""

    decision = forms.ChoiceField(label=_("Decision for those that are ticked"), choices=Decision.choices)
    keys = forms.TypedMultipleChoiceField(coerce=uuid.UUID, choices=[])

    def __init__(self, *args, keys, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(str(key), str(key)) for key in keys]
        for key in keys:
            self.fields[f"seen-{key}"] = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def seen(self, keys) -> dict[uuid.UUID, str]:
        return {key: self.cleaned_data.get(f"seen-{key}", "") for key in keys}


class PlaceForm(forms.Form):
    application = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=10_000)


class LateCodeForm(forms.Form):
    until = forms.DateTimeField(
        label=_("Good until"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    uses = forms.IntegerField(label=_("For how many applications"), min_value=1, max_value=50, initial=1)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise forms.ValidationError(_("This is over already."))
        return until


class EndForm(forms.Form):
    late_code = forms.IntegerField(min_value=1, max_value=2**62)


class ExportForm(forms.Form):
    kind = forms.ChoiceField(label=_("File"), choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    with_names = forms.BooleanField(label=_("With names, contact and whatever tells who it is"), required=False)
