"""What anybody sees of gatherings: as it stands at this moment, in her language where it is, no more than organisers chose."""

import datetime as dt
import re
from unittest import mock

import html5lib
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.activities.models import ActivityPage
from hub.core import version
from hub.core.models import Theme
from hub.planner.models import AgendaPage
from hub.search.models import SearchDocument
from tests.gatherings import makers
from tests.gatherings.makers import DAY

pytestmark = pytest.mark.django_db
CARD = re.compile(r'<article class="card[^>]*data-gathering="([\w-]+)"')
STAGE = re.compile(r'data-stage="(\w+)"')
TOTAL = re.compile(r'data-total="(\d+)"')
HOUR = dt.timedelta(hours=1)
NOON = dt.datetime(2027, 3, 5, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _hub(starter_library):
    """All pages stand in the starter library's tree, with its own series: two editions that are over."""


@pytest.fixture
def theme():
    return Theme.objects.get(key="rest-joy", locale__language_code="en")


def get(client, path):
    return client.get(path).content.decode()


def at(moment):
    return mock.patch("django.utils.timezone.now", return_value=moment)


def titles(html: str) -> list[str]:
    return re.findall(r'<h[34] class="card__title"[^>]*><a href="[^"]*">([^<]*)</a>', html)


def test_list_begins_with_what_comes_next_and_tells_the_true_number(client):
    now = timezone.now()
    demo = makers.series(title="Demo series")
    makers.edition(demo, title="Later", dates=[makers.date_at(now + 9 * DAY)])
    makers.edition(demo, title="Undated")
    makers.edition(demo, title="Gone by", dates=[makers.date_at(now - 9 * DAY)])
    makers.edition(makers.series(title="Next series"), title="Next", dates=[makers.date_at(now + DAY)], state="full")
    makers.edition(demo, title="Draft", publish=False)
    private = makers.edition(demo, title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    html = get(client, "/en/gatherings/")
    ours = ["Caring is sharing 2.0: conflict", "Caring is sharing: care in our groups"]
    assert titles(html) == ["Next", "Later", "Undated", "Gone by", *ours]
    assert TOTAL.findall(html) == ["6"]
    assert STAGE.findall(html) == ["full", "announced", "announced", "past", "past", "past"]
    assert re.findall(r"<h2 id=\"(\w+)\"", html) == ["coming", "past", "own"]


def test_list_says_that_nothing_is_coming(client):
    html = get(client, "/en/gatherings/")
    assert "No gathering is coming just now." in html
    assert TOTAL.findall(html) == ["2"]
    assert "dates.ics" not in html


def test_list_without_any_gathering_says_so(client):
    for page in makers.index_in().get_children():
        page.specific.get_descendants(inclusive=True).unpublish()
    for code in ("es", "fr", "ar"):
        makers.index_in(code).get_descendants().unpublish()
    html = get(client, "/en/gatherings/")
    assert "There is no gathering here yet." in html
    assert TOTAL.findall(html) == ["0"]
    assert "data-facet-box" not in html


def option(html, facet, key):
    """Its count, and whether it is on."""
    found = re.search(rf'data-facet="{facet}" data-key="{key}" data-count="(\d+)"><input[^>]*?( checked)?>', html)
    return (int(found[1]), bool(found[2])) if found else None


def test_filters_count_what_they_would_leave(client, theme):
    demo, now = makers.series(), timezone.now()
    soon = [makers.date_at(now + DAY)]
    makers.edition(
        demo, title="Rest", dates=soon, themes=[theme], languages_spoken=["sw"], languages_interpreted=["ar"]
    )
    makers.edition(demo, title="Screen", dates=soon, format="online", languages_spoken=["ar"])
    html = get(client, "/en/gatherings/?when=coming&spoken=ar")
    assert titles(html) == ["Rest", "Screen"]
    assert option(html, "when", "coming") == (2, True)
    assert option(html, "when", "past") == (0, False)
    assert option(html, "format", "online") == (1, False)
    assert option(html, "spoken", "sw") == (1, False)
    assert option(html, "theme", "rest-joy") == (1, False)
    assert option(html, "theme", "collective-care") == (0, False)
    assert option(html, "theme", "burnout") is None
    narrow = get(client, "/en/gatherings/?theme=rest-joy&format=online")
    assert (titles(narrow), TOTAL.findall(narrow)) == ([], ["0"])
    assert "Nothing fits all of this at once." in narrow


@pytest.mark.parametrize(
    ("query", "dropped"),
    [
        ("when=never", ["when", "never"]),
        ("theme=%3Cscript%3E", ["theme", "&lt;script&gt;"]),
        ("page=0", ["page", "0"]),
        ("page=99", ["page", "99"]),
        ("q=care", ["q", "care"]),
        ("sort=title", ["sort", "title"]),
        ("foo=bar", ["foo", "bar"]),
    ],
)
def test_what_the_list_cannot_use_is_dropped_by_name(client, query, dropped):
    answer = client.get(f"/en/gatherings/?{query}")
    html = answer.content.decode()
    notice = html[html.index("We could not use a part") :].split("</ul>")[0]
    assert re.findall(r"<bdi>(.*?)</bdi>", notice) == dropped
    assert (answer.status_code, TOTAL.findall(html)) == (200, ["2"])


def test_past_ones_come_by_pages_and_coming_ones_stand_on_the_first(client):
    demo, now = makers.series(), timezone.now()
    for number in range(20):
        makers.edition(demo, title=f"Over {number}", dates=[makers.date_at(now - (number + 1) * DAY)])
    makers.edition(demo, title="Soon")
    first, second = get(client, "/en/gatherings/"), get(client, "/en/gatherings/?page=2")
    assert titles(first) == ["Soon", *(f"Over {number}" for number in range(20))]
    assert titles(second) == ["Caring is sharing 2.0: conflict", "Caring is sharing: care in our groups"]
    assert TOTAL.findall(first) == TOTAL.findall(second) == ["23"]


def test_edition_is_over_by_the_clock_alone_and_no_kept_page_outlives_that(client, settings):
    settings.HUB_READER_CACHE_SECONDS = 3600
    page = makers.edition(makers.series(), dates=[makers.date_at(NOON)], state="open", join_way="ask")
    paths = [page.address, "/en/gatherings/?when=coming", page.get_parent().specific.address]
    end = NOON + 2 * HOUR
    for moment, stages in ((end - dt.timedelta(seconds=1), "open"), (end, "past")):
        with at(moment):
            shown = [set(STAGE.findall(get(client, path))) for path in paths]
        assert shown == [{stages}, {"open"} if stages == "open" else set(), {stages}]
    assert SearchDocument.objects.get(page=page).card["state"] == "open"


def test_answers_say_until_when_they_hold(rf):
    page = makers.edition(makers.series(), dates=[makers.date_at(NOON), makers.date_at(NOON + DAY)])
    for moment, until in (
        (NOON - HOUR, NOON),
        (NOON, NOON + 2 * HOUR),
        (NOON + 2 * HOUR, NOON + DAY),
        (NOON + 2 * DAY, None),
    ):
        with at(moment):
            shown = [page.serve(rf.get("/")), makers.index_in().specific.serve(rf.get("/"))]
        assert [answer.fresh_until for answer in shown] == [until, until]


def facts(client, path):
    html = get(client, path)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return {
        " ".join("".join(row.find("dt").itertext()).split()): " ".join("".join(row.find("dd").itertext()).split())
        for row in tree.iter("div")
        if row.find("dt") is not None
    }


def test_hours_are_told_by_the_clocks_there_and_where_the_reader_is(client):
    dates = [makers.date("2099-03-27 18:00", "2099-03-27 20:00", "Europe/Berlin"), makers.date("2099-04-04")]
    dates.append(makers.date("2099-04-01 23:00", "2099-04-02 01:00", "Europe/Berlin"))
    page = makers.edition(makers.series(), dates=dates)
    path = page.address
    there = "Friday, 27 March 2099, 18:00–20:00 (Berlin, UTC+1) Where you are: "
    night = "Wednesday, 1 April 2099, 23:00 – Thursday, 2 April 2099, 01:00 (Berlin, UTC+2) Where you are: "
    one = "This day for your calendar"
    assert facts(client, path)["When"] == f"{there}{one} {night}{one} Saturday, 4 April 2099 {one}"
    asked = facts(client, f"{path}?zone=Asia/Kolkata")["When"]
    assert "There: Friday, 27 March 2099, 22:30 – Saturday, 28 March 2099, 00:30 (Kolkata, UTC+5:30)" in asked
    assert "There: Thursday, 2 April 2099, 02:30–04:30 (Kolkata, UTC+5:30)" in asked
    assert asked.count("There:") == 2
    assert "Where you are:" not in asked


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Mars/Olympus", "Mars/Olympus"),
        ("<script>", "&lt;script&gt;"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("a" * 99, "a" * 60),
    ],
)
def test_zone_that_is_none_is_told_and_changes_nothing(client, zone, told):
    page = makers.edition(makers.series(), dates=[makers.date_at(timezone.now() + DAY)])
    answer = client.get(page.address, {"zone": zone})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f"There is no time zone “{told}”." in html
    assert 'aria-describedby="zone-wrong"' in html
    assert "There:" not in html


def test_zones_are_listed_only_when_they_are_asked_for(client):
    page = makers.edition(makers.series(), dates=[makers.date_at(timezone.now() + DAY)])
    assert "<select" not in get(client, page.address)
    assert 'href="?zone=#own-time"' in get(client, page.address)
    assert ">Africa/Nairobi</option>" in get(client, page.address + "?zone=")
    over = makers.edition(makers.series(), dates=[makers.date_at(timezone.now() - DAY)])
    assert "?zone=" not in get(client, over.address)


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        ("exact", "In person Hall of the Demo, Kisumu, Nyanza, Kenya"),
        ("city", "In person Kisumu, Nyanza, Kenya"),
        ("region", "In person Nyanza, Kenya"),
        ("country", "In person Kenya"),
        ("join", "In person The place is told to those who join."),
    ],
)
def test_place_is_told_nowhere_finer_than_organisers_choose(client, precision, told):
    known = {"place": "Hall of the Demo", "city": "Kisumu", "region": "Nyanza", "country": "KE"}
    soon = [makers.date_at(timezone.now() + DAY)]
    page = makers.edition(makers.series(), place_precision=precision, dates=soon, **known)
    assert facts(client, page.address)["Where"] == told
    html = get(client, page.address) + get(client, "/en/gatherings/") + get(client, "/en/gatherings/feed/")
    html += get(client, f"{page.address}dates.ics") + get(client, "/en/search/?q=demo")
    document = SearchDocument.objects.get(page=page)
    html += f"{document.body}{document.keywords}{document.card}"
    hidden = [text for text in ("Hall of the Demo", "Kisumu", "Nyanza", "Kenya") if text not in told]
    assert [text for text in hidden if text in html] == []


