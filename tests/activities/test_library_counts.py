"""Every number that the library prints is the database's: total and each option's count, in every language."""

import random
import re
from collections import Counter
from functools import cache

import pytest
from django.conf import settings

from hub.activities.models import ActivityPage
from tests.factories import many_activities

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TOTAL = re.compile(r'data-total="(\d+)"')
OPTION = re.compile(r'data-facet="([\w-]+)" data-key="([\w-]+)" data-count="(\d+)"')
TIME = {"0-5": (0, 5), "6-15": (6, 15), "16-30": (16, 30), "31-60": (31, 60), "61-90": (61, 90), "91-": (91, 10**9)}
PEOPLE = {"1": (1, 1), "2-5": (2, 5), "6-12": (6, 12), "13-25": (13, 25), "26-50": (26, 50), "51-": (51, 10**9)}


def has(page, languages, facet, key):
    """Whether an activity has a key of a facet, told from its own fields and nothing of the search."""
    if facet == "time":
        low, high = TIME[key]
        return (
            page.duration_min is not None
            and page.duration_min <= high
            and (page.duration_max or page.duration_min) >= low
        )
    if facet == "people":
        low, high = PEOPLE[key]
        return page.group_min is not None and page.group_min <= high and (page.group_max or 10**9) >= low
    if facet == "access" and key in {"no-reading", "no-shared-language"}:
        return page.reading_load == "none" if key == "no-reading" else page.language_load == "no-shared"
    if facet == "safety":
        return not page.risk_flags if key == "no-risk" else page.traces == key
    values = {
        "type": [page.primary_type, *page.other_types],
        "lang": languages,
        "theme": page.theme_keys,
        "format": page.formats,
        "energy": [page.energy],
        "depth": [str(page.emotional_depth)],
        "trust": [str(page.trust_needed)],
        "level": [page.host_level],
        "needs": page.needs,
        "access": page.access,
    }
    return key in values[facet]


def shown_in(code):
    """What a reader of a language finds: each activity once, in her language or else in its source's."""
    by_key = {}
    for page in ActivityPage.objects.live().select_related("locale").prefetch_related("theme_links__theme__parent"):
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    found = []
    for pages in by_key.values():
        page = pages.get(code) or pages["en"]
        page.theme_keys = {
            key for link in page.theme_links.all() for key in (link.theme.key, getattr(link.theme.parent, "key", None))
        }
        found.append((page, set(pages)))
    return found


def random_choices(chance, options):
    facets = chance.sample(sorted(options), chance.choice([0, 1, 1, 2, 2, 3, 4]))
    return {
        facet: chance.sample(sorted(options[facet]), min(len(options[facet]), chance.choice([1, 1, 2, 3])))
        for facet in facets
    }


def assert_counts_are_true(client, combinations):
    chance = random.Random(2026)
    options = {}
    for facet, key, _count in OPTION.findall(client.get("/en/activities/").content.decode()):
        options.setdefault(facet, []).append(key)
    assert len(options) == 13
    keys_in = cache(
        lambda code: [
            {(facet, key) for facet, keys in options.items() for key in keys if has(page, languages, facet, key)}
            for page, languages in shown_in(code)
        ]
    )
    for number in range(combinations):
        code = LANGUAGES[number % len(LANGUAGES)]
        chosen = random_choices(chance, options)
        html = client.get(f"/{code}/activities/", chosen).content.decode()
        total, counts = brute_force(keys_in(code), chosen)
        assert int(TOTAL.search(html).group(1)) == total, (code, chosen)
        printed = {(facet, key): int(count) for facet, key, count in OPTION.findall(html)}
        assert printed == {(facet, key): counts[facet, key] for facet, keys in options.items() for key in keys}, (
            code,
            chosen,
        )


def brute_force(things, chosen):
    """Total and counts, thing by thing: one that misses no filter counts everywhere, one that misses one counts only there."""
    total, counts = 0, Counter()
    for keys in things:
        missed = [facet for facet, wanted in chosen.items() if not any((facet, key) in keys for key in wanted)]
        total += not missed
        if len(missed) < 2:
            counts.update((facet, key) for facet, key in keys if not missed or facet == missed[0])
    return total, counts


@pytest.mark.django_db
def test_counts_are_true_over_the_starter_library(client, starter_library):
    assert_counts_are_true(client, 200)


@pytest.mark.django_db
def test_counts_are_true_over_two_thousand_activities(client, starter_library):
    many_activities(2000)
    assert_counts_are_true(client, 200)


@pytest.mark.django_db
def test_count_is_what_one_gets_on_clicking(client, starter_library):
    html = client.get("/ar/activities/").content.decode()
    for facet, key, count in OPTION.findall(html):
        answer = client.get("/ar/activities/", {facet: key}).content.decode()
        assert TOTAL.search(answer).group(1) == count, (facet, key)
