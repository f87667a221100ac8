"""Words before readers: chips on pages, and the facet of the search over the whole hub."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from hub.core import version
from hub.tags import services
from tests.factories import library_in, translation
from tests.tags.words import give, word, worded

pytestmark = pytest.mark.django_db


def search(client, code="en", **asked) -> tuple[int, str]:
    html = client.get(f"/{code}/search/", asked).content.decode()
    return int(re.search(r'data-total="(\d+)"', html).group(1)), html


def chips(html: str) -> list[tuple[str, str]]:
    """Address and name of each word on a page."""
    part = re.search(r'<ul class="chips chips--quiet"[^>]*>(.*?)</ul>', html, re.S)
    found = re.findall(r'href="([^"]*)"><span class="chip__face"><bdi>(.*?)</bdi>', part.group(1)) if part else []
    return [(unquote(address), name) for address, name in found]


def test_page_shows_its_words_and_each_leads_to_what_has_it(client):
    page = worded("zebra crossing", "<b>bold</b> & co")
    found = chips(client.get(page.address).content.decode())
    assert found == [
        ("/en/search/?tag=zebra-crossing", "zebra crossing"),
        ("/en/search/?tag=b-bold-b-co", escape("<b>bold</b> & co")),
    ]
    for address, _name in found:
        assert 'data-total="1"' in client.get(address).content.decode()


def test_thai_word_is_found_by_its_address(client):
    page = worded("กล้วยไม้", parent=library_in("th"))
    assert chips(client.get(page.address).content.decode()) == [("/th/search/?tag=กล้วยไม้", "กล้วยไม้")]
    assert search(client, "th", tag="กล้วยไม้")[0] == 1


def test_borrowed_page_leads_to_the_search_of_its_own_language(client):
    page = worded("zebra crossing")
    html = client.get(page.address.replace("/en/", "/ar/")).content.decode()
    assert chips(html) == [("/en/search/?tag=zebra-crossing", "zebra crossing")]
    assert '<ul class="chips chips--quiet" lang="en" dir="ltr">' in html


def test_translation_shows_its_own_words_only(client):
    page = worded("zebra crossing")
    spanish = translation(page, "es", title="Ronda")
    assert chips(client.get(spanish.address).content.decode()) == []
    give(spanish, "cebra")
    assert chips(client.get(spanish.address).content.decode()) == [("/es/search/?tag=cebra", "cebra")]


def test_same_word_of_another_language_is_not_counted(client):
    """French pages are listed for English readers too; their words are not English ones."""
    worded("zebra")
    worded("zebra", title="Ronde", parent=library_in("fr"))
    total, html = search(client, tag="zebra")
    assert (total, re.findall(r'data-key="zebra" data-count="(\d+)"', html)) == (1, ["1"])
    assert search(client, "fr", tag="zebra")[0] == 1


def test_word_that_is_on_is_a_chip_that_takes_it_off(client):
    worded("zebra crossing")
    _total, html = search(client, tag="zebra-crossing", q="drums")
    assert re.findall(r'<a class="chip chip--on[^>]* href="([^"]*)">.*?<bdi>(.*?)</bdi>', html) == [
        ("?tag=zebra-crossing", "“drums”"),
        ("?q=drums", "zebra crossing"),
    ]


def test_words_and_filters_count_together(client):
    worded("zebra", title="Round of drums one", energy="high")
    worded("zebra", "lion", title="Round of drums two")
    total, html = search(client, tag="zebra", kind="activity")
    counts = dict(re.findall(r'data-facet="tag" data-key="(zebra|lion)" data-count="(\d+)"', html))
    assert (total, counts) == (2, {"zebra": "2"} | {"lion": "1"})
    assert search(client, tag="zebra", kind="story")[0] == 0


def test_word_is_found_by_typing_it(client):
    assert search(client, q="zebracrossing")[0] == 0
    worded("zebracrossing")
    assert search(client, q="zebracrossing")[0] == 1


def test_old_addresses_lead_on(client, django_capture_on_commit_callbacks):
    worded("zebra", "lion")
    with django_capture_on_commit_callbacks(execute=True):
        services.rename(word=word("zebra"), name="striped horse", user=None)
        services.merge(ids=[word("lion").pk], into=word("striped horse").pk, user=None)
    for slug in ("zebra", "lion", "striped-horse"):
        total, html = search(client, tag=slug)
        assert (total, "striped horse</bdi>" in html) == (1, True)


@pytest.mark.parametrize("value", ["no-such-word", "", "a\x00b", "x" * 5000, "'; drop table", "\ud83d", "%00", "é"])
def test_what_is_no_word_of_this_language_is_dropped(client, value):
    worded("zebra")
    everything = search(client)[0]
    response = client.get("/en/search/", {"tag": value.encode("utf-8", "surrogatepass")})
    assert (response.status_code, f'data-total="{everything}"' in response.content.decode()) == (200, True)


def test_draft_and_unpublished_pages_give_no_word(client):
    worded("zebra", publish=False)
    page = worded("lion", title="Other")
    page.unpublish()
    html = search(client)[1]
    assert [name for name in ("zebra", "lion") if f'data-key="{name}"' in html] == []


def hidden(way: str) -> None:
    """A page with the word “zebra” that nobody, or not everybody, may read."""
    page = worded("zebra", publish=way != "draft")
    if way == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif way == "waiting":
        type(page).objects.filter(pk=page.pk).update(go_live_at=timezone.now() + dt.timedelta(days=1))
        version.bump()
    elif way == "unpublished":
        page.unpublish()


@pytest.mark.parametrize("way", ["draft", "private", "waiting", "unpublished"])
def test_word_of_hidden_pages_is_as_one_that_is_not_there(client, way):
    """Who guesses it learns nothing: hosts may have sent it in, and nobody has accepted it."""
    worded("lion", title="Other")
    hidden(way)
    html, other = search(client)[1], search(client, tag="no-such-word")
    total, guessed = search(client, tag="zebra")
    assert 'data-key="lion"' in html
    assert 'data-key="zebra"' not in html
    assert (total, guessed.replace("zebra", "no-such-word")) == other


def test_former_address_does_not_tell_the_word_of_hidden_pages(client):
    worded("zebra", publish=False)
    services.rename(word=word("zebra"), name="striped horse", user=None)
    other = search(client, tag="no-such-word")
    total, guessed = search(client, tag="zebra")
    assert (total, guessed.replace("zebra", "no-such-word")) == other


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_words(client, django_assert_max_num_queries, number):
    page = worded(*(f"zebra {n}" for n in range(number)))
    client.get(page.address)
    with django_assert_max_num_queries(15):
        client.get(f"{page.address}?again")
    client.get("/en/search/")
    with django_assert_max_num_queries(15):
        client.get("/en/search/", {"tag": [f"zebra-{n}" for n in range(number)], "kind": "activity"})
