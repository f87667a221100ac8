"""What happens to a page is right in both lists at once, totals included, and still right after a rebuild."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page, PageViewRestriction

from hub.activities.models import ActivityPage
from hub.core import version
from hub.core.models import HomePage, StandardPage
from hub.search import collection, services
from tests.factories import activity, library_in, translation
from tests.search.asking import NOTHING, Found, ask, everywhere, in_both

pytestmark = pytest.mark.django_db
WORD = "Zyxwvu"
WORDS = (WORD, "Qjkxzb", "Vbnmlk", "Wpqxzj", "Kzrqtmp", "Xhgfdw", "Jrtbvzq")  # none is near another


def drafted(word=WORD):
    return activity(title=f"{word} walk", publish=False)


def published(word=WORD):
    return activity(title=f"{word} walk")


def draft_published(word=WORD):
    page = drafted(word)
    page.save_revision().publish()
    return page


def private(word=WORD):
    page = published(word)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def public_again(word=WORD):
    page = private(word)
    PageViewRestriction.objects.get(page=page).delete()
    return page


def unpublished(word=WORD):
    page = published(word)
    page.unpublish()
    return page


def published_again(word=WORD):
    page = unpublished(word)
    page.save_revision().publish()
    return page


def deleted(word=WORD):
    page = published(word)
    page.delete()
    return page


def scheduled(word=WORD):
    page = drafted(word)
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    return page


def gone_live_by_schedule(word=WORD):
    page = scheduled(word)
    moment = timezone.now() - dt.timedelta(hours=1)
    revision = page.latest_revision
    revision.content["go_live_at"], revision.approved_go_live_at = moment.isoformat(), moment
    revision.save()
    call_command("publish_scheduled")
    return page


def expired_while_live(word=WORD):
    page = published(word)
    page.expire_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    moment = timezone.now() - dt.timedelta(hours=1)
    Page.objects.filter(pk=page.pk).update(expire_at=moment)
    page.refresh_from_db()
    services.index_page(page=page)
    version.bump()
    return page


def expired_by_schedule(word=WORD):
    page = published(word)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))
    call_command("publish_scheduled")
    return page


def not_yet_expired(word=WORD):
    page = published(word)
    page.expire_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    return page


def changed_in_a_draft(word=WORD):
    page = published(word)
    page.title = "Another walk"
    page.save_revision()
    return page


FOUND = [
    published, draft_published, public_again, published_again, gone_live_by_schedule, not_yet_expired,
    changed_in_a_draft,
]  # fmt: skip
NOT_FOUND = [drafted, private, unpublished, deleted, scheduled, expired_while_live, expired_by_schedule]


@pytest.fixture(params=["at once", "after a rebuild"])
def settle(request):
    return (lambda: None) if request.param == "at once" else (lambda: call_command("rebuild_search"))


def test_page_that_anybody_may_read_is_found(client, starter_library, settle):
    pages = {word: happens(word) for happens, word in zip(FOUND, WORDS, strict=False)}
    settle()
    expected = {word: in_both(Found(1, [page.uid], ["en"])) for word, page in pages.items()}
    assert {word: everywhere(client, word) for word in pages} == expected


def test_page_that_nobody_or_not_everybody_may_read_is_not_found(client, starter_library, settle):
    words = WORDS[: len(NOT_FOUND)]
    everywhere(client, WORD)  # what is held in memory is read before it happens
    for happens, word in zip(NOT_FOUND, words, strict=True):
        happens(word)
    settle()
    assert {word: everywhere(client, word) for word in words} == dict.fromkeys(words, in_both(NOTHING))


def test_total_of_the_lists_counts_a_page_while_it_is_readable(client, starter_library):
    def totals():
        return [ask(client, place, "").total for place in ("library", "site")]

    before = totals()
    page = published()
    with_it = totals()
    page.unpublish()
    assert (with_it, totals()) == ([total + 1 for total in before], before)


def test_changed_page_is_found_by_its_new_words_alone(client, starter_library, settle):
    page = published()
    page.title = "Qjkxzb run"
    page.save_revision().publish()
    settle()
    assert everywhere(client, WORD) == in_both(NOTHING)
    assert everywhere(client, "Qjkxzb") == in_both(Found(1, [page.uid], ["en"]))


def test_page_below_a_private_one_is_not_found_until_that_is_public(client, starter_library, settle):
    page = published()
    restriction = PageViewRestriction.objects.create(page=library_in("en"), restriction_type="login")
    settle()
    assert everywhere(client, WORD, "es") == in_both(NOTHING)
    restriction.delete()
    settle()
    assert everywhere(client, WORD, "es") == in_both(Found(1, [page.uid], ["en"]))


def test_page_moved_into_a_private_section_is_not_found_until_it_is_moved_out(client, starter_library, settle):
    page = published()
    section = StandardPage(title="Inside", slug="inside", live=True, locale=page.locale)
    HomePage.objects.get(locale=page.locale).add_child(instance=section)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    page.move(section, pos="last-child")
    settle()
    assert everywhere(client, WORD) == in_both(NOTHING)
    ActivityPage.objects.get(pk=page.pk).move(library_in("en"), pos="last-child")
    settle()
    assert everywhere(client, WORD) == in_both(Found(1, [page.uid], ["en"]))


def test_moved_page_and_those_below_it_are_found_at_their_new_address(client, starter_library, settle):
    home = HomePage.objects.get(locale__language_code="en")
    old, new = (home.add_child(instance=StandardPage(title=name, slug=name, live=True)) for name in ("old", "new"))
    inner = old.add_child(instance=StandardPage(title=f"{WORD} page", slug="inner", live=True))
    inner.save_revision().publish()
    StandardPage.objects.get(pk=old.pk).move(StandardPage.objects.get(pk=new.pk), pos="last-child")
    settle()
    response = client.get("/en/search/", {"q": WORD})
    assert [document.url_path for document in response.context["results"].documents] == [f"{new.url_path}old/inner/"]
    assert 'href="/en/new/old/inner/"' in response.content.decode()


def test_page_with_a_new_address_is_found_there(client, starter_library, settle):
    page = published()
    page.slug = "elsewhere-now"
    page.save_revision().publish()
    settle()
    assert 'href="/en/activities/elsewhere-now/"' in client.get("/en/search/", {"q": WORD}).content.decode()


def test_pages_deleted_with_the_one_above_them_are_not_found(client, starter_library, settle):
    home = HomePage.objects.get(locale__language_code="en")
    section = home.add_child(instance=StandardPage(title="Section", slug="section", live=True))
    inner = section.add_child(instance=StandardPage(title=f"{WORD} page", slug="inner", live=True))
    inner.save_revision().publish()
    assert ask(client, "site", WORD).total == 1
    StandardPage.objects.get(pk=section.pk).delete()
    settle()
    assert ask(client, "site", WORD) == NOTHING


def test_page_unpublished_with_the_one_above_it_is_not_found(client, starter_library, settle):
    home = HomePage.objects.get(locale__language_code="en")
    section = home.add_child(instance=StandardPage(title="Section", slug="section", live=True))
    inner = section.add_child(instance=StandardPage(title=f"{WORD} page", slug="inner", live=True))
    inner.save_revision().publish()
    StandardPage.objects.get(pk=section.pk).get_descendants(inclusive=True).unpublish()
    settle()
    assert ask(client, "site", WORD) == NOTHING


def test_page_expires_while_the_hub_holds_it_in_memory(client, starter_library, monkeypatch):
    page = not_yet_expired()
    assert everywhere(client, WORD) == in_both(Found(1, [page.uid], ["en"]))
    later = timezone.now() + dt.timedelta(days=2)
    monkeypatch.setattr(collection.timezone, "now", lambda: later)
    assert everywhere(client, WORD) == in_both(NOTHING)


def test_alias_is_not_found_and_its_source_stands_in(client, starter_library, settle):
    page = published()
    alias_of(page, "sw")
    settle()
    assert everywhere(client, WORD, "sw") == in_both(Found(1, [page.uid], ["en"]))


def test_converted_alias_is_found_in_its_language(client, starter_library, settle):
    page = published()
    ConvertAliasPageAction(alias_of(page, "sw")).execute(skip_permission_checks=True)
    settle()
    assert everywhere(client, WORD, "sw") == in_both(Found(1, [page.uid], ["sw"]))


def test_translation_takes_the_place_of_its_source_while_it_is_there(client, starter_library, settle):
    page = published()
    assert everywhere(client, WORD, "es") == in_both(Found(1, [page.uid], ["en"]))
    spanish = translation(page, "es", title=f"Caminata {WORD}")
    settle()
    assert everywhere(client, WORD, "es") == in_both(Found(1, [page.uid], ["es"]))
    spanish.unpublish()
    settle()
    assert everywhere(client, WORD, "es") == in_both(Found(1, [page.uid], ["en"]))


def test_translation_stands_in_where_its_source_has_gone(client, starter_library, settle):
    page = published()
    translation(page, "es", title=f"Caminata {WORD}")
    page.unpublish()
    settle()
    for language in ("en", "es", "ru"):
        assert everywhere(client, WORD, language) == in_both(Found(1, [page.uid], ["es"]))


def alias_of(page, code) -> ActivityPage:
    return CreatePageAliasAction(
        page,
        parent=library_in(code),
        update_slug=page.slug,
        update_locale=Locale.objects.get(language_code=code),
        reset_translation_key=False,
    ).execute(skip_permission_checks=True)