JOIN = {
    "link": {"join_way": "link", "join_link": "https://example.org/join"},
    "contact": {"join_way": "contact", "join_contact": "demo@example.org"},
    "ask": {"join_way": "ask"},
}
SIGNS = {"link": "https://example.org/join", "contact": "demo@example.org", "ask": "Ask the team of this site how."}


@pytest.mark.parametrize("way", JOIN)
@pytest.mark.parametrize(
    ("state", "days", "hidden", "is_told"),
    [
        ("open", 1, True, True),
        ("cancelled", 1, False, False),
        ("open", -1, True, False),
    ],
)
def test_how_one_joins_is_told_as_long_as_it_helps(client, way, state, days, hidden, is_told):
    dates = [makers.date_at(timezone.now() + days * DAY)]
    page = makers.edition(makers.series(), state=state, dates=dates, join_hidden_after=hidden, **JOIN[way])
    assert (SIGNS[way] in get(client, page.address)) is is_told


def test_contact_may_stay_when_it_is_over_and_a_link_does_not(client):
    dates = [makers.date_at(timezone.now() - DAY)]
    for way, is_told in (("contact", True), ("ask", True), ("link", False)):
        page = makers.edition(makers.series(), state="open", dates=dates, join_hidden_after=False, **JOIN[way])
        assert (SIGNS[way] in get(client, page.address)) is is_told


