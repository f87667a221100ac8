"""The fourteen questions that a call asks after the session where it has none of its own.

What they ask for follows the reporting phase of the Jam Sessions Toolkit (CIVICUS, Grassroots Solidarity Revolution); the
words are ours. Their keys stay the same: what is told of a report as a story is found by them.
"""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hub.calls.enums import Kind
from hub.calls.questions import Question
from hub.core.enums import GroupSize

RATHER_NOT = ("not-said", _("I would rather not say"))
BANDS = (*GroupSize.choices, RATHER_NOT)
SESSION, OUTCOME, TAKEAWAY = _("Your session"), _("What came of it"), _("What you take with you")

_QUESTIONS = (
    Question("name", Kind.SHORT, _("What did you call your session?"), is_required=True, most=100, step=SESSION),
    Question("first_day", Kind.DATE, _("On which day was it? If there were several: the first one"), step=SESSION),
    Question("second_day", Kind.DATE, _("The second one"), step=SESSION),
    Question("third_day", Kind.DATE, _("The third one"), step=SESSION),
    Question("other_days", Kind.SHORT, _("Others, if there were more"), most=200, step=SESSION),
    Question(
        "people",
        Kind.CHOICE,
        _("How many people came, more or less? If there were several sessions: to each"),
        is_required=True,
        choices=BANDS,
        step=SESSION,
    ),
    Question(
        "participants",
        Kind.LONG,
        _("Who were they, in general words?"),
        _("For example: young organisers and their neighbours. No names."),
        most=1000,
        is_identifying=True,
        step=OUTCOME,
    ),
    Question(
        "outcomes",
        Kind.LONG,
        _("What came of it, in your own words?"),
        is_required=True,
        most=8000,
        step=OUTCOME,
    ),
    Question(
        "links",
        Kind.LONG,
        _("Where can one read, see or hear more?"),
        _("Links to notes, pictures or what you dreamt up together. One on each line."),
        most=2000,
        is_identifying=True,
        step=OUTCOME,
    ),
    Question(
        "bonds",
        Kind.NUMBER,
        _("How much did it help you to come closer to each other?"),
        _("From 0, not at all, to 10: new things began, or old ones came alive again."),
        least=0,
        most=10,
        step=OUTCOME,
    ),
    Question(
        "takeaway",
        Kind.LONG,
        _("What do you take with you as a host?"),
        _("What you learnt, what surprised you, what you liked."),
        most=4000,
        step=TAKEAWAY,
    ),
    Question(
        "recommend",
        Kind.NUMBER,
        _("Would you tell a friend to host a session?"),
        _("From 0, never, to 10, by all means."),
        least=0,
        most=10,
        step=TAKEAWAY,
    ),
    Question(
        "sharing",
        Kind.LONG,
        _("How would you like to pass on what you learnt?"),
        _("To your own community or to others who think of hosting. You may leave this empty."),
        most=2000,
        step=TAKEAWAY,
    ),
    Question("else", Kind.LONG, _("Is there anything else?"), most=4000, step=TAKEAWAY),
)
KEYS = tuple(question.key for question in _QUESTIONS)


def questions(language: str) -> list[Question]:
    with translation.override(language):
        return [_said(question, language) for question in _QUESTIONS]


def as_rows(model: type, language: str) -> list:
    """The same as rows of a call (`ReportQuestion`, not saved), for somebody to change in the editor."""
    rows, step = [], ""
    for place, question in enumerate(questions(language)):
        row = model(
            clean_name=question.key,
            field_type=question.kind,
            label=question.label,
            help_text=question.help,
            required=question.is_required,
            choices="\n".join(f"{key}|{label}" for key, label in question.choices),
            begins_step=question.step if question.step != step else "",
            least=question.least,
            most=question.most,
            identifying=question.is_identifying,
            sort_order=place,
        )
        step = question.step
        rows.append(row)
    return rows


def _said(question: Question, language: str) -> Question:
    """With plain words, so that they can be shown in another language than that of the moment."""
    words = {name: str(getattr(question, name)) for name in ("label", "help", "step")}
    choices = tuple((key, str(label)) for key, label in question.choices)
    return replace(question, choices=choices, language=language, **words)
