"""The page of a story, and the ways to it from elsewhere in the hub."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.activities.models import ActivityPage
from hub.core import version
from hub.core.models import Theme
from hub.stories.models import StoryPage
from tests.factories import activity, consent, picture, quote, recording, story, story_translation

pytestmark = pytest.mark.django_db


def get(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(client, path):
    client.get(path)
    cache.clear()
    version.forget()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"][:120] for query in captured]


def test_page_tells_everything_in_its_place(client):
    html = get(client, "/en/stories/three-evenings-of-quests/")
    for text in ("This is an example", "Chile", "October to December 2021", "6 to 12 people", "Spanish", "60 minutes",
                 "The six drawings became the six stops", "My healer could say", "Parts of the drawing",
                 "Alone we lose", "Told by", "CC BY-SA 4.0", "Helped us to go on"):  # fmt: skip
        assert text in html, text
    assert html.count("<div data-words>") == 4
    assert 'loading="lazy"' in html
    assert 'type="image/webp"' in html


def test_page_in_arabic_has_its_own_words(client):
    html = get(client, "/ar/stories/our-dream-board/")
    assert "<h1>لوحة أحلامنا</h1>" in html
    assert "نيجيريا" in html
    assert "اليوروبا" in html
    assert 'hreflang="fr" href="http' in html
    assert 'class="notice notice--told' in html


def test_page_in_thai_is_borrowed_and_says_so(client):
    html = get(client, "/th/stories/our-dream-board/")
    assert re.search(r'<h1 lang="en" dir="ltr">Our dream board</h1>', html)
    assert "ไนจีเรีย" in html
    assert '<link rel="canonical" href="http://testserver/en/stories/our-dream-board/">' in html


def test_activities_used_lead_to_the_readers_language(client):
    html = get(client, "/es/stories/three-evenings-of-quests/")
    own = ActivityPage.objects.get(slug="how-full-is-the-battery", locale__language_code="es")
    assert f'<a href="/es/activities/how-full-is-the-battery/">{own.title}</a>' in html


def test_activity_that_nobody_may_read_is_left_out(client):
    used = activity(title="Zyxwv hidden")
    page = story(activities=[used])
    assert "Zyxwv hidden" in get(client, page.address)
    used.unpublish()
    assert "Zyxwv hidden" not in get(client, page.address)


def test_page_needs_at_most_fifteen_queries_with_few_and_with_many_rows(client):
    held = [consent() for _n in range(3)]
    used = [activity(title=f"Used {number}") for number in range(4)]
    themes = Theme.objects.filter(locale__language_code="en")[:3]

    def rows(count):
        return {
            "pictures": [picture(consent=held[n]) for n in range(count)],
            "quotes": [quote(f"Quote {n}", consent=held[n]) for n in range(count)],
            "recordings": [recording(consent=held[n]) for n in range(count)],
        }

    one = story(title="One of each", activities=used[:1], themes=themes[:1], rows=rows(1))
    many = story(title="Many of each", activities=used, themes=themes, rows=rows(3))
    few, more = queries(client, one.address), queries(client, many.address)
    assert len(few) == len(more)
    assert len(more) <= 15, more


@pytest.mark.parametrize("path", ["/ar/stories/three-evenings-of-quests/", "/th/stories/our-dream-board/"])
def test_translated_and_borrowed_pages_need_at_most_fifteen_queries(client, path):
    assert len(queries(client, path)) <= 15


def test_first_view_with_pictures_is_light(client):
    html = get(client, "/en/stories/three-evenings-of-quests/")
    page = StoryPage.objects.get(slug="three-evenings-of-quests", locale__language_code="en")
    largest = page.recordings.get().image.get_rendition("width-960|format-jpeg")
    assert len(html.encode()) + largest.file.size < 200_000


def test_story_is_found_by_words_with_its_kind_named(client):
    html = get(client, "/en/search/?q=dragon&kind=story")
    assert '<p class="card__type">Story</p>' in html
    assert "Three evenings of quests" in html


def test_country_is_suggested_while_one_types(client):
    names = client.get("/en/search/names/?q=leb").json()["names"]
    assert {"label": "Lebanon", "kind": "Stories from this country", "path": "/en/stories/?country=LB"} in names


@pytest.mark.parametrize(
    ("agreed", "groups", "told"),
    [(0, 2, None), (1, 2, "1 group told its story"), (0, 3, "3 groups told their stories")],
)
def test_activity_says_how_many_groups_ran_it(client, agreed, groups, told):
    page = activity(title="Ran by some")
    for number in range(groups):
        story(title=f"Group {number}", activities=[page], linked_alone=number < agreed)
    html = get(client, page.address)
    assert re.findall(r"\d+ groups? told [a-z]+ stor[a-z]+", html) == ([told] if told else [])


def test_examples_are_shown_at_an_activity_and_never_counted(client):
    html = get(client, "/en/activities/how-full-is-the-battery/")
    assert re.findall(r"\d+ groups? told", html) == []
    assert 'data-story="three-evenings-of-quests"' in html


def test_activity_page_keeps_its_budget_with_stories(client):
    page = activity(title="Ran by some")
    for number in range(5):
        story(title=f"Group {number}", activities=[page])
    assert len(queries(client, page.address)) <= 15
    assert len(queries(client, "/en/activities/weather-inside/")) <= 15


def test_translation_of_an_activity_names_the_same_stories(client):
    html = get(client, "/es/activities/how-full-is-the-battery/")
    assert 'data-story="three-evenings-of-quests"' in html
    assert "Tres noches de aventura" in html


def test_home_shows_the_newest_three_and_keeps_its_budget(client):
    made = [story(title=f"New {number}", slug=f"new-{number}") for number in range(4)]
    found = re.findall(r'data-story="([\w-]+)"', get(client, "/en/"))
    assert found == [page.slug for page in reversed(made[1:])]
    assert len(queries(client, "/en/")) <= 15


def test_themes_lead_to_their_stories(client):
    html = get(client, "/en/themes/being-together/rest-joy/")
    assert 'href="/en/stories/?theme=rest-joy" data-total="2"' in html
    assert "See all 2 stories" in html


def test_menu_names_the_stories(client):
    assert 'href="/en/stories/"' in get(client, "/en/about/")


def test_translation_desk_takes_words_and_leaves_facts(client):
    from hub.translation.segments import texts_of

    page = story(
        region="Demoregion",
        place="Demohouse",
        activities=[ActivityPage.objects.get(slug="five-fingers", locale__language_code="en")],
        rows={"quotes": [quote("We sang.", consent=consent())], "recordings": [recording(consent=consent())]},
    )
    texts = {text for _path, text in texts_of(page)}
    assert {"Demo story", "We met.", "We sang.", "Demo drawing", "A tree.", "Roots."} <= texts
    assert {"Demoregion", "Demohouse"} & texts == set()


def test_new_translation_keeps_rows_and_facts():
    from wagtail.models import Locale

    used = ActivityPage.objects.get(slug="five-fingers", locale__language_code="en")
    held = consent()
    page = story(country="UY", activities=[used], rows={"quotes": [quote("We sang.", consent=held)]})
    copy = page.copy_for_translation(Locale.objects.get(language_code="fr"))
    assert (copy.country, copy.quotes.get().consent, copy.activities_used.get().activity.pk) == ("UY", held, used.pk)
    assert copy.quotes.get().translation_key == page.quotes.get().translation_key


def test_translation_is_offered_where_it_is(client):
    source = story(title="Once")
    story_translation(source, "es", title="Una vez")
    assert f'hreflang="es" href="http://testserver/es/stories/{source.slug}/"' in get(client, source.address)
