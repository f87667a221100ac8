"""An application as somebody may see it: question by question, in the reader's language, choices by their labels."""

from dataclasses import dataclass, field

from django.utils import dateparse, formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.calls import asking, rounds_of
from hub.calls.building import YES_NO
from hub.calls.enums import Kind, Sees, Way
from hub.calls.models import Application, ApplicationFile, CallPage
from hub.calls.questions import Question
from hub.calls.review.seeing import Sight

YES = "yes"
ELSE = gettext_lazy("Answers to questions that are not asked any more")


@dataclass(frozen=True)
class Line:
    """`lines`: what was answered, one or several. `is_masked`: it tells who it is, and nobody has opened it."""

    key: str
    label: str
    lines: tuple[str, ...] = ()
    files: tuple[ApplicationFile, ...] = ()
    is_masked: bool = False
    is_words: bool = False


@dataclass(frozen=True)
class Shown:
    """`steps`: heading and lines. `contact`: pairs of label and value, empty as long as it is not opened."""

    steps: tuple[tuple[str, tuple[Line, ...]], ...]
    contact: tuple[tuple[str, str], ...] = ()
    team: tuple[Line, ...] = field(default=())


def shown(application: Application, sight: Sight, *, is_opened: bool = False) -> Shown:
    """`is_opened`: whether what tells who it is was asked for, and that is in the log."""
    questions = questions_seen(rounds_of.page_of(application.round), sight)
    files = _files_by_key(application)
    answers, notes = application.answers, application.notes
    lines = [(each, line(each, answers, files, is_masked=_is_masked(each, sight, is_opened))) for each in questions]
    asked = [(each, found) for each, found in lines if is_of_applicant(each) and each.is_asked(answers)]
    team = tuple(line(each, notes, {}) for each in questions if not is_of_applicant(each))
    steps = _by_step(asked) + _left_over(application, answers, sight, is_opened=is_opened)
    return Shown(steps=steps, contact=_contact(application, sight, is_opened), team=team)


def questions_seen(page: CallPage | None, sight: Sight) -> list[Question]:
    questions = asking.application_questions(page) if page else []
    return [each for each in questions if sight.sees(each)]


def is_of_applicant(question: Question) -> bool:
    return Sees.APPLICANT in question.visible_to


def line(question: Question, answers: dict, files: dict, *, is_masked: bool = False) -> Line:
    given = answers.get(question.key)
    if is_masked:
        has_some = bool(given or files.get(question.key))
        return Line(question.key, question.label, is_masked=has_some)
    return Line(
        question.key,
        question.label,
        tuple(said(question, given)),
        tuple(files.get(question.key, ())),
        is_words=question.kind in (Kind.SHORT, Kind.LONG),
    )


def said(question: Question, given) -> list[str]:
    """What was answered, in words. What does not fit the question stands as it was typed."""
    if given in (None, "", []):
        return []
    if question.kind in (Kind.CHOICE, Kind.MANY):
        labels = dict(question.choices)
        return [str(labels.get(each, each)) for each in (given if isinstance(given, list) else [given])]
    if question.kind in (Kind.YES_NO, Kind.CONSENT):
        return [str(dict(YES_NO).get(given, given))]
    if question.kind == Kind.DATE:
        return [_day(str(given))]
    return [" · ".join(map(str, given)) if isinstance(given, list) else str(given)]


def contact_lines(contact: dict) -> list[tuple[str, str]]:
    """Pairs of label and value."""
    way = contact.get("way", "")
    rows = [
        (_("Name"), contact.get("name", "")),
        (_("Reached by"), str(Way(way).label) if way in Way.values else way),
        (_("Address or number"), contact.get("value", "")),
        (_("When and how to write"), contact.get("safe", "")),
    ]
    return [(label, value) for label, value in rows if value]


def _contact(application, sight, is_opened):
    if sight.sees_contact:
        return tuple(contact_lines(application.contact)) if is_opened else ()
    name = application.contact.get("name", "") if sight.sees_name else ""
    return ((_("Name"), name),) if name else ()


def _is_masked(question, sight, is_opened) -> bool:
    return sight.is_staff and question.is_identifying and not is_opened


def _day(text: str) -> str:
    try:
        day = dateparse.parse_date(text)
    except ValueError:
        day = None
    return formats.date_format(day) if day else text


def _files_by_key(application) -> dict[str, list]:
    found: dict[str, list] = {}
    for each in application.files.all():
        found.setdefault(each.key, []).append(each)
    return found


def _by_step(asked) -> tuple:
    steps: dict[str, list] = {}
    for question, found in asked:
        steps.setdefault(question.step, []).append(found)
    return tuple((heading, tuple(lines)) for heading, lines in steps.items())


def _left_over(application, answers, sight, *, is_opened) -> tuple:
    """To staff alone: nobody can say any more who else was meant to see these, or whether they tell who it is."""
    if not sight.is_staff:
        return ()
    page = rounds_of.page_of(application.round)
    known = {each.key for each in (asking.application_questions(page) if page else [])}
    rest = [(key, value) for key, value in answers.items() if key not in known and value not in (None, "", [])]
    lines = tuple(Line(key, key, (str(value),) if is_opened else (), is_masked=not is_opened) for key, value in rest)
    return ((str(ELSE), lines),) if lines else ()
