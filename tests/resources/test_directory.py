"""The directory: what is listed, found, counted and told of a resource."""

import datetime as dt
import re

import pytest
from defusedxml import ElementTree
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.core.models import Theme
from hub.resources import presenting, rules
from hub.resources.health.reading import Health
from hub.resources.link_states import LinkState
from hub.resources.models import Link, ResourcePage
from hub.search.models import SearchDocument
from tests.emptying import unread
from tests.factories import activity
from tests.resources.makers import document, index_in, resource, translation_of
from tests.test_html import document as parsed

pytestmark = pytest.mark.django_db
TOTAL = re.compile(r'data-total="(\d+)"')
OPTION = re.compile(r'data-facet="([\w-]+)" data-key="([\w-]+)" data-count="(\d+)"')
QUERIES = {1: {"list": 11, "page": 7}, 3: {"list": 11, "page": 8}}  # alone, a page shows no others like it
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def empty():
    """The directory without the resources of the starter library."""
    unread(ResourcePage)
    return index_in()


def shown(client, query="", code="en") -> list[str]:
    html = client.get(f"/{code}/resources/{query}").content.decode()
    keys = re.findall(r'data-resource="([\w-]+)"', html)
    assert int(TOTAL.search(html)[1]) == len(keys)
    return keys


def theme(key="belonging") -> Theme:
    return Theme.objects.get(key=key, locale__language_code="en")


# The list ------------------------------------------------------------------------------------------------------------


def test_list_shows_staffs_choice_first_and_every_language(client, empty):
    resource(slug="beta")
    resource(slug="alpha", recommended=True)
    spanish = resource(code="es", slug="gamma")
    assert shown(client) == ["alpha", "beta", "gamma"]
    assert shown(client, code="es")[0] == spanish.slug
    assert shown(client, "?sort=title") == ["alpha", "beta", "gamma"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=toolkit", ["tools"]),
        ("?theme=belonging", ["tools"]),
        ("?spoken=sw", ["tools"]),
        ("?spoken=sw&spoken=fr", ["tools", "study"]),
        ("?audience=at-risk", ["study"]),
        ("?without=login", ["tools"]),
        ("?without=heavy", ["tools", "study"]),
        ("?without=trackers", []),
        ("?kind=toolkit&audience=at-risk", []),
        ("?q=lantern", ["study"]),
        ("?q=zzzzqq", []),
    ],
)
def test_filters_narrow(client, empty, query, expected):
    resource(
        slug="tools",
        kind="toolkit",
        themes=[theme()],
        languages=["sw"],
        needs_login="no",
        heavy="no",
        has_trackers="yes",
    )
    resource(
        slug="study", kind="study", languages=["fr"], audience=["at-risk"], bytes=5000, why="A lantern in the dark."
    )
    assert sorted(shown(client, query)) == sorted(expected)


def test_counts_are_those_that_one_gets_on_clicking(client):
    html = client.get("/en/resources/").content.decode()
    options = OPTION.findall(html)
    assert {facet for facet, _key, _count in options} == {"kind", "theme", "spoken", "audience", "without"}
    for facet, key, count in options:
        answer = client.get("/en/resources/", {facet: key}).content.decode()
        assert TOTAL.search(answer)[1] == count, (facet, key)


def test_empty_list_helps_on(client, empty):
    resource(slug="tools", kind="toolkit", has_paywall="no")
    html = client.get("/en/resources/?kind=toolkit&without=login").content.decode()
    assert "Nothing fits all of this at once." in html
    assert "Without “Easy to open”: 1 result" in html
    unread(ResourcePage)
    assert "Nothing is listed here yet." in client.get("/en/resources/").content.decode()


def test_what_nobody_may_read_is_not_listed(client, empty):
    resource(slug="draft", publish=False)
    PageViewRestriction.objects.create(page=resource(slug="private"), restriction_type="login")
    assert shown(client) == []


def test_card_tells_what_one_should_know(client, empty):
    resource(
        publisher="Demo press",
        year=2019,
        languages=["en", "sw"],
        pages=12,
        bytes=3_000_000,
        needs_login="yes",
        risk_note="They write down who asks.",
        url="https://www.demo.example/a",
    )
    html = client.get("/en/resources/").content.decode()
    card = " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<article") : html.index("</article>")]).split())
    assert card == (
        "Guide · 2019 Demo demo What one finds there. Demo press English · Swahili 12 pages 2.9 MB demo.example "
        "Needs a login Heavy to load Read before you open it"
    ).replace("2.9 MB", "2.9\xa0MB").replace("\xa0", " ")


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_little(client, empty, rows):
    made = [resource(slug=f"demo-{number}", themes=[theme()]) for number in range(rows)]
    client.get("/en/about/")  # what each process asks once
    cache.clear()
    found = {}
    for name, path in (("list", "/en/resources/"), ("page", f"/en/resources/{made[0].slug}/")):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        found[name] = len(asked)
    assert found == QUERIES[rows]


