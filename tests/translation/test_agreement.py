"""Which translations exist: every place that says so says the same, whatever was taken down, removed or turned into an alias."""

import random
import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from hub.activities.models import ActivityPage
from hub.core import later, version
from hub.core.models import HomePage
from hub.search import collection, listing
from hub.search.models import SearchDocument
from hub.translation.models import Work
from tests.factories import activity, translation
from tests.search.asking import ask

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]+)"')
Existing = dict[str, set[str]]  # uid → the languages in which anybody may read the activity


@pytest.fixture(scope="module")
def accident(django_db_setup, django_db_blocker):
    """One transaction around all tests of this file, since the accident takes its time."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _existing()
        transaction.set_rollback(True)


@pytest.fixture
def existing(accident, db) -> Existing:
    """The starter library after a third of its pages met with an accident, and two of its originals."""
    return accident


def _existing() -> Existing:
    chance = random.Random(1)
    pages = list(ActivityPage.objects.exclude(locale__language_code="en").order_by("pk"))
    originals = list(ActivityPage.objects.filter(locale__language_code="en").order_by("pk"))
    with later.together():
        for page in chance.sample(pages, len(pages) // 3):
            chance.choice([take_down, remove, make_alias])(page)
        for page in chance.sample(originals, 2):
            take_down(page)
    found: Existing = {uid: set() for uid in ActivityPage.objects.values_list("uid", flat=True)}
    for page in ActivityPage.objects.filter(live=True, alias_of__isnull=True).select_related("locale"):
        found[page.uid].add(page.language)
    assert sum(map(len, found.values())) < len(pages)
    return found


def take_down(page):
    page.unpublish()


def remove(page):
    page.delete()


def make_alias(page):
    original, locale = ActivityPage.objects.get(uid=page.uid, locale__language_code="en"), page.locale
    page.delete()
    original.refresh_from_db()
    original.copy_for_translation(Locale.objects.get(pk=locale.pk), alias=True)


def slugs() -> dict[str, str]:
    return dict(ActivityPage.objects.filter(locale__language_code="en").values_list("uid", "slug"))


def shown_to(code: str, there: set[str]) -> str | None:
    """The language in which readers of `code` get an activity."""
    return min(there, key=lambda other: collection.preference(other, code), default=None)


def test_pages_and_their_alternates_agree(client, existing):
    found, wanted = {}, {}
    for uid, slug in slugs().items():
        addresses = {code: f"/{code}/activities/{slug}/" for code in existing[uid]}
        for code in LANGUAGES:
            answer = client.get(f"/{code}/activities/{slug}/")
            shown = answer.context["page"].language if answer.status_code == 200 else None
            found[slug, code] = (shown, dict(HREFLANG.findall(answer.content.decode())))
            wanted[slug, code] = (shown_to(code, existing[uid]), addresses)
    assert found == wanted


def test_switch_leads_to_what_exists(client, existing):
    uid, slug = next((uid, slug) for uid, slug in slugs().items() if 1 < len(existing[uid]) < len(LANGUAGES))
    html = client.get(f"/en/activities/{slug}/").content.decode()
    switch = html[html.index('<details class="langs">') :].split("</details>")[0]
    ways = re.findall(r'href="(/(\w+)/[^"]+)"', switch)
    shown = {code: client.get(way).context["page"].language for way, code in ways}
    assert shown == {code: shown_to(code, existing[uid]) for code in LANGUAGES}


def test_sitemap_agrees(client, existing):
    xml = client.get("/sitemap-1.xml").content.decode()
    found = {
        address: set(re.findall(r'hreflang="([\w-]+)"', rest))
        for address, rest in re.findall(r"<url><loc>http://testserver(/\w+/activities/[^<]+)</loc>(.*?)</url>", xml)
    }
    assert found == {
        f"/{code}/activities/{slug}/": existing[uid] for uid, slug in slugs().items() for code in existing[uid]
    }


def test_facet_counts_agree(client, existing):
    written = Counter(code for there in existing.values() for code in there)
    for code in LANGUAGES:
        answer = client.get(f"/{code}/activities/")
        facet = next(each for each in answer.context["results"].facets if each["key"] == "lang")
        assert {option["key"]: option["count"] for option in facet["options"]} == {
            other: written[other] for other in LANGUAGES
        }
        assert answer.context["results"].total == sum(1 for there in existing.values() if there)


def test_lists_agree(existing):
    for code in LANGUAGES:
        listed = listing.listing("activity", code)
        documents = listing.documents(listed.rows(listed.everything, sort="title"))
        assert {document.uid: document.language for document in documents} == {
            uid: shown_to(code, there) for uid, there in existing.items() if there
        }


def test_search_agrees(client, existing):
    rows = SearchDocument.objects.filter(kind="activity").values_list("uid", "language", "title")
    titles = {(uid, language): title for uid, language, title in rows}
    assert set(titles) == {(uid, code) for uid, there in existing.items() for code in there}
    wrong = []
    for uid, there in existing.items():
        for code in LANGUAGES if there else ():
            shown = shown_to(code, there)
            found = ask(client, "library", titles[uid, shown], code)
            if (uid, shown) not in set(zip(found.uids, found.languages, strict=False)):
                wrong.append((uid, code, shown, titles[uid, shown]))
    assert wrong == []


def test_desk_agrees(existing):
    keys = dict(ActivityPage.objects.values_list("translation_key", "uid"))
    works = Work.objects.filter(subject__translation_key__in=keys).select_related("subject", "locale")
    assert {(keys[work.subject.translation_key], work.locale.language_code): work.is_live for work in works} == {
        (uid, code): code in there for uid, there in existing.items() for code in LANGUAGES
    }


def test_downloads_agree(client, existing):
    for uid, there in list(existing.items())[::4]:
        for code in LANGUAGES:
            answer = client.get(f"/{code}/activities/{uid}.txt")
            name = re.search(r"-(\w+)\.txt", answer.headers.get("Content-Disposition", ""))
            assert (name and name.group(1)) == shown_to(code, there), (uid, code)


def test_page_whose_home_is_not_translated_yet_is_reached(client):
    """Publishing it made an alias of the home page above it; what is promised in lists must be read at its address."""
    page = ActivityPage.objects.get(slug="healing-circle", locale__language_code="sw")
    english = HomePage.objects.get(locale__language_code="en")
    HomePage.objects.filter(locale__language_code="sw").update(alias_of=english)
    version.bump()
    assert client.get(page.address).context["page"].pk == page.pk
    assert client.get("/sw/").context["page"].pk == english.pk


def test_stand_in_is_the_same_on_page_and_in_lists(client):
    """Neither the reader's language nor English is there: page, lists and downloads choose one and the same."""
    page = activity(title="Zyxwvu walk")
    translation(page, "fr", title="Promenade zyxwvu")
    translation(page, "ar", title="زظغض zyxwvu")
    page.unpublish()
    shown = client.get(f"/sw/activities/{page.slug}/").context["page"].language
    download = client.get(f"/sw/activities/{page.uid}.txt").headers["Content-Disposition"]
    found = ask(client, "library", "zyxwvu", "sw").languages
    assert (shown, found, download[-7:-5]) == ("ar", ["ar"], "ar")
