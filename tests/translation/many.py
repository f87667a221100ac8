"""A desk full of made-up subjects, written at once: the same in every run."""

import datetime as dt
import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from hub.activities.models import ActivityPage
from hub.core.models import Theme
from hub.translation.enums import WorkState
from hub.translation.models import Subject, Work

WORDS = "circle breath river song map story hands light path seed rope drum window bridge letter fire rain root".split()
STATES = [state for state in WorkState if state != WorkState.ORIGINAL]


def many_subjects(count: int, *, people=(), seed: int = 7) -> list[Subject]:
    """`count` English subjects with a work in every language, most of them begun, some with one of `people`."""
    chance = random.Random(seed)
    kind = ContentType.objects.get_for_model(ActivityPage)
    topics = list(Theme.objects.filter(locale__language_code="en").values_list("key", flat=True))
    now = timezone.now()
    subjects = [
        Subject(
            translation_key=uuid.UUID(int=chance.getrandbits(128)),
            content_type=kind,
            source_id=str(10_000 + number),
            language="en",
            title=f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {number}",
            kind="activities.activitypage",
            topics=f" {chance.choice(topics)} ",
            is_public=number % 20 != 0,
            changed_at=now - dt.timedelta(hours=number),
        )
        for number in range(count)
    ]
    Subject.objects.bulk_create(subjects, batch_size=500)
    _write_works(subjects, chance, people, _translations(subjects, kind))
    return subjects


def _translations(subjects, kind) -> dict:
    """The rows of wagtail-localize for the titles: (subject, locale) → Translation."""
    english, *others = sorted(Locale.objects.all(), key=lambda locale: locale.language_code != "en")
    keys = [subject.translation_key for subject in subjects]
    TranslatableObject.objects.bulk_create([TranslatableObject(translation_key=key, content_type=kind) for key in keys])
    contexts = [
        TranslationContext(object_id=key, path="title", path_id=uuid.uuid4(), field_path="title") for key in keys
    ]
    TranslationContext.objects.bulk_create(contexts, batch_size=500)
    strings = [
        String(locale=english, data=subject.title, data_hash=String._get_data_hash(subject.title))
        for subject in subjects
    ]
    String.objects.bulk_create(strings, batch_size=500)
    sources = [
        TranslationSource(
            object_id=subject.translation_key,
            specific_content_type=kind,
            locale=english,
            object_repr=subject.title,
            content_json="{}",
            last_updated_at=subject.changed_at,
        )
        for subject in subjects
    ]
    TranslationSource.objects.bulk_create(sources, batch_size=500)
    texts = [
        StringTranslation(
            translation_of=string,
            context=context,
            locale=locale,
            data=f"{locale.language_code} {string.data}",
            translation_type="manual",
        )
        for string, context in zip(strings, contexts, strict=True)
        for locale in others
    ]
    StringTranslation.objects.bulk_create(texts, batch_size=500)
    begun = [Translation(source=source, target_locale=locale) for source in sources for locale in others]
    Translation.objects.bulk_create(begun, batch_size=500)
    by_key = {subject.translation_key: subject for subject in subjects}
    return {(by_key[each.source.object_id].pk, each.target_locale_id): each for each in begun}


def _write_works(subjects, chance, people, translations) -> None:
    locales = list(Locale.objects.all())
    works = []
    for subject in subjects:
        for locale in locales:
            is_original = locale.language_code == "en"
            state = WorkState.ORIGINAL if is_original else chance.choice(STATES)
            done = 20 if state in {WorkState.CHECKED, WorkState.ORIGINAL} else chance.randint(1, 19)
            works.append(
                Work(
                    subject=subject,
                    locale=locale,
                    state=state,
                    translation=None if state == WorkState.NONE else translations.get((subject.pk, locale.pk)),
                    total=0 if state == WorkState.NONE else 20,
                    done=0 if state == WorkState.NONE else done,
                    outdated=2 if state == WorkState.OUTDATED else 0,
                    unpublished=chance.choice([0, 0, 0, 3]) if state != WorkState.ORIGINAL else 0,
                    assigned_to=chance.choice([None, None, None, *people]) if not is_original else None,
                    waiting_since=None if is_original else subject.changed_at,
                )
            )
    Work.objects.bulk_create(works, batch_size=500)
