"""What people see of the search: suggestions while they type, what was found and how, the words in it, staff's picks."""

import itertools
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[2] / "static" / "js" / "suggest.js"
BEGINNINGS = {"en": "ci", "ar": "دائ", "th": "ว"}
PICKED = {"en": "circle", "ar": "دائرة", "th": "วงกลม"}
TYPOS = {"en": "brething", "ar": "تنفص", "th": "วงกลน"}
PROMOTE = """
from wagtail.models import Locale, Page
from hub.search.models import PromotedPage, PromotedResults
for code, words in {picked}.items():
    held = PromotedResults(locale=Locale.objects.get(language_code=code), queries=words)
    for page in Page.objects.filter(slug__in=["healing-circle", "about"], locale=held.locale).order_by("-depth"):
        held.picks.add(PromotedPage(page=page))
    held.save()
"""


@pytest.fixture(scope="session")
def picked(hub, running_hub) -> dict[str, str]:
    """Language → words for which the running hub has picks."""
    running_hub.shell(PROMOTE.format(picked=PICKED))
    return PICKED


def typed(page, text: str):
    """The list of suggestions, open for this text. It comes at once: letter by letter, a slow machine would ask in between."""
    page.locator("#q").focus()
    page.keyboard.insert_text(text)
    page.wait_for_selector("#names:not([hidden])")
    return page.locator("#names > li:not([hidden])")


def offered(page, code: str, text: str) -> list[dict]:
    return page.request.get(f"/{code}/search/names/?q={quote(text)}").json()["names"]


@pytest.mark.parametrize(("code", "width"), list(itertools.product(BEGINNINGS, (360, 1280))))
def test_suggestion_is_reached_by_keyboard(visit, code, width):
    page = visit(f"/{code}/activities/", width=width)
    names = offered(page, code, BEGINNINGS[code])
    field = page.locator("#q")
    below = page.locator("#results").bounding_box()

    options = typed(page, BEGINNINGS[code])
    assert options.locator("bdi").all_inner_texts() == [name["label"] for name in names]
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == ""
    assert page.locator("#results").bounding_box() == below
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == f"name-{len(names)}"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "name-1"
    assert page.locator("[aria-selected=true]").get_attribute("id") == "name-1"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{quote(names[0]['path'], safe='/?=&-')}")
    assert page.troubles == []


@pytest.mark.parametrize(("code", "width"), list(itertools.product(BEGINNINGS, (360, 1280))))
def test_list_of_suggestions_lies_under_its_field_and_is_large_enough_to_touch(visit, code, width):
    page = visit(f"/{code}/search/", width=width)
    options = typed(page, BEGINNINGS[code])
    field, listed = page.locator("#q").bounding_box(), page.locator("#names").bounding_box()
    side = "right" if code == "ar" else "left"
    edge = {"left": lambda box: box["x"], "right": lambda box: box["x"] + box["width"]}[side]
    assert edge(field) == pytest.approx(edge(listed), abs=1)
    assert field["y"] + field["height"] <= listed["y"]
    assert min(box["height"] for box in (option.bounding_box() for option in options.all())) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_escape_closes_the_suggestions_and_keeps_the_words(visit):
    page = visit("/en/search/")
    typed(page, "ci")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#names")).to_be_hidden()
    assert page.locator("#q").input_value() == "ci"
    assert page.locator("#q").get_attribute("aria-expanded") == "false"
    assert page.locator("#q").get_attribute("aria-activedescendant") == ""


def test_leaving_the_field_closes_the_suggestions(visit):
    page = visit("/en/search/")
    typed(page, "ci")
    page.keyboard.press("Tab")
    expect(page.locator("#names")).to_be_hidden()


def test_enter_without_a_choice_searches(visit):
    page = visit("/en/search/")
    typed(page, "circle")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=circle")
    page.wait_for_selector('[data-total]:not([data-total="0"])')
    expect(page.locator("#names")).to_be_hidden()


