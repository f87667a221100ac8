"""The pages of themes and cycles as readers see them, and the ways to them."""

import re

import html5lib
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from hub.core import version
from hub.core.models import Theme
from hub.search.models import SearchDocument
from hub.themes import reading
from hub.themes.models import CyclePage, ThemePage
from tests.factories import activity, consent, image, library_in, story
from tests.themes import makers

pytestmark = pytest.mark.django_db


def get(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def tree(client, path):
    return html5lib.parse(get(client, path), namespaceHTMLElements=False)


def words(node) -> str:
    return " ".join("".join(node.itertext()).split())


def with_class(root, name):
    return [node for node in root.iter() if name in (node.get("class") or "").split()]


def chosen(html: str) -> list[str]:
    """The titles of staff's own tools, in their order."""
    return re.findall(r"<h4[^>]*><a[^>]*>([^<]*)</a>", html)


def tool(page, why="Because.") -> tuple[str, dict]:
    return "tool", {"page": page, "why": why}


def queries(client, path) -> int:
    client.get(path)
    cache.clear()
    version.forget()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.fixture
def place():
    """A cycle of its own with three themes, the last within the second, and the page of the cycle."""
    cycle = makers.cycle()
    makers.theme("one", "One", cycle=cycle, order=1)
    two = makers.theme("two", "Two", cycle=cycle, order=2)
    makers.theme("inner", "Inner", cycle=cycle, parent=two, order=1)
    return makers.cycle_page(summary="A short way.")


def test_page_of_the_starter_library_tells_everything_in_its_order(client):
    html = get(client, "/en/themes/standing-up/mobilizing/")
    headings = [
        words(node) for node in tree(client, "/en/themes/standing-up/mobilizing/").iter() if node.tag in ("h1", "h2")
    ]
    assert headings[:5] == [
        "Mobilizing Our Power Together",
        "Tools for “Mobilizing Our Power Together”",
        "How does an “I” become a “we”?",
        "What groups did with it",
        "Near to this theme",
    ]
    assert chosen(html) == ["Step in if", "I need, I have", "Teach me in ten minutes", "Seven small tactics"]
    assert html.count("African proverb") == html.count("Ethiopian proverb") == 1
    assert "Written by the hub&#x27;s team as an example" in html


@pytest.mark.parametrize("code", ["en", "es", "fr", "ar"])
def test_six_themes_have_introductions_and_tools_in_four_languages(code):
    pages = ThemePage.objects.filter(locale__language_code=code, url_path__contains="/standing-up/")
    full = {page.key: all(block.value["why"] for block in page.tools) for page in pages if page.tools}
    assert full == dict.fromkeys(
        [
            *("mobilizing", "strategy-tactics", "interconnected-movements"),
            *("public-conversation", "risk-security", "alliances-conflict"),
        ],
        True,
    )
    talks = {page.key: len(page.conversations[0].value["turns"]) for page in pages if page.conversations}
    assert talks == {"mobilizing": 12, "risk-security": 11}


def test_english_introductions_are_of_a_length_that_reads_well():
    pages = ThemePage.objects.filter(locale__language_code="en")
    lengths = [len(page.introduction.split()) for page in pages if page.tools]
    assert (len(lengths), min(lengths) >= 150, max(lengths) <= 225) == (6, True, True)


def test_older_translations_say_that_they_are_older():
    states = ThemePage.objects.filter(key="mobilizing").values_list("locale__language_code", "translation_state")
    older = {code for code, state in states if state == "outdated"}
    assert older == {"pt", "ru", "sw", "th"}


def test_counts_are_those_of_the_lists_they_lead_to(client):
    html = get(client, "/en/themes/standing-up/strategy-tactics/")
    found = re.findall(r'href="(/en/\w+/\?theme=strategy-tactics)" data-total="(\d+)"', html)
    assert [path for path, _total in found] == [
        f"/en/{name}/?theme=strategy-tactics" for name in ("activities", "resources", "stories")
    ]
    for path, total in found:
        assert f'data-total="{total}"' in get(client, path)


def test_staffs_order_comes_first_and_nothing_stands_twice(client, place):
    theme = Theme.objects.get(key="one")
    first, second, third = (activity(title=f"Tool {n}", themes=[theme]) for n in (1, 2, 3))
    page = makers.theme_page("one", parent=place, tools=[tool(third, "Loud."), tool(first), tool(third, "Again.")])
    html = get(client, page.address)
    assert chosen(html) == ["Tool 3", "Tool 1"]
    assert re.findall(r'<h3 class="card__title"[^>]*><a[^>]*>([^<]*)', html) == ["Tool 2"]
    assert ("Loud." in html, "Again." in html) == (True, False)
    assert re.findall(r'activities/\?theme=one" data-total="(\d+)"', html) == ["3"]
    assert html.count(f'data-keep="{second.uid}"') == html.count(f'data-keep="{third.uid}"') == 1


def test_chosen_page_that_nobody_may_read_is_left_out(client, place):
    hidden, private, gone, shown = (activity(title=f"Tool {name}") for name in ("hidden", "private", "gone", "shown"))
    page = makers.theme_page("one", parent=place, tools=[tool(each) for each in (hidden, private, gone, shown)])
    assert chosen(get(client, page.address)) == ["Tool hidden", "Tool private", "Tool gone", "Tool shown"]
    hidden.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    gone.delete()
    version.bump()
    assert chosen(get(client, page.address)) == ["Tool shown"]


def test_chosen_page_of_another_kind_has_its_kind_and_no_toolkit(client, place):
    from tests.planner.makers import agenda

    page = makers.theme_page("one", parent=place, tools=[tool(agenda(), "An hour.")])
    html = get(client, page.address)
    assert chosen(html) == ["Demo agenda"]
    assert re.findall(r'<p class="card__type">([^<]+)</p>', html) == ["Sample agenda"]
    assert "data-keep" not in html


def test_path_in_small_shows_where_one_is_in_the_colour_of_the_path(client, place):
    makers.theme_page("one", parent=place)
    page = makers.theme_page("two", parent=place)
    root = tree(client, page.address)
    [walk] = with_class(root, "walk")
    dots = [(item.get("class"), link.get("href"), link.get("aria-current")) for item in walk for link in item]
    assert dots == [
        ("m-pink", "/en/themes/demo-cycle/one/", None),
        ("m-sun", page.address, "page"),
    ]
    assert [each.get("class") for each in with_class(root, "theme-page")] == ["theme-page m-sun"]
    stops = with_class(tree(client, place.address), "trail__stop")
    assert [each.get("class") for each in stops] == ["trail__stop m-pink", "trail__stop m-sun"]


def test_theme_within_another_has_its_colour_and_its_dot(client, place):
    makers.theme_page("one", parent=place)
    page = makers.theme_page("inner", parent=place)
    root = tree(client, page.address)
    [walk] = with_class(root, "walk")
    here = [link.get("aria-current") for item in walk for link in item if link.get("class") == "is-here"]
    assert here == [None]
    assert [each.get("class") for each in with_class(root, "theme-page")] == ["theme-page m-sun"]


def test_theme_without_a_page_leads_into_the_library_filtered_by_it(client, place):
    page = activity(themes=[Theme.objects.get(key="one"), Theme.objects.get(key="two")])
    makers.theme_page("two", parent=place)
    html = get(client, page.address)
    assert re.findall(r'<a class="chip m-blue" href="([^"]+)"', html) == [
        "/en/activities/?theme=one",
        "/en/themes/demo-cycle/two/",
    ]
    assert re.findall(r'<h2 class="trail__title"><a href="([^"]+)"', get(client, place.address)) == [
        "/en/activities/?theme=one",
        "/en/themes/demo-cycle/two/",
    ]


def test_draft_page_is_no_page_yet(client, place):
    makers.theme_page("one", parent=place, publish=False)
    makers.theme_page("two", parent=place)
    assert reading.paths("en").get("one") is None
    assert client.get("/en/themes/demo-cycle/one/").status_code == 404


def test_private_page_is_no_page_for_readers(client, place):
    page = makers.theme_page("one", parent=place)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    version.bump()
    assert reading.paths("en").get("one") is None
    assert "/en/themes/demo-cycle/one/" not in get(client, place.address)


def test_way_through_the_cycle_goes_by_the_pages_that_are_there(client, place):
    pages = {key: makers.theme_page(key, parent=place, title=key) for key in ("one", "two", "inner")}
    onward = {
        key: re.findall(r'rel="(prev|next)" href="([^"]+)"', get(client, page.address)) for key, page in pages.items()
    }
    path = "/en/themes/demo-cycle/{}/".format
    assert onward == {
        "one": [("next", path("two"))],
        "two": [("prev", path("one")), ("next", path("inner"))],
        "inner": [("prev", path("two"))],
    }
    pages["two"].unpublish()
    assert re.findall(r'rel="next" href="([^"]+)"', get(client, pages["one"].address)) == [path("inner")]


def test_related_themes_are_staffs_choice_or_else_the_siblings(client, place):
    own = makers.theme_page("one", parent=place, related=[("theme", "grief"), ("theme", "no-such"), ("theme", "one")])
    other = makers.theme_page("two", parent=place)

    def related(page):
        part = get(client, page.address).partition('id="related"')[2].partition("</ul>")[0]
        return re.findall(r'<a href="([^"]+)"', part)

    assert related(own) == ["/en/themes/being-together/grief/"]
    assert related(other) == ["/en/themes/demo-cycle/one/"]


def test_turn_in_another_language_carries_it_and_says_so(client, place):
    turns = [(1, "Hello."), (2, "مرحبًا.", "ar", "Hello to you."), (1, "Hola.", "es"), (2, "Bye.", "en", "Unneeded.")]
    page = makers.theme_page("one", parent=place, conversations=[makers.talk(turns)])
    found = with_class(tree(client, page.address), "turn")
    told = [
        (
            words(turn.find("dt")),
            [(says.get("lang"), says.get("dir"), words(says)) for says in with_class(turn, "turn__says")],
            [words(badge) for badge in with_class(turn, "badge")],
            [words(means.find("div")) for means in with_class(turn, "turn__means")],
        )
        for turn in found
    ]
    assert told == [
        ("Host A (example)", [(None, None, "Hello.")], [], []),
        ("Guest (example)", [("ar", "rtl", "مرحبًا.")], ["Said in Arabic"], ["Hello to you."]),
        ("Host A (example)", [("es", "ltr", "Hola.")], ["Said in Spanish"], []),
        ("Guest (example)", [(None, None, "Bye.")], [], []),
    ]


def test_conversation_of_a_borrowed_page_keeps_the_languages_apart(client, place):
    turns = [(1, "Hello."), (2, "مرحبًا.", "ar", "Hello to you.")]
    page = makers.theme_page("one", parent=place, conversations=[makers.talk(turns)])
    root = tree(client, page.address.replace("/en/", "/ar/", 1))
    says = [(each.get("lang"), each.get("dir")) for each in with_class(root, "turn__says")]
    assert says == [("en", "ltr"), (None, None)]
    [means] = with_class(root, "turn__means")
    assert (means.find("div").get("lang"), means.find("div").get("dir")) == ("en", "ltr")


def test_borrowed_page_says_so_and_marks_its_words(client, place):
    page = makers.theme_page(
        "one", parent=place, title="Zyx", introduction="Some words.", tools=[tool(activity(), "Try it.")]
    )
    path = page.address.replace("/en/", "/th/", 1)
    html = get(client, path)
    assert '<h1 lang="en" dir="ltr"><span class="swipe">Zyx</span></h1>' in html
    assert '<p lang="en" dir="ltr">Try it.</p>' in html
    assert f'<link rel="canonical" href="http://testserver{page.address}">' in html
    assert html.count('class="notice m-sun"') == 1


def test_translation_is_what_readers_of_its_language_find(client, place):
    page = makers.theme_page("one", parent=place, title="Zyx")
    own = makers.translation_of(page, "es", title="Xyz")
    assert (reading.paths("es")["one"], reading.paths("fr")["one"]) == (
        own.address,
        page.address.replace("/en/", "/fr/"),
    )


@pytest.mark.parametrize("code", ["en", "ar"])
def test_overview_leads_to_every_cycle_and_theme(client, code):
    html = get(client, f"/{code}/themes/")
    keys = dict(Theme.objects.filter(locale__language_code="en").values_list("key", "cycle__key"))
    for key, cycle in keys.items():
        assert f'href="/{code}/themes/{cycle}/{key}/"' in html
        assert f'href="/{code}/themes/{cycle}/"' in html


def test_page_of_a_cycle_without_themes_says_so(client):
    makers.cycle()
    page = makers.cycle_page(summary="Nothing yet.")
    assert "There is no theme here yet." in get(client, page.address)


def test_page_whose_key_nothing_knows_still_opens(client):
    page = makers.theme_page("unknown", introduction="Words.")
    html = get(client, page.address)
    assert ("Words." in html, "Nothing carries this theme yet." in html, 'rel="next"' in html) == (True, True, False)


def test_search_finds_themes_cycles_and_what_is_said_in_them(client):
    html = get(client, "/en/search/?q=fourteen+letters&kind=theme")
    assert 'href="/en/themes/standing-up/mobilizing/"' in html
    kinds = SearchDocument.objects.filter(kind="theme", language="en")
    assert (
        kinds.count()
        == ThemePage.objects.filter(locale__language_code="en").count()
        + CyclePage.objects.filter(locale__language_code="en").count()
    )


def test_sitemap_has_the_pages(client):
    assert "/en/themes/standing-up/mobilizing/</loc>" in get(client, "/sitemap-1.xml")


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_theme_needs_fourteen_queries_with_portraits(client, place, rows):
    theme = Theme.objects.get(key="one")
    tools = [tool(activity(title=f"Chosen {n}", themes=[theme])) for n in range(rows)]
    for n in range(rows):
        activity(title=f"More {n}", themes=[theme])
        story(title=f"Story {n}", themes=[theme])
    kind, value = makers.talk([(1, "Hello."), (2, "Hola.", "es")] * rows)
    value["speakers"] = [makers.speaker(f"Guest {n}", portrait=image(), consent=consent()) for n in range(rows + 1)]
    page = makers.theme_page("one", parent=place, tools=tools, conversations=[(kind, value)])
    assert queries(client, page.address) == 14


def test_page_of_a_cycle_and_overview_need_ten_queries(client, place):
    makers.theme_page("one", parent=place)
    counts = [queries(client, place.address), queries(client, "/en/themes/")]
    for key in ("two", "inner"):
        makers.theme_page(key, parent=place)
    assert [*counts, queries(client, place.address), queries(client, "/en/themes/")] == [10] * 4


def test_page_of_an_activity_needs_no_more_queries_for_more_themes(client, place):
    makers.theme_page("one", parent=place)
    page = activity(themes=list(Theme.objects.filter(key__in=["one", "two", "inner"])), parent=library_in("en"))
    assert queries(client, page.address) <= 15


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("One. Two.\n\nThree.", "One. Two."),
        ("Why? " + "long " * 40 + ".", "Why?"),
        ("من نحن؟ نحن هنا.", "من نحن؟ نحن هنا."),
        ("word " * 60, "word " * 31 + "word…"),
    ],
)
def test_first_words_stand_for_a_missing_summary(text, first):
    assert reading.short(text) == first
