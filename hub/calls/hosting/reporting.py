"""How a host tells how it went: kept as she types, sent once."""

import json

from django.db import transaction
from django.utils import timezone

from hub.calls import events
from hub.calls.enums import MAY_BE_TOLD, TO_WRITE, Kind, MayBecomeStory, ReportState
from hub.calls.hosting.sessions import hosting_of, report_of
from hub.calls.models import Application, Hosting, Report
from hub.calls.questions import Question

MOST_LETTERS = 100_000  # of all answers of one report


class ClosedError(Exception):
    """The report is with the team, or settled."""


class TooLongError(Exception):
    """The answers are longer than any report; nothing of them was kept."""


def answers_of(report: Report, hosting: Hosting, questions: list[Question]) -> dict:
    """What is kept; before that, what she has said already in her application."""
    return prefilled(hosting, questions) if report.state == ReportState.DUE else report.answers


def prefilled(hosting: Hosting, questions: list[Question]) -> dict:
    """Answers of the application where keys agree, and the day of the session."""
    said = hosting.application.answers
    fitting = {each.key: _fitting(each, said.get(each.key)) for each in questions}
    found = {key: value for key, value in fitting.items() if value not in (None, "", [])}
    if hosting.session_on and any(each.key == "first_day" for each in questions):
        found["first_day"] = hosting.session_on.isoformat()
    return found


def _fitting(question: Question, value):
    """What of an answer to another question with this key answers this one as well; a number its band."""
    keys = [key for key, _label in question.choices]
    if question.kind == Kind.CHOICE:
        return value if value in keys else next((key for key in keys if _holds(key, value)), None)
    if question.kind == Kind.MANY:
        return [each for each in value if each in keys] if isinstance(value, list) else None
    return value


def _holds(band: str, value) -> bool:
    """Whether a number lies in a band such as `6-12` or `51-`."""
    least, _dash, most = band.partition("-")
    number = str(value)
    return number.isdecimal() and least.isdecimal() and int(least) <= int(number) <= int(most or number)


@transaction.atomic
def keep(*, application: Application, answers: dict, questions: list[Question]) -> Report:
    """Keeps these beside the others, as they are. Raises NotHostingError, ClosedError, TooLongError."""
    hosting = hosting_of(application)
    report = report_of(hosting)
    if report.state not in TO_WRITE:
        raise ClosedError
    if report.state == ReportState.DUE:
        report.state, report.answers, report.begun_at = ReportState.DRAFT, prefilled(hosting, questions), timezone.now()
    report.answers = {**report.answers, **answers}
    if len(json.dumps(report.answers, ensure_ascii=False)) > MOST_LETTERS:
        raise TooLongError
    report.save()
    return report


@transaction.atomic
def send(*, application: Application, answers: dict, may_become_story: str) -> Report:
    """To the team, with all answers as their kinds have them. Raises NotHostingError; ClosedError where it was sent before."""
    report = report_of(hosting_of(application))
    if report.state not in TO_WRITE:
        raise ClosedError
    report.answers = answers
    report.may_become_story = MayBecomeStory(may_become_story)
    report.state, report.sent_at = ReportState.SENT, timezone.now()
    report.save()
    return report


@transaction.atomic
def choose(*, application: Application, may_become_story: str) -> Report:
    """Her answer to whether an accepted report may become a story. Raises NotHostingError, ClosedError."""
    report = report_of(hosting_of(application))
    if report.state != ReportState.ACCEPTED or report.may_become_story != MayBecomeStory.ASK:
        raise ClosedError
    report.may_become_story = MayBecomeStory(may_become_story)
    report.save(update_fields=["may_become_story"])
    tell_if_wished(report)
    return report


def tell_if_wished(report: Report) -> None:
    """Inside a transaction."""
    if report.may_become_story in MAY_BE_TOLD and report.story_id is None:
        events.report_may_be_told.send(sender=Report, report=report)