def test_suggestion_is_followed_by_pointer(visit):
    page = visit("/en/search/", width=1280)
    options = typed(page, "circle")
    wanted = offered(page, "en", "circle")[1]
    options.nth(1).click()
    page.wait_for_url(f"**{wanted['path']}")
    assert page.locator("h1").count() == 1


def test_suggestions_are_counted_aloud(visit):
    page = visit("/en/search/")
    total = typed(page, "circle").count()
    assert page.locator("[role=status].visually-hidden").text_content() == f"{total} suggestions"
    page.keyboard.press("Escape")
    assert page.locator("[role=status].visually-hidden").text_content() == ""


@pytest.fixture
def paused(visit):
    """A search page whose clock stands still, and the queries that it has sent since."""
    page = visit("/en/search/")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    sent = []
    page.on("request", lambda request: sent.append(unquote(urlsplit(request.url).query)))
    return page, sent


@pytest.mark.parametrize("text", ["c", " c ", "é", ""])
def test_too_few_letters_ask_nothing(paused, text):
    page, sent = paused
    page.locator("#q").fill(text)
    page.clock.run_for(1000)
    page.locator("#q").fill("circle")
    page.clock.run_for(250)
    page.wait_for_selector("#names:not([hidden])")
    assert sent == ["q=circle"]


@pytest.mark.parametrize("text", ["ว", "人", "ka"])
def test_letters_that_may_be_a_word_are_enough(paused, text):
    page, sent = paused
    page.locator("#q").fill(text)
    with page.expect_request("**/names/**"):
        page.clock.run_for(250)
    assert sent == [f"q={text}"]


def test_quick_typing_asks_once(paused):
    page, sent = paused
    for text in ("ci", "cir", "circ"):
        page.locator("#q").fill(text)
        page.clock.run_for(249)
    page.clock.run_for(1)
    page.wait_for_selector("#names:not([hidden])")
    assert sent == ["q=circ"]


def test_late_answer_is_given_up(visit):
    page = visit("/en/search/")
    page.route("**/names/?q=ci", lambda route: None)
    with page.expect_request("**/names/?q=ci"):
        page.locator("#q").fill("ci")
    with page.expect_event("requestfailed") as given_up:
        page.locator("#q").fill("song")
    assert given_up.value.url.endswith("?q=ci")
    page.wait_for_selector("#names:not([hidden])")
    labels = page.locator("#names > li:not([hidden]) bdi").all_inner_texts()
    assert labels == [name["label"] for name in offered(page, "en", "song")]


@pytest.mark.parametrize("answer", [{"status": 500, "body": "no"}, {"status": 200, "body": "<p>no"}])
def test_failing_request_is_silent(visit, answer):
    page = visit("/en/search/")
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    typed(page, "ci")
    page.route("**/names/**", lambda route: route.fulfill(**answer))
    page.keyboard.type("r")
    page.wait_for_selector("#names", state="hidden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=cir")
    assert errors == []


def test_script_of_suggestions_is_small_and_only_where_it_is_needed(visit):
    assert SCRIPT.stat().st_size <= 2048
    scripts = "script[type=module][src*='suggest']"
    held = {
        path: visit(path).locator(scripts).count() for path in ("/en/", "/en/about/", "/en/search/", "/en/activities/")
    }
    assert held == {"/en/": 0, "/en/about/": 0, "/en/search/": 1, "/en/activities/": 1}


@pytest.mark.parametrize("path", ["search/", "activities/"])
def test_field_is_a_plain_one_without_javascript(visit, path):
    page = visit(f"/en/{path}", javascript=False)
    field = page.locator("#q")
    assert [field.get_attribute(name) for name in ("role", "aria-expanded", "aria-controls")] == [None, None, None]
    expect(page.locator("#names")).to_be_hidden()
    field.fill("circle")
    field.press("Enter")
    page.wait_for_url(re.compile(r"\?q=circle(&sort=)?$"))
    assert set(page.locator("#results mark").all_inner_texts()) <= {"circle", "circles", "Circle", "Circles"}
    assert page.locator("#results mark").count() > 0


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("path", ["search/", "activities/"])
def test_typed_typo_is_put_right_and_says_so(visit, path, javascript):
    page = visit(f"/en/{path}", javascript=javascript)
    page.locator("#q").fill("brething")
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile(r"\?q=brething(&sort=)?$"))
    page.wait_for_selector(".outcome")
    assert page.locator(".outcome").inner_text() == "Nothing has “brething”. These have “breath”."
    assert page.locator("#results mark").first.inner_text().lower().startswith("breath")
    page.locator(".outcome a").click()
    page.wait_for_url("**/?q=breath")
    page.wait_for_selector(".outcome", state="detached")
    assert page.locator("#q").input_value() == "breath"