# The page ------------------------------------------------------------------------------------------------------------


def test_page_tells_all_and_says_that_it_leads_outside(client, empty):
    activity(title="Quokka circle", themes=[theme()])
    page = resource(
        why="It helped us.",
        risk_note="Use Tor.",
        archive_url="https://archive.example/demo",
        archived_on=dt.date(2026, 5, 4),
        mirrors="https://mirror.example/\nhttp://abcdefghijklmnop.onion/",
        themes=[theme()],
        licence="by",
    )
    resource(slug="other", themes=[theme()])
    html = client.get("/en/resources/demo/").content.decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for words in (
        "Before you open it Use Tor.",
        "You leave this site.",
        "It helped us.",
        "Needs a login: Not known",
        "As it was on 4 May 2026",
        "Opens only in the Tor Browser",
        "CC BY 4.0",
        "Activities on the same themes",
        "More like this",
    ):
        assert words in text
    outside = re.findall(r'<a[^>]*href="(https?://[^"]+)"[^>]*>', html[: html.index("<footer")])
    assert outside == [
        page.url,
        page.url,
        page.archive_url,
        "https://mirror.example/",
        "http://abcdefghijklmnop.onion/",
    ]
    assert html.count('rel="noreferrer external"') == 5
    assert re.findall(r'data-resource="([\w-]+)"', html) == ["other"]


def test_missing_translation_is_shown_in_the_language_there_is(client, empty):
    source = resource(title="A guide", why="Because.")
    translation_of(source, "es", title="Una guía", why="Porque sí.")
    html = client.get("/th/resources/demo/").content.decode()
    assert '<h1 lang="en" dir="ltr">A guide</h1>' in html
    assert '<p lang="en" dir="ltr">Because.</p>' in html
    assert "Una guía" in client.get("/es/resources/demo/").content.decode()
    assert SearchDocument.objects.filter(translation_key=source.translation_key).count() == 2


def test_what_was_typed_is_never_markup(client, empty):
    resource(title="<script>alert(1)</script>", summary="<b>x</b>", publisher="<i>y</i>")
    for path in ("/en/resources/", "/en/resources/demo/", "/en/search/?q=alert"):
        html = client.get(path).content.decode()
        assert ("<script>alert" in html, "<b>x</b>" in html, "<i>y</i>" in html) == (False, False, False)


def test_file_tells_its_kind_and_bytes_and_comes_from_us(client, empty):
    file = document("Words.\n" * 300)
    page = resource(url="", document=file, licence="by-sa", languages=["en"])
    file.refresh_from_db()
    html = client.get("/en/resources/demo/").content.decode()
    assert (page.size, file.is_open) == (2100, True)
    assert re.search(r"Download the file \(TXT, 2\.1.KB\)", html)
    assert f'href="{file.url}"' in html
    assert "You leave this site" not in html
    assert client.get(file.url).status_code == 200
    assert shown(client, "?without=login&without=trackers&without=paywall&without=heavy") == ["demo"]


def test_pages_keep_the_contract_of_html(client, empty):
    resource(archive_url="https://archive.example/", themes=[theme()], risk_note="Careful.")
    for path in ("resources/", "resources/demo/", "resources/suggest/", "resources/demo/does-not-work/"):
        for code in ("en", "ar"):
            _html, tree, errors = parsed(client, f"/{code}/{path}")
            assert [error for _place, error, _data in errors] == [], path
            assert len(list(tree.iter("h1"))) == 1
            ids = [node.get("id") for node in tree.iter() if node.get("id")]
            assert len(ids) == len(set(ids)), path


# How a link is -------------------------------------------------------------------------------------------------------

TODAY = dt.date(2026, 6, 10)


