"""Writes around the page of a call."""

import functools
import operator

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from hub.calls import usual_report
from hub.calls.models import Application, CallPage, Criterion, ReportQuestion, Review
from hub.core import version
from hub.core.enums import TranslationState
from hub.core.services import share_facts


@transaction.atomic
def share(*, page) -> None:
    """What the original of a call, or of an announcement, says for all languages holds in all of them at once."""
    share_facts(page=page)
    if isinstance(page, CallPage) and page.translation_state == TranslationState.ORIGINAL:
        for row in page.criteria.all():
            same = Criterion.objects.filter(translation_key=row.translation_key).exclude(page=page.pk)
            same.update(weight=row.weight)
    version.bump()


@transaction.atomic
def begin_report(*, page: CallPage) -> None:
    """Gives a new call the usual questions of a report, for staff to change. A call that has some already keeps its own."""
    if not page.report_fields.exists():
        rows = usual_report.as_rows(ReportQuestion, page.language)
        for number, row in enumerate(rows):
            row.sort_order, row.locale_id = number, page.locale_id
        page.report_fields = rows
        revision = page.save_revision()
        if page.live:
            revision.publish()


def kept_by(pages) -> list[tuple[CallPage, int]]:
    """The calls among these pages, and below them, with how many people's answers they still hold."""
    below = functools.reduce(operator.or_, (Q(path__startswith=page.path) for page in pages), Q(pk__in=[]))
    calls = CallPage.objects.filter(below, alias_of__isnull=True).order_by("path")
    held = Application.objects.whole().filter(round__in=calls.values("translation_key")).order_by()
    counts = dict(held.values_list("round").annotate(Count("pk")))
    return [(call, counts[call.translation_key]) for call in calls if call.translation_key in counts]


def lifted(page: CallPage) -> dict[str, list[str]]:
    """Field → what is wrong, where reading blind would end after readings were given out; otherwise empty."""
    if page.is_blind:
        return {}
    same = CallPage.objects.filter(translation_key=page.translation_key, alias_of=None, is_blind=True)
    held = same.filter(Q(pk=page.pk) | Q(translation_state=TranslationState.ORIGINAL))
    given = Review.objects.filter(application__round=page.translation_key, state__in=Review.COUNTED)
    if not (held.exists() and given.exists()):
        return {}
    return {"is_blind": [_("Readings have been given out to be read blind. This cannot be switched off any more.")]}
