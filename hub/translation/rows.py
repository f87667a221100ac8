"""The desk's own rows: subjects and works, read and kept with as few writes as there is news."""

from collections import defaultdict

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from hub.core.enums import TranslationState
from hub.core.models.translated import Translated
from hub.translation.models import Subject, Work

WRITTEN = [
    *("translation_id", "state", "is_live", "total", "done", "outdated", "machine", "unpublished", "is_said_outdated"),
    *("published_at", "checked_at", "checked_by_id", "checked_on", "credit", "waiting_since"),
]
ONE_BY_ONE = 4  # so many changed rows are quicker written one after the other


def original_of(family: dict[str, Translated]) -> Translated:
    """The source language's member; without one, the one that says it is the original, or the oldest."""
    said = [each for each in family.values() if each.translation_state == TranslationState.ORIGINAL]
    return family.get(settings.LANGUAGE_CODE) or next(iter([*said, *family.values()]))


def subjects(families: dict) -> dict:
    """Key → its subject as the original is now. Locks them, so that nobody else counts the same things meanwhile."""
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    rows = Subject.objects.filter(translation_key__in=[key[1] for key in families]).order_by("pk").select_for_update()
    held = {subject.translation_key: subject for subject in rows}
    return {key: _subject(held.get(key[1]), key, family, private) for key, family in families.items()}


def _subject(subject: Subject | None, key, family, private) -> Subject:
    original = original_of(family)
    values = {
        "content_type": ContentType.objects.get_for_model(type(original)),
        "source_id": str(original.pk),
        "language": original.locale.language_code,
        "title": str(original)[:255],
        "kind": key[0],
        "topics": "".join(f" {topic} " for topic in original.topic_keys()),
        "is_public": getattr(original, "live", True) and not getattr(original, "path", "").startswith(private),
    }
    if subject is None:
        defaults = {**values, "changed_at": timezone.now()}
        return Subject.objects.get_or_create(translation_key=key[1], defaults=defaults)[0]
    if any(getattr(subject, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(subject, name, value)
        subject.save(update_fields=list(values))
    return subject


def works(subjects: dict) -> dict:
    """Key → language → its work. What is not there yet is made."""
    keys = {subject.pk: key for key, subject in subjects.items()}
    locales = list(Locale.objects.all())
    rows = _rows(keys)
    if len(rows) < len(keys) * len(locales):
        every = [Work(subject=subject, locale=locale) for subject in subjects.values() for locale in locales]
        Work.objects.bulk_create(every, ignore_conflicts=True)
        rows = _rows(keys)
    found: dict = defaultdict(dict)
    for work in rows:
        key = keys[work.subject_id]
        work.subject = subjects[key]
        work.before = _values(work)
        found[key][work.locale.language_code] = work
    return found


def _rows(keys) -> list[Work]:
    return list(Work.objects.filter(subject__in=keys).select_related("locale", "translation"))


def _values(work) -> list:
    return [getattr(work, name) for name in WRITTEN]


def keep(works: list[Work]) -> None:
    """Writes those that are no longer as they were read."""
    changed = [work for work in works if _values(work) != work.before]
    if len(changed) > ONE_BY_ONE:
        Work.objects.bulk_update(changed, [name.removesuffix("_id") for name in WRITTEN])
        return
    for work in changed:
        work.save(update_fields=[name.removesuffix("_id") for name in WRITTEN])
