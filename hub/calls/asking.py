"""The questions of a call or of its report, in the language of its page."""

import datetime as dt

from django.utils import timezone

from hub.calls import rules, usual_report
from hub.calls.enums import WITH_CHOICES, Kind
from hub.calls.models import CallPage, CallQuestion, ReportQuestion
from hub.calls.questions import Question
from hub.core.enums import TranslationState


def application_questions(page: CallPage, *, now: dt.datetime | None = None) -> list[Question]:
    return _questions(CallQuestion, page, now or timezone.now())


def report_questions(page: CallPage, *, now: dt.datetime | None = None) -> list[Question]:
    """Its own, or else the usual fourteen."""
    return _questions(ReportQuestion, page, now or timezone.now()) or usual_report.questions(page.language)


def choices_in(lines: str) -> list[tuple[str, str]]:
    """From lines `key|Label`; a line without a key makes its own of the label."""
    found = {}
    for line in rules.with_keys(lines).splitlines():
        key, _bar, label = line.partition("|")
        found.setdefault(key, label)
    return list(found.items())


def _questions(model, page, now) -> list[Question]:
    """One query: the original's questions in its order, as it has them, in the words of the page where it has any."""
    rows = model.objects.filter(page__translation_key=page.translation_key, page__alias_of=None)
    rows = list(rows.select_related("page__locale"))
    words = {row.translation_key: row for row in rows if row.page_id == page.pk}
    originals = [row for row in rows if row.page.translation_state == TranslationState.ORIGINAL]
    step, found = "", []
    for row in sorted(originals or words.values(), key=lambda row: (row.sort_order or 0, row.pk)):
        own = words.get(row.translation_key, row)
        step = own.begins_step or row.begins_step or step
        found.append(_question(row, own, step, now))
    return found


def _question(row, own, step, now) -> Question:
    """What is called as in the original is not translated yet: it is in the original's language."""
    kind = Kind(row.field_type)
    return Question(
        key=row.clean_name,
        kind=kind,
        label=own.label,
        help=own.help_text,
        is_required=row.required and (row.required_from is None or row.required_from <= now),
        choices=tuple(_choices(row, own)) if kind in WITH_CHOICES else (),
        least=row.least,
        most=row.most,
        step=step,
        show_if=(row.show_if_key, row.show_if_value) if row.show_if_key else None,
        freeze_at=row.freeze_at,
        visible_to=frozenset(row.visible_to),
        is_identifying=row.identifying,
        language=(row if own.label == row.label else own).page.language,
    )


def _choices(row, own) -> list[tuple[str, str]]:
    """The original's keys in its order; labels of the page, where it still has the key."""
    labels = dict(choices_in(own.choices))
    return [(key, labels.get(key, label)) for key, label in choices_in(row.choices)]
