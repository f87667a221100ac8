"""Machine drafts: a translator that the operator runs fills the parts that nobody has translated. Off without one."""

from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue

from hub.core import later
from hub.translation import machines, translating
from hub.translation.machines import openness
from hub.translation.models import LanguagePolicy, Work
from hub.translation.translating import NotDoneError, Part

AT_ONCE = 20  # parts; what is done stays done where the rest fails
TOLD_FOR = 24 * 3600


@dataclass
class Report:
    """What a machine has done. `left`: the originals, as plain text, of parts that it would have harmed."""

    written: int = 0
    left: list[str] = field(default_factory=list)
    is_published: bool = False


def draft(*, work: Work, user=None, including_outdated: bool = False, publishing: bool = True) -> Report:
    """Lets the machine translate the parts without a text, and publishes where the language's policy says so.

    Never touches what a person wrote; parts whose original has changed only if asked. Raises NotDoneError: what was
    written until then stays.
    """
    machine = machines.current()
    _refuse(work, machine)
    translation = translating.begin(work=work, user=user)
    if not translation.enabled:
        raise NotDoneError(_("This translation is written in the page editor."))
    report = Report()
    waiting = _waiting(work, including_outdated)
    kept = openness.kept_words(translation.source.locale)
    for start in range(0, len(waiting), AT_ONCE):
        parts = waiting[start : start + AT_ONCE]
        found = _translated(machine, translation, parts, kept)
        _write(work, parts, found, report, user=user, tool=machine.display_name, including_outdated=including_outdated)
    work.refresh_from_db()
    if publishing and not report.left and _may_publish(work):
        translating.publish(work=work, user=user)
        report.is_published = True
    return report


def ask(*, work: Work, user, including_outdated: bool = False) -> None:
    """Has it drafted by a background task; `last_told` then says what came of it."""
    cache.delete(_told_at(work.pk))
    transaction.on_commit(partial(draft_by_machine.enqueue, work.pk, user.pk, including_outdated))


def last_told(work: Work) -> dict | None:
    """The Report of the last task for this work as a dictionary, or {"problem": a sentence}; None where there is none yet."""
    return cache.get(_told_at(work.pk))


@task()
def draft_by_machine(work_id: int, user_id: int | None = None, including_outdated: bool = False) -> None:
    work = Work.objects.filter(pk=work_id).select_related("subject__content_type", "locale", "translation").first()
    if work is None:
        return
    user = _user(user_id)
    try:
        told = asdict(draft(work=work, user=user, including_outdated=including_outdated))
    except NotDoneError as error:
        told = {"problem": str(error)}
    cache.set(_told_at(work_id), told, TOLD_FOR)


def _user(user_id: int | None):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(pk=user_id).first() if user_id else None


def _told_at(work_id: int) -> str:
    return f"machine-draft-{work_id}"


@contextmanager
def _as_not_done():
    """An engine's MachineError becomes the desk's NotDoneError, with it as the cause."""
    try:
        yield
    except machines.MachineError as error:
        raise NotDoneError(str(error)) from error


def _refuse(work: Work, machine) -> None:
    if machine is None:
        raise NotDoneError(_("No machine translator is set up."))
    original = translating.original_of(work)
    if original is None:
        raise NotDoneError(_("The original is gone."))
    if original.locale_id == work.locale_id:
        raise NotDoneError(_("This is the original."))
    if not (work.subject.is_public and openness.may_be_sent(original)):
        raise NotDoneError(_("The machine gets only what anybody may read."))
    with _as_not_done():
        if not machine.knows(original.locale.language_code, work.locale.language_code):
            raise NotDoneError(_("The machine does not know this language."))


def _translated(machine, translation, parts: list[Part], kept: list[str]) -> dict[str, str]:
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    with _as_not_done():
        return machine.translated(source=source, target=target, texts=[part.source for part in parts], kept=kept)


def _waiting(work: Work, including_outdated: bool) -> list[Part]:
    return [part for part in translating.parts(work) if not part.text or (including_outdated and part.is_outdated)]


def _write(work: Work, parts: list[Part], found: dict[str, str], report: Report, *, user, tool, including_outdated):
    """Looks once more at what is there: somebody may have written while the machine was at work."""
    with transaction.atomic(), later.together():
        still = [part.segment_id for part in _waiting(work, including_outdated)]
        segments = StringSegment.objects.select_related("string", "context").in_bulk(still)
        for part in parts:
            if part.segment_id not in segments:
                continue
            if part.source not in found:
                report.left.append(StringValue(part.source).render_text())
                continue
            segment, text = segments[part.segment_id], found[part.source]
            translating.write(work=work, segment=segment, text=text, user=user, tool=tool)
            report.written += 1


def _may_publish(work: Work) -> bool:
    """Where staff allow it, all parts are there, and nothing that a person has in hand would come out with them."""
    if work.changed or not work.unpublished or not work.total:
        return False
    if not LanguagePolicy.objects.filter(locale_id=work.locale_id, publishes_machine_drafts=True).exists():
        return False
    by_hand = StringTranslation.objects.filter(
        context__object_id=work.subject.translation_key,
        locale_id=work.locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
    if work.published_at:
        by_hand = by_hand.filter(updated_at__gt=work.published_at)
    return not by_hand.exists()