@pytest.mark.parametrize(
    ("words", "notice"),
    [
        ("circle", []),
        ("zebra circle", ["Nothing has all of these words. These have some of them, the nearest first."]),
        ("silen", ["These hold words that begin with “silen”."]),
        ("circle zzzzqqqq -breath", ["Nothing has all of these words. These have some of them, the nearest first."]),
    ],
)
def test_notice_says_how_it_was_found(visit, words, notice):
    page = visit(f"/en/search/?q={quote(words)}")
    assert page.locator(".outcome").all_inner_texts() == notice


def test_better_spelling_is_offered_as_a_question():
    asked = SimpleNamespace(q="brething")
    found = SimpleNamespace(how="all", meant="<breath>", meant_query="?q=%3Cbreath%3E&type=care", total=1, asked=asked)
    with translation.override("en"):
        html = render_to_string("components/outcome.html", {"results": found})
    link = '<a href="?q=%3Cbreath%3E&amp;type=care"><bdi>“&lt;breath&gt;”</bdi></a>'
    assert html.strip() == f'<p class="outcome outcome--asks">Did you mean {link}?</p>'


def test_extract_stands_under_a_card_that_does_not_show_the_words(visit):
    page = visit("/en/activities/?q=circle", width=1280)
    items = page.locator(".cards > li")
    shown = {"circle", "circles"}
    for item in items.all():
        summary = set(item.locator(".card__text").inner_text().lower().replace(".", " ").replace(",", " ").split())
        assert item.locator(".extract").count() == (0 if summary & shown else 1)
    assert {words.lower() for words in page.locator(".extract mark").all_inner_texts()} <= shown


def test_words_are_escaped_where_they_are_shown_again(visit):
    page = visit(f"/en/search/?q={quote('<b>brething</b>')}")
    assert page.locator("#results b").count() == 0


def test_picks_stand_before_the_results(visit, picked):
    page = visit(f"/en/search/?q={picked['en']}")
    assert page.locator(".picks h3").inner_text() == "Picked by the team for this search"
    links = page.locator(".pick a")
    assert [link.get_attribute("href") for link in links.all()] == ["/en/activities/healing-circle/", "/en/about/"]
    assert page.locator(".picks").bounding_box()["y"] < page.locator(".hits").first.bounding_box()["y"]


def test_other_languages_with_the_same_words_stand_below_the_results(visit):
    page = visit("/en/search/?q=table")
    other = page.locator(".elsewhere a")
    assert [(link.get_attribute("lang"), link.get_attribute("href")) for link in other.all()] == [
        ("fr", "/fr/search/?q=table")
    ]
    promised = page.locator(".elsewhere li span").inner_text()
    follow(other)
    assert promised == f"({page.locator('[data-total]').get_attribute('data-total')})"


CASES = list(itertools.product(PICKED, (360, 1280), ("search", "activities")))


@pytest.mark.parametrize(("code", "width", "path"), CASES)
def test_results_are_accessible_and_fit(visit, picked, code, width, path):
    page = visit(f"/{code}/{path}/?q={quote(picked[code])}", width=width, bypass_csp=True)
    assert page.locator(".picks").count() == 1
    assert page.locator("mark").count() > 0
    assert violations(page) == []
    page.goto(f"/{code}/{path}/?q={quote(TYPOS[code])}")
    assert page.locator(".outcome").count() == 1
    assert violations(page) == []
    page.locator("#q").fill("")
    typed(page, BEGINNINGS[code])
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
