"""The sitemap names what anybody may read, and nothing else."""

from xml.etree import ElementTree

import pytest
from wagtail.models import Locale, Page, PageViewRestriction

from hub.activities.models import ActivityPage
from hub.core import sitemaps
from tests.factories import activity, translation

pytestmark = pytest.mark.django_db
NAMES = {"s": sitemaps.SITEMAP, "x": sitemaps.XHTML}


def read(client, address="/sitemap-1.xml") -> dict[str, dict[str, str]]:
    """Address → its alternates by language."""
    root = ElementTree.fromstring(client.get(address).content)  # noqa: S314
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }


def address(page) -> str:
    return f"http://testserver{page.address}"


def test_index_names_every_part(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 100)
    answer = client.get("/sitemap.xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314
    parts = [loc.text for loc in root.iter(f"{{{sitemaps.SITEMAP}}}loc")]
    count = Page.objects.live().filter(alias_of__isnull=True, depth__gt=1).count()
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert parts == [f"http://testserver/sitemap-{number}.xml" for number in range(1, -(-count // 100) + 1)]
    assert sum(len(read(client, part)) for part in parts) == count


@pytest.mark.parametrize("number", [0, 2, 10**9])
def test_part_that_is_not_there_is_not_found(client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_every_address_in_it_can_be_read(client):
    addresses = list(read(client))
    assert len(addresses) == len(set(addresses)) == Page.objects.live().filter(alias_of=None, depth__gt=1).count()
    samples = [each for each in addresses if "/activities/" not in each or each.endswith("/healing-circle/")]
    assert {client.get(each.removeprefix("http://testserver")).status_code for each in samples} == {200}


def test_translations_name_one_another(client):
    page = activity(title="Zyxwvu walk")
    spanish = translation(page, "es", title="Caminata zyxwvu")
    found = read(client)
    both = {"en": address(page), "es": address(spanish)}
    assert (found[address(page)], found[address(spanish)]) == (both, both)


def test_homes_name_the_choice_of_language(client):
    assert read(client)["http://testserver/en/"]["x-default"] == "http://testserver/"


def test_what_not_everybody_may_read_is_left_out(client):
    page = activity(title="Zyxwvu walk")
    spanish, french = (translation(page, code, title=f"Zyxwvu {code}") for code in ("es", "fr"))
    draft = translation(page, "pt", title="Zyxwvu pt", publish=False)
    alias = page.copy_for_translation(Locale.objects.get(language_code="sw"), alias=True)
    PageViewRestriction.objects.create(page=spanish, restriction_type=PageViewRestriction.LOGIN)
    left_out = {address(spanish), address(draft), f"http://testserver/sw/activities/{alias.slug}/"}
    found = read(client)
    assert left_out & set(found) == set()
    assert set(found[address(french)]) == {"en", "fr"}


def test_what_is_unpublished_goes_at_once(client):
    page = ActivityPage.objects.get(slug="healing-circle", locale__language_code="es")
    before = set(read(client))
    page.unpublish()
    assert before - set(read(client)) == {address(page)}


def test_second_reading_asks_the_database_for_nothing(client, django_assert_num_queries):
    read(client)
    with django_assert_num_queries(0):
        read(client)
