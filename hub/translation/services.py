"""Writes of the translation desk. A key is (model label, translation key), as `key_of` gives it."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation, TranslationSource

from hub.core import events, later, version
from hub.core.enums import TranslationState
from hub.core.models.translated import Translated
from hub.translation import counting, letters, rows, sources
from hub.translation.enums import WorkState
from hub.translation.models import OutdatedPart, Subject, Work

Key = tuple[str, UUID]
AT_ONCE = 50


def covered_models() -> list[type[Translated]]:
    """Every page and snippet class whose entries exist in several languages."""
    return [model for model in apps.get_models() if issubclass(model, Translated)]


def key_of(instance) -> Key:
    return instance._meta.label_lower, instance.translation_key


def all_keys() -> list[Key]:
    """Everything that exists in some language."""
    return [
        (model._meta.label_lower, translation_key)
        for model in covered_models()
        for translation_key in dict.fromkeys(model.objects.order_by("pk").values_list("translation_key", flat=True))
    ]


class Written(NamedTuple):
    """One language of a thing was published or saved; the others are as they were."""

    key: Key
    language: str


class Said(NamedTuple):
    """What its writer says of a translation that she has just written (an import, say)."""

    key: Key
    language: str
    state: str
    credit: str = ""
    day: date | None = None


def refresh(wanted: list[Key | Written | Said]) -> None:
    """Brings the desk, and what readers are told, up to date with the pages and snippets as they are now."""
    news = News()
    for each in wanted:
        news.take(each)
    keys = list(news.languages)
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            _refresh(keys[start : start + AT_ONCE], news)


class News:
    """Key → the languages to be read anew (None: all), and what was said of which."""

    def __init__(self):
        self.languages: dict[Key, set[str] | None] = {}
        self.said: dict[tuple[Key, str], Said] = {}

    def take(self, each: Key | Written | Said) -> None:
        if isinstance(each, Said):
            self.said[each.key, each.language] = each
        if not isinstance(each, Said | Written):
            self.languages[each] = None
        elif self.languages.setdefault(each.key, set()) is not None:
            self.languages[each.key].add(each.language)

    def is_about(self, key: Key, language: str) -> bool:
        return self.languages[key] is None or language in self.languages[key]


def recount(keys: list[Key]) -> None:
    """As `refresh` where only translators' texts have changed."""
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            _refresh(keys[start : start + AT_ONCE], None)


def part_was_seen(text: StringTranslation) -> None:
    """Somebody has written this text, in whichever editor: it is outdated no longer."""
    OutdatedPart.objects.filter(carried=text).delete()
    text_changed(text)


def text_changed(text: StringTranslation) -> None:
    subject = Subject.objects.filter(translation_key=text.context.object_id).first() if text.context_id else None
    if subject:
        later.do(recount, (subject.kind, subject.translation_key))


def open_language(locale_ids: list[int]) -> None:
    """Gives a new language its column on the desk."""
    subjects = Subject.objects.values_list("pk", flat=True)
    Work.objects.bulk_create(
        [Work(subject_id=subject, locale_id=locale) for locale in locale_ids for subject in subjects],
        ignore_conflicts=True,
    )


def _refresh(keys: list[Key], news: News | None) -> None:
    families = _families(keys)
    subjects = rows.subjects(families)
    gone = [key[1] for key in keys if key not in families]
    Subject.objects.filter(translation_key__in=gone).delete()
    works = rows.works(subjects)
    held_sources = _held_sources(families)
    changed = _read(families, subjects, works, held_sources, news) if news else []
    _count(families, works, held_sources)
    if changed:
        letters.original_changed(subject_ids=changed)


def _families(keys) -> dict[Key, dict[str, Translated]]:
    """The members of each key by language; aliases do not count."""
    wanted = defaultdict(list)
    for label, translation_key in keys:
        wanted[label].append(translation_key)
    found: dict[Key, dict] = {}
    for label, translation_keys in wanted.items():
        rows = apps.get_model(label).objects.filter(translation_key__in=translation_keys)
        for each in rows.select_related("locale").order_by("pk"):
            if not getattr(each, "alias_of_id", None):
                found.setdefault((label, each.translation_key), {})[each.locale.language_code] = each
    return found


