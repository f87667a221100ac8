"""What the benchmark of the search asks: of us, of bare SQL, of Wagtail's own search."""

import random
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from wagtail.models import Locale
from wagtail.search import index

from hub.activities import enums
from hub.activities.models import ActivityPage
from hub.core import version
from hub.starter.measuring import made_up

# Wagtail counts facets only over plain columns; these are as many as ours.
COLUMNS = (
    "primary_type", "energy", "emotional_depth", "trust_needed", "host_level", "traces", "reading_load", "language_load",
    "licence", "permission", "cultural_protocol", "maturity", "duration_rule",
)  # fmt: skip
PAGE = "/en/activities/?q=online&level=first-time&level=experienced"


@dataclass(frozen=True)
class Ask:
    language: str
    q: str
    filters: dict[str, list[str]]
    typed: str = ""  # what a reader has typed so far


def asks(count: int, *, seed: int = 7) -> dict[str, list[Ask]]:
    """Kind of question → so many of it, in all languages by turns; with three facets chosen, and with none."""
    chance = random.Random(seed)
    spoken = made_up.languages()
    found: dict[str, list[Ask]] = {
        name: []
        for name in (
            "typical words",
            "a word in a third of all",
            "browsing",
            "words, nothing chosen",
            "browsing, nothing chosen",
        )
    }
    for number in range(count):
        language = spoken[number % len(spoken)]
        word = language.words[int(10 ** chance.uniform(2.5, 4))]
        words = f"{word} {language.words[int(10 ** chance.uniform(1.5, 2.5))]}" if number % 3 == 0 else word
        typed = chance.choice([word[:2], word[:3], word[:4]])
        chosen = _filters(chance)
        found["typical words"].append(Ask(language.code, words, chosen, typed))
        found["a word in a third of all"].append(Ask(language.code, made_up.SHARED[0], chosen))
        found["browsing"].append(Ask(language.code, "", chosen))
        found["words, nothing chosen"].append(Ask(language.code, words, {}))
        found["browsing, nothing chosen"].append(Ask(language.code, "", {}))
    return found


def _filters(chance) -> dict[str, list[str]]:
    return {
        "type": enums.ActivityType.values[: chance.randint(2, 4)],
        "format": enums.Format.values[: chance.randint(1, 2)],
        "level": chance.sample(enums.Level.values, 2),
    }


def wagtails(ask: Ask) -> tuple:
    """The same with Wagtail's own search and three plain columns chosen: first results, total, thirteen facets."""
    ActivityPage.search_fields = [*ActivityPage.search_fields, *(index.FilterField(name) for name in COLUMNS)]
    try:
        pages = ActivityPage.objects.live().filter(locale=Locale.objects.get(language_code=ask.language))
        if ask.filters:
            pages = pages.filter(
                primary_type__in=ask.filters["type"], host_level__in=ask.filters["level"], energy__in=["calm", "medium"]
            )
        found = pages.search(ask.q, operator="and")
        return list(found[:20]), found.count(), [found.facet(name) for name in COLUMNS]
    finally:
        ActivityPage.search_fields = ActivityPage.search_fields[: -len(COLUMNS)]


@dataclass(frozen=True)
class PageCost:
    statements: int
    rate: float  # pages a second, one after another


def cost_of_the_page(tries: int = 40) -> PageCost:
    """What the library page costs with words and facets, once it is warm and without the whole-page cache."""
    with override_settings(ALLOWED_HOSTS=["testserver"], HUB_READER_CACHE_SECONDS=0, SECURE_SSL_REDIRECT=False):
        client = Client()
        answer = client.get(PAGE)
        version.forget()  # it is read once a second: counted always, rather than when a second has just passed
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        statements = len(captured)
        started = time.perf_counter()
        for _try in range(tries):
            client.get(PAGE)
        seconds = time.perf_counter() - started
    if answer.status_code != 200:
        raise RuntimeError(f"The library page answers {answer.status_code}.")
    return PageCost(statements, tries / seconds)
