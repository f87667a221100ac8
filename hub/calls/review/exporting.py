"""Applications as a table: one row each, all languages together, columns by question."""

from collections.abc import Iterable, Iterator

from django.utils import formats, timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub.calls.enums import Kind
from hub.calls.models import Application, CallPage, Review
from hub.calls.questions import Question
from hub.calls.review import shown
from hub.calls.review.seeing import Sight
from hub.core import languages


def head(questions: list[Question], sight: Sight, *, with_names: bool) -> list[str]:
    facts = [_("Reference"), _("State"), _("Language"), pgettext("application", "Sent")]
    if sight.is_staff:
        facts += [_("Readings"), _("Mean score"), _("Lowest score"), _("Highest score"), _("Decision prepared")]
    else:
        facts += [_("My score")]
    names = [_("Name"), _("Reached by"), _("Address or number"), _("When and how to write")] if with_names else []
    return [*facts, *names, *(f"{each.label} [{each.key}]" for each in questions)]


def questions_of(page: CallPage | None, sight: Sight, *, with_names: bool) -> list[Question]:
    """Columns. To staff, what tells who it is only where they asked for it; files are fetched one by one."""
    seen = shown.questions_seen(page, sight)
    return [
        each
        for each in seen
        if each.kind != Kind.FILE and (with_names or not each.is_identifying or not sight.is_staff)
    ]


def rows(
    applications: Iterable[Application], questions: list[Question], sight: Sight, *, with_names: bool, scores: dict
) -> Iterator[list]:
    """`applications`: with readings. `scores`: application's key → the reader's own score."""
    for each in applications:
        row = [
            each.reference,
            str(each.get_state_display()),
            languages.language_name(each.language),
            _day(each.sent_at),
        ]
        if sight.is_staff:
            row += [each.readings, each.mean, each.least, each.most, str(each.get_decision_display())]
        else:
            row += [scores.get(each.pk)]
        contact, answers, notes = (each.contact if with_names else {}), each.answers, each.notes
        if with_names:
            row += [contact.get(name, "") for name in ("name", "way", "value", "safe")]
        yield row + [_cell(question, answers, notes) for question in questions]


def own_scores(round_, user) -> dict:
    done = Review.objects.filter(application__round=round_, reviewer=user, state=Review.State.DONE)
    return dict(done.values_list("application_id", "score"))


def file_name(page: CallPage | None, kind: str) -> str:
    """Says which call and which day, and nothing else."""
    title = slugify(page.title)[:60] if page else ""
    return f"{title or 'call'}-{timezone.localdate():%Y-%m-%d}.{kind}"


def _cell(question, answers, notes):
    if not shown.is_of_applicant(question):
        return "; ".join(shown.said(question, notes.get(question.key)))
    if not question.is_asked(answers):
        return ""
    given = answers.get(question.key)
    if question.kind == Kind.NUMBER and str(given or "").isdecimal():
        return int(given)
    return "; ".join(shown.said(question, given))


def _day(moment):
    return timezone.localtime(moment).date() if moment else None


def said_day(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT") if moment else ""
