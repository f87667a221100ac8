"""Taking a file back in: what is good in it is kept, what is not is named and handed back. Nothing is published."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from wagtail_localize.models import StringTranslation, Translation

from hub.core import later
from hub.translation import translating, wording
from hub.translation.exchange import checks, parcels
from hub.translation.exchange.parcels import Returned, ReturnedUnit
from hub.translation.models import Work
from hub.translation.translating import NotDoneError, Part


@dataclass
class Refusal:
    """A text that was not taken, and why. `new_source`: the original as it is now, where it is another."""

    reason: str
    source: str
    text: str
    new_source: str = ""


@dataclass
class Outcome:
    """What became of one file. With a `problem` none of it was taken."""

    name: str = ""
    work: Work | None = None
    problem: str = ""
    taken: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def translation_in(returned: Returned) -> Translation | None:
    """The translation that a file was made of; None where this hub has no such."""
    try:
        key = UUID(returned.translation_id)
    except ValueError:
        return None
    return Translation.objects.filter(uuid=key).select_related("source").first()


def check_address(*, work: Work, returned: Returned) -> None:
    """Raises NotDoneError where a file is not for this work."""
    translation = _own_translation(returned)
    if translation.source.object_id != work.subject.translation_key:
        raise NotDoneError(_("This file is for another page."))
    is_said_other = returned.language and _primary(returned.language) != _primary(work.locale.language_code)
    if translation.target_locale_id != work.locale_id or is_said_other:
        raise NotDoneError(_("This file is for another language."))
    if translation.pk != work.translation_id:
        raise NotDoneError(_("This file is for another page."))


def work_for(returned: Returned, *, works, locale) -> Work:
    """Which of somebody's works in a language a file is for. Raises NotDoneError."""
    translation = _own_translation(returned)
    if translation.target_locale_id != locale.pk:
        raise NotDoneError(_("This file is for another language."))
    work = works.filter(translation=translation).first()
    if work is None:
        raise NotDoneError(_("This file is for another page."))
    return work


def _own_translation(returned: Returned) -> Translation:
    translation = translation_in(returned)
    if translation is None:
        raise NotDoneError(_("This file is not from this hub. Download the page here and translate in that file."))
    return translation


def _primary(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


def take(*, work: Work, returned: Returned, user) -> Outcome:
    """Writes what is new in a file. Sending it once more writes nothing. Raises NotDoneError, with nothing written."""
    check_address(work=work, returned=returned)
    with transaction.atomic(), later.together():
        translating.hold(work=work)
        return _Taking(work, returned, user).run()


class _Taking:
    def __init__(self, work: Work, returned: Returned, user):
        self.work, self.user = work, user
        self.parts = {parcels.id_of(part.place, part.source): part for part in translating.parts(work)}
        self.units = [self._known(unit) for unit in returned.units]
        self.at_place: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts.values():
            self.at_place[part.place].append(part)
        self.model = work.subject.content_type.model_class()
        self.outcome = Outcome(work=work)

    def _known(self, unit: ReturnedUnit) -> ReturnedUnit:
        """The unit under the id that we gave it: some programs number anew."""
        return unit if unit.id in self.parts else replace(unit, id=parcels.id_of(unit.place, unit.source))

    def run(self) -> Outcome:
        times = Counter(unit.id for unit in self.units)
        texts = {(unit.id, unit.text.strip()) for unit in self.units}
        unlike = Counter(unit_id for unit_id, _text in texts)
        seen = set()
        for unit in self.units:
            if times[unit.id] > 1 and unlike[unit.id] > 1:
                self._refuse(unit, _("This part is in the file more than once."))
            elif unit.id not in seen:
                self._take_unit(unit)
            seen.add(unit.id)
        return self.outcome

    def _take_unit(self, unit: ReturnedUnit) -> None:
        part, text = self.parts.get(unit.id), unit.text.strip()
        if part is None or _words(part.source) != _words(unit.source):
            self._refuse_unknown(unit, part)
            return
        held = parcels.plain(part.text).strip()
        if text == held:
            was_unsure = parcels.state_of(self.work, part) in parcels.UNSURE
            self._write(unit, part, text) if was_unsure and not unit.is_unsure else self._leave()
        elif unit.made_from == parcels.mark_of(text):
            self._leave()  # she has left it as it was; here it has been changed since
        elif not text:
            self._refuse(unit, _("Empty in the file. The text here is kept."))
        elif unit.is_unsure:
            self._refuse(unit, _("Marked in the file as not finished."))
        elif unit.made_from not in {"", parcels.mark_of(held)} and self._is_by_another(part):
            self._refuse(unit, _("Somebody else has changed this part since you took the file."))
        else:
            self._write(unit, part, text)

    def _leave(self) -> None:
        self.outcome.unchanged += 1

    def _is_by_another(self, part: Part) -> bool:
        segment = translating.segment_of(self.work, part.segment_id)
        own = StringTranslation.objects.filter(translation_of=segment.string_id, context=segment.context_id)
        return not own.filter(locale=self.work.locale_id, last_translated_by=self.user).exists()

    def _write(self, unit, part, text) -> None:
        problem = checks.problem_with(part.source, text, wording.field_of(self.model, part.field_path))
        if problem:
            self._refuse(unit, problem)
            return
        segment = translating.segment_of(self.work, part.segment_id)
        try:
            translating.write(work=self.work, segment=segment, text=text, user=self.user)
        except NotDoneError as error:
            self._refuse(unit, str(error))
        else:
            self.outcome.taken += 1

    def _refuse_unknown(self, unit: ReturnedUnit, part: Part | None) -> None:
        if not unit.text.strip():
            return
        now = [part] if part else self.at_place.get(unit.place, [])
        if now:
            alike = max(now, key=lambda each: fuzz.ratio(each.source, unit.source))
            self._refuse(unit, _("The original has changed."), alike.source)
        else:
            self._refuse(unit, _("This part is not on the page."))

    def _refuse(self, unit: ReturnedUnit, reason: str, new_source: str = "") -> None:
        self.outcome.refused.append(Refusal(reason, unit.source, unit.text, new_source))


def _words(text: str) -> list[str]:
    return text.split()