def test_full_and_announced_offer_no_button(client):
    for state, words in (("full", "It is full."), ("announced", "One cannot join yet.")):
        page = makers.edition(makers.series(), state=state, **JOIN["link"])
        html = get(client, page.address)
        assert words in html
        assert SIGNS["link"] not in html


def test_what_came_of_it_is_told_in_the_readers_language_and_only_what_anybody_may_read(client):
    shown = ActivityPage.objects.get(slug="map-of-power", locale__language_code="en")
    closed = ActivityPage.objects.get(slug="healing-circle", locale__language_code="en")
    draft = ActivityPage.objects.get(slug="big-paper", locale__language_code="en")
    page = makers.edition(makers.series(), pages=[shown, closed, draft], outcome="<p>We made a map.</p>")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for each in ActivityPage.objects.filter(translation_key=closed.translation_key).exclude(pk=closed.pk):
        PageViewRestriction.objects.create(page=each, restriction_type="login")
    for each in ActivityPage.objects.filter(translation_key=draft.translation_key):
        each.unpublish()
    spanish = ActivityPage.objects.get(slug="map-of-power", locale__language_code="es")
    html = get(client, page.address.replace("/en/", "/es/"))
    outcomes = re.search(r'gathering__outcomes">(.*?)</ul>', html, re.DOTALL)[1]
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', outcomes) == [("/es/activities/map-of-power/", spanish.title)]
    assert "We made a map." in html


