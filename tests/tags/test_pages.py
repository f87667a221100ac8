"""Words on pages: each language has its own, and nothing that carries pages about takes words along or away."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from hub.activities.models import ActivityPage
from hub.tags import services
from hub.tags.models import PageWord, Word
from hub.translation import translating
from tests.factories import library_in
from tests.tags.words import give, names, word, worded
from tests.translation.desk import work_on
from tests.translation.translators import work_of, write_all

pytestmark = pytest.mark.django_db


def test_words_are_of_the_language_of_their_page():
    worded("camp", "songs at night")
    worded("camp", parent=library_in("fr"))
    found = Word.objects.filter(name__in=["camp", "songs at night"]).order_by("name", "language")
    assert list(found.values_list("name", "language", "slug")) == [
        ("camp", "en", "camp"),
        ("camp", "fr", "camp"),
        ("songs at night", "en", "songs-at-night"),
    ]


def test_another_spelling_finds_the_word_that_is_there():
    first, second = worded("Sieste", parent=library_in("fr")), worded("sieste", parent=library_in("fr"), title="Other")
    assert (names(first), names(second)) == (["Sieste"], ["Sieste"])


def test_words_that_differ_only_in_signs_have_addresses_of_their_own():
    worded("C++ club", "C# club")
    assert list(Word.objects.filter(name__endswith=" club").values_list("slug", flat=True)) == ["c-club-2", "c-club"]


def test_words_stay_in_the_order_in_which_they_were_given():
    page = worded("zebra", "apple", "middle")
    assert names(page) == ["zebra", "apple", "middle"]


def in_spanish(page) -> ActivityPage:
    return ActivityPage.objects.get(translation_key=page.translation_key, locale__language_code="es")


def synchronise(page) -> None:
    source, _made = TranslationSource.update_or_create_from_instance(ActivityPage.objects.get(pk=page.pk))
    source.create_or_update_translation(Locale.objects.get(language_code="es"), publish=True, fallback=True)


def test_new_translation_begins_without_words(django_capture_on_commit_callbacks):
    page = worded("drums", "rain")
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(page, [Locale.objects.get(language_code="es")])
        synchronise(page)
    made = in_spanish(page)
    assert (names(page), names(made), made.words.count()) == (["drums", "rain"], [], 0)
    assert made.get_latest_revision_as_object().own_words() == []
    assert made.latest_revision.content["word_items"] == []


def test_synchronising_neither_brings_nor_takes_words(django_capture_on_commit_callbacks):
    page = worded("drums", "rain")
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(page, [Locale.objects.get(language_code="es")])
        synchronise(page)
    give(in_spanish(page), "tambores")
    give(page, "drums", "thunder")
    with django_capture_on_commit_callbacks(execute=True):
        synchronise(page)
    assert (names(page), names(in_spanish(page))) == (["drums", "thunder"], ["tambores"])
    assert set(PageWord.objects.filter(content_object=in_spanish(page)).values_list("tag__language", flat=True)) == {
        "es"
    }


def test_publishing_from_the_desk_leaves_words_alone(at_desk_page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_all(work_of(at_desk_page))
        translating.publish(work=work_on(at_desk_page, "es"))
    assert names(in_spanish(at_desk_page)) == []
    give(in_spanish(at_desk_page), "tambores")
    with django_capture_on_commit_callbacks(execute=True):
        translating.publish(work=work_on(at_desk_page, "es"))
    assert names(in_spanish(at_desk_page)) == ["tambores"]


@pytest.fixture
def at_desk_page(starter_library):
    return worded("drums")


def test_alias_shows_no_word_of_another_language():
    page = worded("drums")
    alias = page.create_alias(parent=library_in("es"), update_locale=Locale.objects.get(language_code="es"))
    assert (alias.own_words(), Word.objects.with_uses().get(name="drums").uses) == ([], 1)


def test_copied_page_has_the_same_words():
    copied = worded("drums", "rain").copy(update_attrs={"slug": "copied", "title": "Copied"})
    assert [each.name for each in copied.get_latest_revision_as_object().own_words()] == ["drums", "rain"]


def test_unsaved_changes_of_words_stay_in_the_draft():
    page = worded("drums")
    give(page, "drums", "rain", publish=False)
    draft = ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (names(page), [each.name for each in draft.own_words()]) == (["drums"], ["drums", "rain"])


def test_old_revision_restored_after_a_merge_has_the_word_that_stayed():
    page = worded("sieste", "drums")
    old = page.latest_revision
    give(page, "rain")
    other = worded("nap", title="Other")
    gone = word("sieste").pk
    services.merge(ids=[gone], into=word("nap").pk, user=None)
    restored = old.as_object()
    restored.save_revision().publish()
    assert (names(page), names(other)) == (["nap", "drums"], ["nap"])
    assert not Word.objects.filter(name="sieste").exists()
    assert not PageWord.objects.filter(tag=gone).exists()


def test_old_revision_with_both_words_has_the_one_that_stayed_once():
    page = worded("sieste", "drums", "nap")
    old = page.latest_revision
    services.merge(ids=[word("sieste").pk], into=word("nap").pk, user=None)
    old.as_object().save_revision().publish()
    assert names(page) == ["nap", "drums"]


def test_old_revision_leads_through_two_merges():
    page = worded("sieste")
    old = page.latest_revision
    for name in ("nap", "rest"):
        worded(name, title=f"With {name}")
    services.merge(ids=[word("sieste").pk], into=word("nap").pk, user=None)
    services.merge(ids=[word("nap").pk], into=word("rest").pk, user=None)
    old.as_object().save_revision().publish()
    assert names(page) == ["rest"]


def test_word_deleted_since_does_not_come_back_with_an_old_revision():
    page = worded("drums", "rain")
    old = page.latest_revision
    give(page, "rain")
    services.delete_unused()
    old.as_object().save_revision().publish()
    assert (names(page), Word.objects.filter(name="drums").exists()) == (["rain"], False)


def test_draft_keeps_its_word_alive_and_follows_a_merge():
    page = worded("drums")
    give(page, "rain", publish=False)
    worded("showers", title="Other")
    services.delete_unused()
    services.merge(ids=[word("rain").pk], into=word("showers").pk, user=None)
    services.delete_unused()
    ActivityPage.objects.get(pk=page.pk).latest_revision.publish()
    assert names(page) == ["showers"]
