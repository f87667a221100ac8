"""What a translator does: open a thing in a language, write its parts, say that it is checked, publish."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hub.core import later
from hub.translation import segments, services, sources
from hub.translation.models import OutdatedPart, Subject, Work


class NotDoneError(Exception):
    """Something that a translator asked for cannot be done; the message says why, for her."""


@dataclass
class Part:
    """One part of a thing as a translator sees it. `old_source`: what stood there when `text` was written."""

    segment_id: int
    place: str
    field_path: str
    source: str
    text: str = ""
    old_source: str = ""
    is_machine: bool = False
    error: str = ""
    updated_at: dt.datetime | None = None
    hints: list = field(default_factory=list)

    @property
    def is_outdated(self) -> bool:
        return bool(self.old_source)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a translator."""
        return not self.text or self.is_outdated or bool(self.error)


def original_of(work: Work):
    """The page or snippet that the work translates; None where it is gone."""
    model = work.subject.content_type.model_class()
    return model.objects.filter(pk=work.subject.source_id).first() if model else None


def target_of(work: Work):
    """The page or snippet in the work's language; None where there is none of its own."""
    model = work.subject.content_type.model_class()
    found = model.objects.filter(translation_key=work.subject.translation_key, locale_id=work.locale_id)
    return next((each for each in found if not getattr(each, "alias_of_id", None)), None)


@transaction.atomic
def begin(*, work: Work, user=None) -> Translation:
    """Makes ready what a translator writes into. Readers see nothing of it. Raises NotDoneError."""
    if work.translation_id and not work.translation.enabled:
        raise NotDoneError(_("This translation is written in the page editor."))
    if work.translation_id:
        return work.translation
    original = original_of(work)
    if original is None:
        raise NotDoneError(_("The original is gone."))
    if original.locale_id == work.locale_id:
        raise NotDoneError(_("This is the original."))
    source = sources.source_of(original)
    work.translation, _made = Translation.objects.get_or_create(source=source, target_locale=work.locale)
    work.save(update_fields=["translation"])
    services.recount([(work.subject.kind, work.subject.translation_key)])
    work.refresh_from_db()
    return work.translation


def parts(work: Work) -> list[Part]:
    """All parts in the order of the original, with what is there in the work's language. Two queries."""
    return parts_of([work])[0]


def parts_of(works: Sequence[Work]) -> list[list[Part]]:
    """The parts of each of these works, in their order; of one that was not begun, none. Two queries for all of them."""
    begun = [work for work in works if work.translation_id]
    if not begun:
        return [[] for _work in works]
    rows: dict[int, list[StringSegment]] = defaultdict(list)
    sources_of = StringSegment.objects.filter(source_id__in={work.translation.source_id for work in begun})
    for row in sources_of.select_related("string", "context").order_by("order", "pk"):
        rows[row.source_id].append(row)
    texts = StringTranslation.objects.filter(
        context__object_id__in={work.subject.translation_key for work in begun},
        locale_id__in={work.locale_id for work in begun},
    ).select_related("outdated_part__old", "translation_of")
    held = {(each.locale_id, each.context_id, each.translation_of_id): each for each in texts}
    return [_parts(work, rows[work.translation.source_id] if work.translation_id else [], held) for work in works]


def _parts(work: Work, rows: list[StringSegment], held: dict[tuple, StringTranslation]) -> list[Part]:
    found = {}
    for row in rows:
        place = (row.context_id, row.string_id)
        found.setdefault(place, _part(row, held.get((work.locale_id, *place))))
    return list(found.values())


def _part(row, held) -> Part:
    part = Part(row.pk, row.context.path, row.context.field_path, row.string.data)
    if held:
        outdated = getattr(held, "outdated_part", None)
        part.text, part.updated_at = held.data, held.updated_at
        part.old_source = outdated.old.data if outdated else ""
        part.is_machine = held.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        part.error = (held.get_error() or "") if held.has_error else ""
    return part


def segment_of(work: Work, segment_id: int) -> StringSegment | None:
    rows = StringSegment.objects.filter(source_id=work.translation.source_id) if work.translation_id else None
    return rows.select_related("string", "context").filter(pk=segment_id).first() if rows is not None else None


def hold(*, work: Work) -> None:
    """Until the transaction ends nobody else writes into the work: they wait, and then see what was written.

    The subject first, which counting locks as well; then the texts, for editors that know nothing of the subject.
    """
    Subject.objects.select_for_update().get(pk=work.subject_id)
    texts = StringTranslation.objects.filter(context__object_id=work.subject.translation_key, locale_id=work.locale_id)
    list(texts.select_for_update(of=["self"]).order_by("pk").values_list("pk"))


@transaction.atomic
def write(*, work: Work, segment: StringSegment, text: str, user=None, tool: str = "") -> None:
    """Keeps the translation of one part; an empty text takes it away. With `tool`, a machine wrote it. Raises NotDoneError."""
    held = StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=work.locale_id
    ).first()
    text = text.strip()
    if not text:
        if held:
            held.delete()
            services.text_changed(held)
        return
    problem = segments.problem_with(segment.string.data, text)
    if problem:
        raise NotDoneError(problem)
    manual, machine = StringTranslation.TRANSLATION_TYPE_MANUAL, StringTranslation.TRANSLATION_TYPE_MACHINE
    held = held or StringTranslation(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=work.locale_id
    )
    held.data, held.translation_type, held.tool_name = text, machine if tool else manual, tool
    held.last_translated_by, held.has_error, held.field_error = user, False, ""
    held.save()  # hub.translation.signals sees it: no longer outdated, counted anew


@transaction.atomic
def check(*, work: Work, user, credit: str = "", day: dt.date | None = None) -> None:
    """Somebody who speaks the language says that all of it is right. Raises NotDoneError where parts are open."""
    work.refresh_from_db()
    if not work.total or work.changed:
        raise NotDoneError(_("Some parts are not translated yet, or their original has changed. Finish those first."))
    work.checked_at, work.checked_by, work.credit = timezone.now(), user, credit.strip()[:120]
    work.checked_on, work.is_said_outdated = day or timezone.localdate(), False
    work.save(update_fields=["checked_at", "checked_by", "credit", "checked_on", "is_said_outdated"])
    services.recount([(work.subject.kind, work.subject.translation_key)])
    work.refresh_from_db()


def publish(*, work: Work, user=None) -> None:
    """Puts the parts as they are now before readers. What is not translated shows in the original's language.

    Raises NotDoneError, with nothing changed.
    """
    if not work.translation_id:
        raise NotDoneError(_("Nothing is translated yet."))
    try:
        with transaction.atomic(), later.together():
            _publish(work.translation, user)
    except ValidationError as error:
        raise NotDoneError(" ".join(error.messages)) from error
    work.refresh_from_db()


def _publish(translation: Translation, user) -> None:
    source = translation.source
    is_draftable = issubclass(source.specific_content_type.model_class(), DraftStateMixin)
    target, _made = source.create_or_update_translation(
        translation.target_locale, user=user, publish=not is_draftable, copy_parent_pages=True, fallback=True
    )
    if isinstance(target, Page):
        target.get_latest_revision().publish(
            user=user, skip_permission_checks=True
        )  # hub.translation.rights has been asked


@transaction.atomic
def confirm(*, work: Work, segment: StringSegment, user) -> None:
    """The old translation of a changed part still says it."""
    held = StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=work.locale_id
    ).first()
    if held:
        OutdatedPart.objects.filter(carried=held).delete()
        held.last_translated_by = user
        held.save()
