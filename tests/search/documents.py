"""Ten thousand documents at once, seeded: rows and tokens are written directly, past publishing."""

import itertools
import random
import uuid
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from hub.core.models import StandardPage
from hub.search import engines, services
from hub.search.collation import sort_key
from hub.search.models import IndexState, SearchDocument
from tests.factories import library_in

KIND = "made"
LETTERS = {
    "en": ("bcdfgklmnprst", "aeiou"),
    "es": ("bcdflmnprstñ", "aeioué"),
    "fr": ("bcdfjlmnprstv", "aeiouéè"),
    "pt": ("bcdflmnprstvç", "aeiouãô"),
    "ar": ("بتجحدرسشعفقكلمنهي", "اوي"),
    "ru": ("бвгдзклмнпрст", "аеиоуы"),
    "sw": ("bdfghjklmnpstwyz", "aeiou"),
    "th": ("กขคจชดตทนบปพมยรลวสห", "ะาิีุู"),
}
SHARED = ("jam", "online", "check-in", "zoom", "workshop")
WORDS = 300  # of each language
FACETS = {
    "type": 9, "time": 6, "people": 6, "theme": 14, "format": 3, "energy": 3, "depth": 4, "trust": 3, "level": 3,
    "needs": 8, "access": 7, "safety": 4,
}  # fmt: skip
LANGUAGES_OF_A_THING = (1, 1, 2, 3, 5, 8)
BATCH = 500


class Words:
    """The words of a language: the n-th is about as frequent as 1/n; those that all languages share come now and then."""

    def __init__(self, code: str):
        chance = random.Random(f"words of {code}")
        consonants, vowels = LETTERS[code]
        found: dict[str, None] = {}
        while len(found) < WORDS:
            found["".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.randint(2, 4)))] = (
                None
            )
        self.words = list(found)
        self.weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(WORDS)))

    def some(self, chance: random.Random, count: int) -> list[str]:
        words = chance.choices(self.words, cum_weights=self.weights, k=count)
        return [chance.choice(SHARED) if chance.random() < 0.08 else word for word in words]


def write(count: int, *, seed: int = 11) -> None:
    """`count` documents of things in one to eight languages, with labels of a dozen facets and tokens."""
    chance = random.Random(seed)
    rows = itertools.islice(_documents(chance), count)
    while batch := list(itertools.islice(rows, BATCH)):
        SearchDocument.objects.bulk_create(batch)
        engines.current().write([services.read(document).tokens for document in batch])
    IndexState.objects.update_or_create(pk=1, defaults={"epoch": uuid.uuid4().hex})


def _documents(chance) -> Iterator[SearchDocument]:
    vocabulary = {code: Words(code) for code in LETTERS}
    pages = _pages()
    for number in itertools.count():
        key = uuid.UUID(int=chance.getrandbits(128))
        labels = _labels(chance)
        for code in chance.sample(list(LETTERS), chance.choice(LANGUAGES_OF_A_THING)):
            title = " ".join(vocabulary[code].some(chance, chance.randint(1, 3)))
            yield SearchDocument(
                page_id=next(pages),
                kind=KIND,
                translation_key=key,
                language=code,
                url_path=f"/home/made-{number}/",
                title=title,
                names="\n".join(
                    " ".join(vocabulary[code].some(chance, 2)) for _name in range(chance.choice([0, 0, 1]))
                ),
                lead=" ".join(vocabulary[code].some(chance, 6)),
                body=" ".join(vocabulary[code].some(chance, 20)),
                labels=labels,
                sort_key=sort_key(title, code),
            )


def _labels(chance) -> str:
    return " ".join(
        f"{facet}:{facet[0]}{key}"
        for facet, size in FACETS.items()
        for key in sorted(chance.sample(range(size), chance.choice([0, 1, 1, 2])))
    )


def _pages() -> Iterator[int]:
    """Page ids, for documents have to belong to pages."""
    parent = library_in("en")
    shared = {
        "depth": parent.depth + 1,
        "content_type": ContentType.objects.get_for_model(StandardPage),
        "locale": Locale.objects.get(language_code="en"),
        "title": "Made",
        "draft_title": "Made",
    }
    for start in itertools.count(step=BATCH):
        yield from [
            page.pk
            for page in Page.objects.bulk_create(
                Page(
                    path=Page._get_path(parent.path, parent.depth + 1, 100_000 + number),
                    slug=f"made-{number}",
                    url_path=f"{parent.url_path}made-{number}/",
                    translation_key=uuid.uuid4(),
                    **shared,
                )
                for number in range(start, start + BATCH)
            )
        ]
