"""The list of stories: every number that it prints is true; the map and the years tell no more than the stories do."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.activities.models import ActivityPage
from hub.core import countries, version
from hub.core.models import Theme
from hub.stories import presenting, world
from hub.stories.models import Cohort, CohortHost, StoryPage
from tests.factories import story, story_translation

pytestmark = pytest.mark.django_db
TOTAL = re.compile(r'data-total="(\d+)"')
OPTION = re.compile(r'data-facet="([\w-]+)" data-key="([\w-]+)" data-count="(\d+)"')
STORY = re.compile(r'<article class="card[^>]*data-story="([\w-]+)"')


def get(client, query="", code="en"):
    return client.get(f"/{code}/stories/{query}").content.decode()


def some_stories():
    """Stories that differ in all that can be filtered by."""
    activity = ActivityPage.objects.get(slug="five-fingers", locale__language_code="en")
    care = Theme.objects.get(key="burnout", locale__language_code="en")
    return [
        story(title="One", country="UY", languages_used=["es"], formats=["online"], session_date=dt.date(2018, 1, 2)),
        story(title="Two", country="UY", languages_used=["es", "en"], formats=["audio"], activities=[activity]),
        story(title="Three", country="TN", languages_used=["ar"], session_date=dt.date(2018, 5, 2), themes=[care]),
    ]


def keys_of(page, themes):
    """What a story has, told from its own fields and nothing of the search."""
    shown = page.place_precision != "hidden" and (page.country_agreed or page.group_size not in {"", "2-5"})
    found = {("format", key) for key in page.formats} | {("spoken", key) for key in page.languages_used}
    found |= {("country", page.country)} if shown and page.country else set()
    found |= {("year", str(page.session_date.year))} if page.session_date else set()
    found |= {("activity", row.activity.uid) for row in page.activities_used.select_related("activity")}
    for link in page.theme_links.select_related("theme__parent"):
        found |= {("theme", link.theme.key)} | ({("theme", link.theme.parent.key)} if link.theme.parent else set())
    return found


@pytest.mark.parametrize("code", ["en", "es", "ar", "th"])
def test_counts_are_true_and_what_one_gets_on_clicking(client, code):
    some_stories()
    pages = StoryPage.objects.live().filter(locale__language_code="en")
    expected = [keys_of(page, None) for page in pages]
    html = get(client, code=code)
    printed = {(facet, key): int(count) for facet, key, count in OPTION.findall(html)}
    assert int(TOTAL.search(html).group(1)) == len(expected)
    assert {each: n for each, n in printed.items() if n} == {
        each: sum(each in keys for keys in expected) for each in set().union(*expected)
    }
    for facet, key in [("country", "UY"), ("spoken", "es"), ("year", "2018"), ("theme", "collective-care")]:
        assert int(TOTAL.search(get(client, f"?{facet}={key}", code)).group(1)) == printed[facet, key]


def test_filters_narrow_together_and_words_find(client):
    some_stories()
    assert STORY.findall(get(client, "?country=UY&spoken=en")) == ["two"]
    assert STORY.findall(get(client, "?year=2018&sort=title")) == ["one", "three"]
    assert STORY.findall(get(client, "?q=dragon")) == ["three-evenings-of-quests"]
    assert STORY.findall(get(client, "?q=Uruguay&sort=title")) == ["one", "two"]


@pytest.mark.parametrize(
    "query",
    ["?country=XX&year=abc", "?country=%00", "?page=99999", "?sort=shortest()", "?activity=<script>alert(1)</script>"],
)
def test_hostile_query_gives_a_page(client, query):
    answer = client.get(f"/en/stories/{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_newest_come_first_unless_titles_are_asked_for(client):
    some_stories()
    assert STORY.findall(get(client))[:3] == ["three", "two", "one"]
    assert 'value="shortest"' not in get(client)


def test_story_without_translation_is_listed_in_its_own_language(client):
    story(title="Only English", slug="only-english")
    card = re.search(r'<article class="card[^>]*data-story="only-english".*?</article>', get(client, code="th"), re.S)
    assert '<h3 class="card__title" lang="en" dir="ltr">' in card.group()


def test_translation_is_one_story(client):
    before = int(TOTAL.search(get(client)).group(1))
    source = story(title="Once")
    story_translation(source, "es", title="Una vez")
    assert int(TOTAL.search(get(client)).group(1)) == before + 1
    assert "Una vez" in get(client, code="es")


def test_no_story_at_all_is_said_kindly(client):
    for page in StoryPage.objects.all():
        page.unpublish()
    html = get(client)
    assert "No story has been told here yet." in html
    assert "Where it happened" not in html


def test_map_links_every_country_with_stories_and_lists_it_by_name(client):
    some_stories()
    html = get(client, code="es")
    links = re.findall(r'<a class="world__country" href="([^"]+)" aria-label="([^"]+)"', html)
    listed = re.findall(r'<li data-country="(\w\w)" data-count="(\d+)"', html)
    assert listed == [("CL", "1"), ("KE", "2"), ("LB", "1"), ("MX", "1"), ("NG", "1"), ("TN", "1"), ("UY", "2")]
    assert [path for path, _label in links] == [f"/es/stories/?country={code}" for code, _count in listed]
    assert links[-1][1].startswith("Uruguay: 2")


def test_countries_stand_in_the_order_of_the_readers_language(client):
    for code in ("AT", "ZA", "EE"):  # Австрия, ЮАР, Эстония; Austria, South Africa, Estonia
        story(title=f"From {code}", country=code)
    order = {
        code: [each for each, _n in re.findall(r'<li data-country="(\w\w)" data-count="(\d+)"', get(client, code=code))]
        for code in ("en", "ru")
    }
    assert [code for code in order["en"] if code in {"AT", "ZA", "EE"}] == ["AT", "EE", "ZA"]
    assert [code for code in order["ru"] if code in {"AT", "ZA", "EE"}] == ["AT", "EE", "ZA"]
    assert order["ru"].index("MX") < order["ru"].index("CL") < order["ru"].index("ZA")


def test_every_country_has_one_square_of_its_own():
    assert set(world.PLACES) == countries.CODES
    assert len(set(world.PLACES.values())) == len(world.PLACES)


def test_map_is_light(client):
    import gzip

    html = get(client)
    svg = html[html.index('<svg class="world__map') :]
    assert len(gzip.compress(svg[: svg.index("</svg>")].encode())) < 6_000


def test_years_count_stories_and_hosts_and_show_only_who_agrees(client):
    some_stories()
    cohort = Cohort.objects.create(year=2018)
    CohortHost.objects.create(cohort=cohort, chosen_name="Demo heron", country="TN", is_shown=True)
    CohortHost.objects.create(cohort=cohort, chosen_name="Demo fox", country="TG")
    html = get(client)
    part = html[html.index('<ol class="years">') :]
    block = part[part.index("<h3>2018</h3>") : part.index("</ol>")]
    assert '<a href="/en/stories/?year=2018">2 stories</a>' in block
    assert "2 hosts" in block
    assert "Demo heron" in block
    assert "Tunisia" in block
    assert "Demo fox" not in html
    assert "Togo" not in html


def queries(client, path):
    client.get(path)
    cache.clear()
    version.forget()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"][:120] for query in captured]


def test_list_needs_at_most_fifteen_queries_at_one_and_at_many(client):
    for page in StoryPage.objects.exclude(slug="our-dream-board"):
        page.unpublish()
    few = len(queries(client, "/en/stories/"))
    for number in range(30):
        story(
            title=f"Story {number}", country=sorted(countries.CODES)[number], session_date=dt.date(1990 + number, 1, 1)
        )
    many = queries(client, "/en/stories/")
    assert len(many) <= 15, many
    assert few == len(many)
    assert len(queries(client, "/en/stories/?q=story&year=1999")) <= 15


@pytest.mark.parametrize(
    ("precision", "text"),
    [("day", "17 May 2022"), ("month", "May 2022"), ("season", "April to June 2022"), ("year", "2022")],
)
def test_date_is_told_as_far_as_allowed(precision, text):
    assert presenting.when(dt.date(2022, 5, 17), precision) == text


def test_unknown_date_is_told_as_nothing():
    assert presenting.when(None, "day") == ""