def _held_sources(families) -> dict[Key, TranslationSource]:
    keys = {key[1]: (key, rows.original_of(family).locale_id) for key, family in families.items()}
    found = {}
    for source in TranslationSource.objects.filter(object_id__in=keys):
        key, locale_id = keys[source.object_id]
        if source.locale_id == locale_id:
            found[key] = source
    return found


def _read(families, subjects, works, held_sources, news) -> list[int]:
    """Follows originals, and takes in what was written outside of the desk. Returns the subjects whose words changed."""
    changed = []
    for key, family in families.items():
        original, source = rows.original_of(family), held_sources.get(key)
        if source and news.is_about(key, original.locale.language_code):
            was_read_at = source.last_updated_at
            if sources.follow(source, original):
                subjects[key].changed_at = timezone.now()
                subjects[key].save(update_fields=["changed_at"])
                changed.append(subjects[key].pk)
            if source.last_updated_at != was_read_at:
                _bring_along(subjects[key])
        elif source is None and len(family) > 1:
            source = held_sources[key] = sources.source_of(original)
        if source is None:
            continue
        for language, member in family.items():
            work = works[key][language]
            if member.pk != original.pk and (work.translation_id is None or news.is_about(key, language)):
                _take_in_one(source, member, work, news.said.get((key, language)))
        _note_translations(source, works[key])
    return changed


def _bring_along(subject) -> None:
    from hub.translation.tasks import bring_along

    bring_along.enqueue(subject.pk)


def _take_in_one(source, member, work, said) -> None:
    is_new = work.translation_id is None
    if said is None and is_new:
        said = Said(("", None), "", member.translation_state, member.translation_credit, member.checked_on)
    work.translation, is_settled = sources.take_in(source, member, work=work, said=said.state if said else "")
    if is_settled and getattr(member, "live", True):
        work.published_at = timezone.now()
    if said:
        is_checked = said.state == TranslationState.CHECKED
        work.is_said_outdated = said.state == TranslationState.OUTDATED
        work.checked_at = timezone.now() if is_checked else None
        work.checked_on, work.credit = (said.day, said.credit) if is_checked else (None, "")
        work.checked_by = None


def _note_translations(source, works) -> None:
    """Translations that have no page yet, submitted but not saved."""
    for translation in source.translations.select_related("target_locale"):
        work = works.get(translation.target_locale.language_code)
        if work and work.translation_id is None:
            work.translation = translation


def _count(families, works, held_sources) -> None:
    every = [work for by_language in works.values() for work in by_language.values()]
    tallies = counting.tallies({source.pk: key[1] for key, source in held_sources.items()}, every)
    for key, by_language in works.items():
        family = families[key]
        original = rows.original_of(family)
        for language, work in by_language.items():
            _settle(work, tallies[work.pk], family.get(language), original)
    rows.keep(every)


def _settle(work, tally, member, original) -> None:
    is_original = member is not None and member.pk == original.pk
    work.is_live = bool(member is not None and getattr(member, "live", True))
    work.total, work.done, work.outdated, work.machine = tally.total, tally.done, tally.outdated, tally.machine
    work.unpublished = 0 if is_original else tally.unpublished
    if is_original:
        work.state, work.waiting_since = WorkState.ORIGINAL, None
        _tell(member, {"translation_state": TranslationState.ORIGINAL, "changed_segments": 0})
        return
    work.state = counting.state_of(work, tally, exists=member is not None)
    is_waiting = work.state != WorkState.CHECKED or work.unpublished
    work.waiting_since = (work.waiting_since or timezone.now()) if is_waiting else None
    if member is not None:
        _tell(member, counting.told(work, member))


def _tell(member, values: dict) -> None:
    """Writes what readers are told beside the words, in the database only: a revision of its own would be no news."""
    changed = {name: value for name, value in values.items() if getattr(member, name) != value}
    if changed:
        type(member).objects.filter(pk=member.pk).update(**changed)
        for name, value in changed.items():
            setattr(member, name, value)
        later.do(_told, (type(member), member.pk))


def _told(members: list[tuple[type, int]]) -> None:
    ids = defaultdict(list)
    for model, pk in members:
        ids[model].append(pk)
    for model, pks in ids.items():
        events.told_of_translation.send(sender=model, ids=pks)
    version.bump()
