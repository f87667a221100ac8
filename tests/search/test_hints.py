"""What staff tell the search: words that mean the same, and pages that come first."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from hub.search.models import PromotedPage, PromotedResults, Synonyms
from tests.factories import activity, translation
from tests.search.asking import NOTHING, Found, everywhere, in_both

pytestmark = pytest.mark.django_db


def same(words: str, code="en") -> Synonyms:
    return Synonyms.objects.create(locale=Locale.objects.get(language_code=code), words=words)


def promote(queries: str, *pages, code="en") -> PromotedResults:
    promoted = PromotedResults(locale=Locale.objects.get(language_code=code), queries=queries)
    promoted.picks = [PromotedPage(page=page.page_ptr, sort_order=place) for place, page in enumerate(pages)]
    promoted.save()
    return promoted


def picks(client, words, language="en") -> list[int]:
    response = client.get(f"/{language}/search/", {"q": words})
    return [document.page_id for document in response.context["results"].picks]


def found(*pages, language="en"):
    return in_both(Found(len(pages), [page.uid for page in pages], [language] * len(pages)))


def test_synonyms_find_each_other(client, starter_library):
    page = activity(title="Zyxwvu walk")
    assert everywhere(client, "qjkxzb") == in_both(NOTHING)
    same("zyxwvu\nqjkxzb\nvbnmlk")
    assert everywhere(client, "qjkxzb") == everywhere(client, "vbnmlk") == found(page)


def test_synonyms_are_found_in_any_inflection_and_case(client, starter_library):
    page = activity(title="Zorblets walk")
    same("ZORBLET\nQuimbels")
    assert everywhere(client, "quimbel") == found(page)


def test_synonyms_of_several_words_find_the_phrase_alone(client, starter_library):
    page = activity(title="The zyxwvu vbnmlk walk")
    activity(title="The vbnmlk zyxwvu walk")
    same("zyxwvu vbnmlk\nqjkxzb")
    assert everywhere(client, "qjkxzb") == found(page)


def test_several_words_find_their_synonym(client, starter_library):
    page = activity(title="Qjkxzb walk")
    same("zyxwvu vbnmlk\nqjkxzb")
    assert everywhere(client, "zyxwvu vbnmlk") == found(page)


def test_changed_and_deleted_synonyms_count_at_once(client, starter_library):
    page = activity(title="Zyxwvu walk")
    group = same("zyxwvu\nqjkxzb")
    assert everywhere(client, "qjkxzb") == found(page)
    group.words = "zyxwvu\nvbnmlk"
    group.save()
    assert (everywhere(client, "qjkxzb"), everywhere(client, "vbnmlk")) == (in_both(NOTHING), found(page))
    group.delete()
    assert everywhere(client, "vbnmlk") == in_both(NOTHING)


def test_synonyms_hold_in_their_language_alone(client, starter_library):
    page = activity(title="Zyxwvu walk")
    spanish = translation(page, "es", title="Caminata zyxwvu")
    same("zyxwvu\nqjkxzb", code="es")
    assert everywhere(client, "qjkxzb", "es") == found(spanish, language="es")
    assert everywhere(client, "qjkxzb") == in_both(NOTHING)


def test_promoted_pages_come_first_in_their_order(client, starter_library):
    second, first = activity(title="Second walk"), activity(title="First walk")
    promote("zyxwvu\nqjkxzb vbnmlk", first, second)
    wanted = [first.pk, second.pk]
    assert [picks(client, words) for words in ("zyxwvu", "ZYXWVU", "vbnmlk qjkxzb")] == [wanted] * 3
    assert picks(client, "zyxwvu qjkxzb") == picks(client, "qjkxzb") == []


def test_promoted_pages_hold_in_their_language_alone(client, starter_library):
    page = activity(title="First walk")
    promote("zyxwvu", page)
    assert (picks(client, "zyxwvu"), picks(client, "zyxwvu", "es")) == ([page.pk], [])


def test_changed_and_deleted_promotions_count_at_once(client, starter_library):
    page = activity(title="First walk")
    promoted = promote("zyxwvu", page)
    assert picks(client, "zyxwvu") == [page.pk]
    promoted.queries = "qjkxzb"
    promoted.save()
    assert (picks(client, "zyxwvu"), picks(client, "qjkxzb")) == ([], [page.pk])
    promoted.delete()
    assert picks(client, "qjkxzb") == []


def test_promoted_page_that_nobody_may_read_does_not_come(client, starter_library):
    gone, inside, draft, kept = (activity(title=f"{name} walk") for name in ("Gone", "Inside", "Draft", "Kept"))
    promote("zyxwvu", gone, inside, draft, kept)
    assert picks(client, "zyxwvu") == [gone.pk, inside.pk, draft.pk, kept.pk]
    gone.delete()
    PageViewRestriction.objects.create(page=inside, restriction_type="login")
    draft.unpublish()
    assert picks(client, "zyxwvu") == [kept.pk]


def test_promoted_pages_stand_on_the_first_page_alone(client, starter_library):
    pages = [activity(title=f"Zyxwvu {number}") for number in range(21)]
    promote("zyxwvu", pages[0])
    shown = [client.get("/en/search/", {"q": "zyxwvu", "page": number}).context["results"] for number in (1, 2)]
    assert [results.page.number for results in shown] == [1, 2]
    assert [[document.page_id for document in results.picks] for results in shown] == [[pages[0].pk], []]