@pytest.mark.parametrize(
    ("health", "words"),
    [
        (None, "Not checked yet."),
        (Health(), "Not checked yet."),
        (Health(LinkState.ANSWERS, checked_on=TODAY), "Checked today. It answers."),
        (Health(LinkState.MOVED, checked_on=dt.date(2026, 6, 9)), "Last checked 1 day ago. It answers."),
        (Health(LinkState.ANSWERS, checked_on=dt.date(2026, 6, 7)), "Last checked 3 days ago. It answers."),
        (
            Health(LinkState.NEEDS_LOGIN, checked_on=TODAY),
            "Checked today. It wants people to sign in.",
        ),
        (Health(LinkState.SUSPECT, checked_on=TODAY), "Checked today. It did not answer well; we look again soon."),
        (
            Health(LinkState.GONE, is_broken=True, checked_on=TODAY, since=dt.date(2026, 5, 1)),
            "It has not answered since 1 May 2026.",
        ),
    ],
)
def test_health_is_told_in_words(monkeypatch, health, words):
    monkeypatch.setattr(presenting.timezone, "localdate", lambda: TODAY)
    assert presenting.health_words(health) == words


def test_broken_link_leads_to_its_archived_copy(client, empty):
    page = resource(archive_url="https://archive.example/demo")
    now = timezone.now()
    Link.objects.create(
        address=page.url,
        state=LinkState.GONE,
        last_checked=now,
        first_failed_at=now - dt.timedelta(days=9),
        confirmed_at=now,
    )
    html = client.get("/en/resources/demo/").content.decode()
    assert re.search(r'class="button button--big" href="https://archive.example/demo"', html)
    assert "It has not answered since" in html
    assert "There is an archived copy." in client.get("/en/resources/").content.decode()


# What editors must give ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"summary": " "}, {"summary": ["Say in our own words what one finds there."]}),
        ({"url": ""}, {"url": ["Give either an address or a file."]}),
        ({"year": 20199}, {"year": ["This is not a year that we can believe."]}),
        (
            {"slug": "feed"},
            {"slug": ["This word is an address of the directory itself. Please choose another one."]},
        ),
        ({"url": "http://www.taken.example"}, {"url": ["Another resource has this address already."]}),
        ({}, {}),
    ],
)
def test_resource_that_is_not_ready_is_not_published(empty, fields, wrong):
    resource(slug="taken", url="https://taken.example/")
    page = resource(publish=False, **fields)
    assert rules.problems(page) == wrong
    if wrong:
        with pytest.raises(ValidationError):
            page.save_revision().publish()
    assert not ResourcePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(("licence", "is_ready"), [("unknown", False), ("reserved", False), ("by", True)])
def test_file_is_handed_out_only_where_its_licence_allows_it(empty, licence, is_ready):
    page = resource(url="", document=document(), licence=licence, publish=False)
    assert (rules.problems(page) == {}) == is_ready


def test_translation_may_have_the_same_address(empty):
    source = resource()
    assert rules.problems(translation_of(source, "es", publish=False)) == {}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://localhost/", "https://a:b@example.org/"])
def test_editor_cannot_give_a_bad_address(empty, url):
    page = resource(publish=False)
    page.url = url
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert list(error.value.error_dict) == ["url"]


# The feed ------------------------------------------------------------------------------------------------------------


def test_feed_has_what_is_new_in_its_language_by_its_address(client, empty):
    source = resource(title="Lanterns & more")
    translation_of(source, "ar", title="فوانيس")
    resource(slug="newer")
    resource(slug="draft", publish=False)
    PageViewRestriction.objects.create(page=resource(slug="private"), restriction_type="login")

    def entries(code):
        answer = client.get(f"/{code}/resources/feed/")
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        root = ElementTree.fromstring(answer.content)
        found = root.iter(f"{ATOM}entry")
        return [(each.find(f"{ATOM}title").text, each.find(f"{ATOM}id").text) for each in found]

    base = "http://testserver/{}/resources/{}/"
    assert entries("en") == [("Demo newer", base.format("en", "newer")), ("Lanterns & more", base.format("en", "demo"))]
    assert entries("ar") == [("فوانيس", base.format("ar", "demo"))]
    assert entries("th") == []


def test_feed_stays_whole_whatever_stands_in_a_title(client, empty):
    """XML knows neither control characters nor these two, which come along with damaged text."""
    resource(title="Lan\ufffeter\uffffns\x0b", summary="Wha\uffff\x02t")
    root = ElementTree.fromstring(client.get("/en/resources/feed/").content)
    assert [each.find(f"{ATOM}title").text for each in root.iter(f"{ATOM}entry")] == ["Lanterns"]


def test_card_of_a_file_that_is_taken_away_offers_none(client, empty):
    held = document()
    page = resource(slug="sheet", url="", document=held, licence="by-sa")
    assert SearchDocument.objects.get(page_id=page.pk).card["file"] == "TXT"
    held.delete()
    assert SearchDocument.objects.get(page_id=page.pk).card["file"] == ""
    html = client.get("/en/resources/").content.decode() + client.get(page.address).content.decode()
    assert ("TXT" in html, "Download the file" in html) == (False, False)
