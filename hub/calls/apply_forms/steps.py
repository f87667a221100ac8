"""The pages of an application: who you are, and the questions of the call. Whatever is typed is kept, right or wrong."""

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from hub.calls.applying.wording import marked, only_if
from hub.calls.building import CallFormBuilder
from hub.calls.enums import WITH_CHOICES, Kind, Way
from hub.calls.questions import Question
from hub.core import spoken
from hub.core.public_forms import PlainTextField
from hub.core.step_forms import StepForm

PREFIX = "q-"  # so that no question has the name of something else in the form
TEXTS = (Kind.SHORT, Kind.LONG)


class YouForm(StepForm):
    """`answers`: the contact of the application, and `answers_in`."""

    name = PlainTextField(
        label=_("By which name shall we call you?"),
        most=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("A name you choose, or nothing. Never your real name if that could harm you."),
    )
    way = forms.ChoiceField(
        label=_("How may we reach you?"),
        choices=Way.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Whatever you choose: you can always come back here with your code and see what we wrote."),
    )
    value = PlainTextField(
        label=_("Your address, number or name there"),
        most=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("Only the team that decides sees it. Leave it empty if you do not wish to be reached."),
    )
    safe = PlainTextField(
        label=_("What should we know before we write?"),
        most=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("For example: only after 18:00; never call; begin with the word “garden”."),
    )
    answers_in = forms.ChoiceField(
        label=_("In which language do you answer?"), required=False, widget=forms.Select(attrs={"class": "select"})
    )

    def __init__(self, answers, *, accepted: list[str], language: str, **kwargs):
        self.accepted, self.language = accepted, language
        super().__init__(answers, **kwargs)

    def prepare(self):
        offered = self.accepted or [code for code, _name in settings.LANGUAGES]
        initial = self.language if self.language in offered else offered[0]
        self.fields["answers_in"].choices = [(code, spoken.name(code)) for code in offered]
        self.fields["answers_in"].initial = initial
        self.needed = ("way", "value") if self.answers.get("way") not in (None, "", Way.NONE) else ("way",)

    def clean(self):
        said = super().clean()
        if said.get("way") == Way.EMAIL and said.get("value"):
            try:
                validate_email(said["value"])
            except forms.ValidationError:
                self.add_error("value", _("This is not an e-mail address. Please look at it again."))
        return said


class QuestionsForm(StepForm):
    """`answers`: by question's key. `applying`: the keys of the questions that apply after all answers so far. `labels`: of
    all questions, to say on which one another hangs. A question that does not apply is there, and neither wrong nor missing."""

    def __init__(self, answers, *, questions: list[Question], applying: frozenset, labels: dict, **kwargs):
        self.questions = {PREFIX + each.key: each for each in questions if each.kind != Kind.FILE}
        self.applying, self.labels = applying, labels
        super().__init__({PREFIX + key: answer for key, answer in answers.items()}, **kwargs)

    def prepare(self):
        built = CallFormBuilder(list(self.questions.values())).formfields
        for name, question in self.questions.items():
            self.fields[name] = _dressed(built[question.key], question, self.labels)
        self.needed = tuple(
            name for name, question in self.questions.items() if question.is_required and question.key in self.applying
        )

    def _post_clean(self):
        for name, question in self.questions.items():
            if question.key not in self.applying:
                self.errors.pop(name, None)

    def answers_said(self) -> dict:
        """Question's key → answer as its kind has it; only of those that apply. Only where nothing is wrong."""
        said = self.cleaned_data
        return {
            question.key: _kept_as(question, said.get(name))
            for name, question in self.questions.items()
            if question.key in self.applying
        }


def _dressed(field: forms.Field, question: Question, labels) -> forms.Field:
    parts = [only_if(question, labels), marked(question.help, question), _limit(question)]
    field.help_text = format_html_join(" ", "{}", [(part,) for part in parts if part])
    field.label = marked(question.label, question)
    if question.kind in WITH_CHOICES:
        field.choices = [(key, marked(label, question)) for key, label in question.choices]
    if question.kind in TEXTS:
        field.widget.attrs["dir"] = "auto"
    if question.kind == Kind.NUMBER:
        field.widget.attrs["class"] = "input input--short"
    return field


def _limit(question: Question) -> str:
    """What fits, said beforehand."""
    least, most = question.least, question.most
    if question.kind in TEXTS:
        return _("At most %(most)d characters.") % {"most": most} if most else ""
    if question.kind == Kind.NUMBER and least is not None and most is not None:
        return _("From %(least)d to %(most)d.") % {"least": least, "most": most}
    if question.kind == Kind.MANY and most:
        return _("Choose at most %(most)d.") % {"most": most}
    return ""


def _kept_as(question: Question, said):
    if said is None or said is False:
        return ""
    if said is True:
        return "yes"
    if question.kind == Kind.DATE:
        return said.isoformat()
    return said if isinstance(said, list) else str(said)
