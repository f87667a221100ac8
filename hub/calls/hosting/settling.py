"""What the team does with reports: asks for more, accepts, does without. Who opened one is in the log."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from hub.calls.enums import MayBecomeStory, Opened, ReportState
from hub.calls.hosting.reporting import tell_if_wished
from hub.calls.models import Application, Message, Report
from hub.calls.moving import locked
from hub.calls.review import openings
from hub.core.models import User

WAYS = {
    ReportState.MORE_INFO: {ReportState.SENT},
    ReportState.ACCEPTED: {ReportState.SENT},
    ReportState.SKIPPED: {ReportState.DUE, ReportState.DRAFT, ReportState.SENT, ReportState.MORE_INFO},
}
ASKED = _(
    "Thank you for your report. May it become a story that others can read? You can say yes, yes without names, or no: "
    "on the page of your report."
)


class SettledError(Exception):
    """Somebody was quicker, or the host is still writing."""


@transaction.atomic
def note_opened(*, report: Report, user: User) -> None:
    """What tells of people in it is about to be shown."""
    openings.note(what=Opened.REPORT, user=user, application=report.hosting.application)


@transaction.atomic
def ask(*, report: Report, text: str, user: User) -> None:
    """Gives it back to its host. Raises SettledError."""
    held = _going(report, ReportState.MORE_INFO)
    held.asked = text
    held.save(update_fields=["state", "asked"])
    openings.note(what=Opened.MESSAGE, user=user, application=held.hosting.application)


@transaction.atomic
def accept(*, report: Report, user: User) -> None:
    """May it become a story, those who look after stories hear of it; shall she be asked, she is. Raises SettledError."""
    held = _going(report, ReportState.ACCEPTED)
    held.settled_at = timezone.now()
    held.save(update_fields=["state", "settled_at"])
    openings.note(what=Opened.DECIDED, user=user, application=held.hosting.application)
    if held.may_become_story == MayBecomeStory.ASK:
        _ask_for_story(held, user)
    tell_if_wished(held)


@transaction.atomic
def skip(*, report: Report, user: User) -> None:
    """Nobody waits for it any more. Raises SettledError."""
    held = _going(report, ReportState.SKIPPED)
    held.settled_at = timezone.now()
    held.save(update_fields=["state", "settled_at"])
    openings.note(what=Opened.DECIDED, user=user, application=held.hosting.application)


def _going(report, to: ReportState) -> Report:
    """The report as it is now, in its new state, which is not saved. Whoever writes it holds its application, too."""
    try:
        locked(report.hosting.application)
        held = Report.objects.select_related("hosting__application").get(pk=report.pk)
    except (Application.DoesNotExist, Report.DoesNotExist) as error:
        raise SettledError from error
    if held.state not in WAYS[to]:
        raise SettledError
    held.state = to
    return held


def _ask_for_story(report, user) -> None:
    application = report.hosting.application
    with translation.override(application.language):
        text = str(ASKED)
    Message.objects.create(application=application, circle=Message.Circle.APPLICANT, author=user, text=text)
