"""Machine drafts: a translator that the operator runs fills the parts that nobody has translated. Off without one."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue

from hub.background.tasks import task
from hub.core import later
from hub.mail.services import languages_of
from hub.translation import machines, translating
from hub.translation.machines import openness
from hub.translation.models import LanguagePolicy, MachineDraft, Work
from hub.translation.translating import NotDoneError, Part

AT_ONCE = 20  # parts; what is done stays done where the rest fails
TOLD_FOR = dt.timedelta(days=1)
ASKED_FOR = dt.timedelta(minutes=10)  # so long the same is not asked for again


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
    begun = translating.begin(work=work, user=user)
    if not begun.enabled:
        raise NotDoneError(_("This translation is written in the page editor."))
    report = Report()
    waiting = _waiting(work, including_outdated)
    kept = openness.kept_words(begun.source.locale)
    for start in range(0, len(waiting), AT_ONCE):
        parts = waiting[start : start + AT_ONCE]
        found = _translated(machine, begun, parts, kept)
        _write(work, parts, found, report, user=user, tool=machine.display_name, including_outdated=including_outdated)
    work.refresh_from_db()
    if publishing and not report.left and _may_publish(work):
        translating.publish(work=work, user=user)
        report.is_published = True
    return report


def ask(*, work: Work, user, including_outdated: bool = False) -> None:
    """Has it drafted by a background task, once however often it is asked for; `last_told` then says what came of it."""
    now = timezone.now()
    asked = {"including_outdated": including_outdated, "asked_at": now}
    with transaction.atomic():
        held, is_new = MachineDraft.objects.select_for_update().get_or_create(work=work, defaults=asked)
        is_asked = held.finished_at is None and held.asked_at > now - ASKED_FOR
        if not is_new and is_asked and held.including_outdated == including_outdated:
            return
        MachineDraft.objects.filter(pk=held.pk).update(**asked, finished_at=None)
        draft_by_machine.enqueue(work.pk, user.pk, including_outdated)


def is_at_work(work: Work) -> bool:
    """Whether it was asked for, and nothing has come of it yet."""
    return MachineDraft.objects.filter(work=work, finished_at=None, asked_at__gt=timezone.now() - TOLD_FOR).exists()


def last_told(work: Work) -> dict | None:
    """The Report of the last task for this work as a dictionary, or {"problem": a sentence}; None where there is none yet."""
    told = MachineDraft.objects.filter(work=work, finished_at__gt=timezone.now() - TOLD_FOR).first()
    if told is None:
        return None
    if told.problem:
        return {"problem": told.problem}
    return {"written": told.written, "left": told.left, "is_published": told.is_published}


@task
def draft_by_machine(work_id: int, user_id: int | None = None, including_outdated: bool = False) -> None:
    work = Work.objects.filter(pk=work_id).select_related("subject__content_type", "locale", "translation").first()
    if work is None:
        return
    user = get_user_model().objects.filter(pk=user_id).first() if user_id else None
    with translation.override(languages_of([user])[user.pk] if user else translation.get_language()):
        try:
            _tell(work, **asdict(draft(work=work, user=user, including_outdated=including_outdated)))
        except NotDoneError as error:
            _tell(work, problem=str(error))
        except Exception:  # whatever it was, who asked is told; the task goes on to fail, and is tried again
            _tell(work, problem=_("Something went wrong. It is tried again over the next hours."))
            raise


def _tell(work: Work, **came_of_it) -> None:
    now = timezone.now()
    told = {"written": 0, "left": [], "is_published": False, "problem": "", **came_of_it, "finished_at": now}
    MachineDraft.objects.update_or_create(work=work, defaults=told, create_defaults={**told, "asked_at": now})


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


def _translated(machine, begun, parts: list[Part], kept: list[str]) -> dict[str, str]:
    source, target = begun.source.locale.language_code, begun.target_locale.language_code
    with _as_not_done():
        return machine.translated(source=source, target=target, texts=[part.source for part in parts], kept=kept)


def _waiting(work: Work, including_outdated: bool) -> list[Part]:
    return [part for part in translating.parts(work) if not part.text or (including_outdated and part.is_outdated)]


def _write(work: Work, parts: list[Part], found: dict[str, str], report: Report, *, user, tool, including_outdated):
    """Looks once more at what is there: somebody may have written while the machine was at work, and cannot now."""
    with transaction.atomic(), later.together():
        translating.hold(work=work)
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
