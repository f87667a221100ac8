"""A made-up library for measurements: seeded activities in all languages, with words as frequent as real ones are."""

import itertools
import json
import random
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from hub.activities import enums
from hub.activities.models import ActivityLibraryPage, ActivityPage, ActivityTheme
from hub.core.models import Theme

LETTERS = {
    "ar": ("بتجحدرسشعفقكلمنهوي", "اوي"),
    "ru": ("бвгдзклмнпрстфх", "аеиоуы"),
    "th": ("กขคจชดตทนบปพมยรลวสห", "ะาิีุูเโ"),
}
LATIN = ("bcdfghjklmnprstvz", "aeiou")
WORDS = 12_000  # of each language
SHARED = ("jam", "online", "zoom", "workshop")  # the same in every language; the first stands in a third of all texts
LANGUAGES_OF_A_THING = (1, 2, 4, 4, 6, 8)
BATCH = 500


class Language:
    """The words of a language: the n-th is about as frequent as 1/n."""

    def __init__(self, code: str):
        chance = random.Random(f"words-{code}")
        consonants, vowels = LETTERS.get(code, LATIN)
        found: dict[str, None] = {}
        while len(found) < WORDS:
            syllables = 2 + (len(found) > 300) + (chance.random() < 0.3)
            found["".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables))] = None
        self.code = code
        self.words = list(found)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(WORDS)))

    def text(self, chance: random.Random, length: int) -> str:
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=length))


def languages() -> list[Language]:
    return [Language(code) for code, _name in settings.LANGUAGES]


def fill(count: int, *, seed: int = 2026) -> Iterator[int]:
    """Writes `count` published activities into the libraries of the languages, without documents; gives the size of each step."""
    chance = random.Random(seed)
    made = itertools.islice(_activities(chance, languages()), count)
    themes = {code: list(Theme.objects.filter(locale__language_code=code)) for code, _name in settings.LANGUAGES}
    while batch := list(itertools.islice(made, BATCH)):
        with transaction.atomic():
            write(batch)
            ActivityTheme.objects.bulk_create(
                ActivityTheme(page=page, theme=theme, locale=page.locale, sort_order=0)
                for page in batch
                for theme in chance.sample(
                    themes[page.locale.language_code], min(2, len(themes[page.locale.language_code]))
                )
            )
        yield len(batch)


def _activities(chance, spoken) -> Iterator[ActivityPage]:
    parents = {page.locale.language_code: page for page in ActivityLibraryPage.objects.select_related("locale")}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    number = itertools.count()
    for _thing in itertools.count():
        key = uuid.UUID(int=chance.getrandbits(128))
        facts = _facts(chance)
        for language in chance.sample(spoken, chance.choice(LANGUAGES_OF_A_THING)):
            page = _page(chance, language, next(number), parents[language.code], facts)
            page.translation_key, page.locale = key, locales[language.code]
            yield page


def _page(chance, language, number, parent, facts) -> ActivityPage:
    shared = [word for place, word in enumerate(SHARED) if chance.random() < 1 / (3 + 6 * place)]
    steps = [
        {"type": "step", "value": {"title": "", "minutes": 5, "do": language.text(chance, 25), "say": "", "tip": ""},
         "id": str(uuid.UUID(int=chance.getrandbits(128)))}
        for _step in range(4)
    ]  # fmt: skip
    title = language.text(chance, chance.randint(2, 5))[:200]
    return ActivityPage(
        path=f"{parent.path}m{number:07d}",
        depth=parent.depth + 1,
        title=title,
        draft_title=title,
        slug=f"made-{number}",
        url_path=f"{parent.url_path}made-{number}/",
        live=True,
        first_published_at=timezone.now(),
        content_type=ContentType.objects.get_for_model(ActivityPage),
        summary=language.text(chance, 14)[:160],
        use_when=language.text(chance, 10),
        purpose=f"<p>{language.text(chance, 30)} {' '.join(shared)}</p>",
        steps=json.dumps(steps),
        **facts,
    )


def _facts(chance) -> dict:
    def some(choices, most):
        values = list(choices.values)
        return sorted(
            {values[min(int(chance.expovariate(0.5)), len(values) - 1)] for _one in range(chance.randint(1, most))}
        )

    least = chance.choice([5, 10, 15, 20, 30, 45, 60, 90, 120])
    group = chance.choice([1, 2, 4, 6, 10, 20])
    types = some(enums.ActivityType, 3)
    return {
        "uid": "".join(chance.choices("abcdefghjkmnpqrstuvwxyz23456789", k=6)),
        "primary_type": types[0],
        "other_types": types[1:],
        "duration_min": least,
        "duration_max": least + chance.choice([0, 5, 15, 30]),
        "group_min": group,
        "group_max": group + chance.choice([4, 10, 30]),
        "formats": some(enums.Format, 3),
        "energy": chance.choice(enums.Energy.values),
        "emotional_depth": chance.choice(enums.Depth.values),
        "trust_needed": chance.choice(enums.Trust.values),
        "host_level": chance.choice(enums.Level.values),
        "needs": some(enums.Need, 3),
        "access": some(enums.Access, 4),
        "risk_flags": some(enums.Risk, 2) if chance.random() < 0.3 else [],
        "traces": chance.choice(enums.Traces.values),
        "recommended": chance.random() < 0.05,
    }


def write(batch: list[ActivityPage]) -> None:
    """Rows of both tables at once: Django creates pages of a type only one by one, which would take hours."""
    shared = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    pages = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in shared}) for page in batch])
    for page, parent in zip(batch, pages, strict=True):
        page.pk = page.page_ptr_id = parent.pk
        page.id = parent.pk
    ActivityPage._base_manager.all()._insert(batch, fields=ActivityPage._meta.local_concrete_fields, using="default")