def test_plan_begins_from_the_agenda_that_was_chosen(client):
    agenda = AgendaPage.objects.get(key="two-hours-online", locale__language_code="en")
    page = makers.edition(makers.series(), agenda=agenda)
    form = re.search(
        r'<form method="post" action="(/en/plan/begin/)">(.*?)</form>', get(client, page.address), re.DOTALL
    )
    assert re.findall(r'name="(\w+)" value="([\w-]+)"', form[2]) == [("sample", "two-hours-online")]
    answer = client.post(form[1], {"sample": "two-hours-online"})
    assert agenda.title in answer.content.decode()
    closed = PageViewRestriction.objects.create(page=agenda, restriction_type=PageViewRestriction.LOGIN)
    html = get(client, page.address)
    assert ('name="sample"' in html, agenda.title in html) == (False, False)
    closed.delete()
    assert 'name="sample"' in get(client, page.address)
    agenda.unpublish()
    assert 'name="sample"' not in get(client, page.address)


def test_edition_that_is_not_translated_is_shown_in_its_own_language(client):
    page = makers.edition(makers.series(), title="Only in English", topics=["Money"])
    html = get(client, page.address.replace("/en/", "/ar/"))
    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r'<h1 lang="en" dir="ltr">Only in English</h1>', html)
    assert re.search(r'<ol class="gathering__topics" lang="en" dir="ltr">', html)
    listed = get(client, "/ar/gatherings/")
    assert re.search(
        r'<h4 class="card__title" lang="en" dir="ltr"><a href="/ar/gatherings/[\w/-]+">Only in English</a>', listed
    )


def test_translation_stands_in_place_of_the_original_and_is_counted_once(client):
    source = makers.edition(makers.series(), title="Only once", dates=[makers.date_at(timezone.now() + DAY)])
    makers.edition_in("ar", source, title="مرة واحدة")
    assert (titles(get(client, "/ar/gatherings/"))[0], titles(get(client, "/en/gatherings/"))[0]) == (
        "مرة واحدة",
        "Only once",
    )
    assert TOTAL.findall(get(client, "/ar/gatherings/")) == ["3"]


def test_what_the_original_says_for_all_languages_holds_in_all_at_once(client):
    source = makers.edition(makers.series(), dates=[makers.date_at(timezone.now() + DAY)])
    arabic = makers.edition_in("ar", source, title="لقاء")
    source.state = "full"
    source.dates = makers.stream("date", [makers.date("2020-01-01")])
    source.save_revision().publish()
    arabic.refresh_from_db()
    assert (arabic.state, arabic.spans) == ("full", source.spans)
    assert STAGE.findall(get(client, arabic.address))[0] == "past"


@pytest.mark.parametrize("code", ["en", "es", "fr", "ar", "th"])
def test_series_of_the_starter_library_lists_its_editions(client, code):
    html = get(client, f"/{code}/gatherings/caring-is-sharing/")
    assert TOTAL.findall(html) == ["2"]
    assert STAGE.findall(html) == ["past", "past"]
    assert re.findall(r'<a href="(https://[^"]*)" rel="noreferrer">', html) == [
        "https://gastivists.org/",
        "https://radhr.org/",
    ]
    topics = get(client, f"/{code}/gatherings/caring-is-sharing/2-0/")
    assert topics[topics.index("gathering__topics") :].split("</ol>")[0].count("<h3>") == 8


def test_search_finds_editions_and_series_and_says_what_they_are(client):
    makers.edition(makers.series(title="Quibblefest"), title="Quibblefest 9", topics=["Zymurgy"])
    html = get(client, "/en/search/?q=quibblefest&kind=gathering")
    assert TOTAL.findall(html) == ["2"]
    assert TOTAL.findall(get(client, "/en/search/?q=zymurgy")) == ["1"]
    assert "Gathering" in html


def test_number_of_queries_does_not_grow(theme):
    """Counted with nothing kept but the version."""
    demo = makers.series()
    shown = ActivityPage.objects.filter(locale__language_code="en", live=True)
    soon = timezone.now() + DAY

    def add(number):
        dates = [makers.date_at(soon + day * DAY) for day in range(number)]
        return makers.edition(
            demo, dates=dates, themes=[theme] * min(number, 1), pages=shown[:number], topics=["a"] * number
        )

    def counts(page):
        found = []
        for each in (makers.index_in(), demo, page):
            cache.clear()
            each = type(each).objects.select_related("locale").get(pk=each.pk)
            version.current()
            with CaptureQueriesContext(
                connection,
            ) as queries:
                each.serve(RequestFactory().get("/")).render()
            found.append(len(queries))
        return found

    first = counts(add(1))
    add(2)
    assert counts(add(3)) == first
    assert max(first) <= 15
