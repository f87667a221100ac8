"""The quality set: what people might type, and whether the starter library answers it. The bars are those of the project."""

from functools import cache

import pytest

from hub.activities.models import ActivityPage
from hub.starter.measuring import quality

pytestmark = pytest.mark.django_db
LANGUAGES = ["ar", "en", "es", "fr", "pt", "ru", "sw", "th"]


@cache
def _score(language, kind):
    return quality.score(quality.by_kind(language)[kind], language, quality.ours)


def test_every_language_has_its_queries():
    assert quality.languages() == LANGUAGES
    assert [code for code in LANGUAGES if len(quality.by_kind(code)["plain"]) < 40] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_an_activity_of_the_language(language, starter_library):
    known = set(ActivityPage.objects.filter(locale__language_code=language).values_list("uid", flat=True))
    named = {uid for query in quality.queries(language) for uid in query.answers}
    assert named - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_words_find_their_answer_first(language, starter_library):
    found = _score(language, "plain")
    assert found.success_at_1 >= 0.85
    assert found.mrr >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_lags_behind_english(language, starter_library):
    found, english = _score(language, "plain"), _score("en", "plain")
    assert found.success_at_1 >= english.success_at_1 - 0.05
    assert found.mrr >= english.mrr - 0.05


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["typo", "accents"])
def test_errors_of_typing_find_their_answer_among_three(language, kind, starter_library):
    assert _score(language, kind).success_at_3 >= 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_wagtails_own_search_is_never_better(language, starter_library):
    for kind, asked in quality.by_kind(language).items():
        theirs = quality.score(asked, language, quality.wagtails)
        ours = _score(language, kind)
        assert (ours.success_at_1 >= theirs.success_at_1, ours.mrr >= theirs.mrr) == (True, True), kind
