"""What an activist does, with JavaScript and without."""

import gzip
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.going import follow
from tests.browser.traffic import arrived, weight

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("javascript", [True, False])


def total(page) -> int:
    return int(page.locator("[data-total]").get_attribute("data-total"))


@BOTH
@pytest.mark.parametrize("code", ["en", "ar", "th"])
def test_finds_an_activity_from_the_first_page(visit, javascript, code):
    page = visit("/", javascript=javascript, locale=code)
    follow(page.locator(f"a.bubble[lang={code}]"))
    page.locator("label.chip", has=page.locator("input[value=care]")).click()
    follow(page.locator("form.ask button[type=submit]"))
    assert "type=care" in page.url
    assert total(page) == page.locator("article.card").count() > 0
    follow(page.locator("article.card a").first)
    assert page.locator("ol.steps li.step").count() >= 3


@BOTH
def test_narrows_and_widens_the_library(visit, javascript):
    page = visit("/en/activities/", width=1280, javascript=javascript)
    box = page.locator("label[data-facet=type][data-key=game]")
    promised = int(box.get_attribute("data-count"))
    box.click()
    if not javascript:
        follow(page.get_by_role("button", name="Show the activities"))
    page.wait_for_url("**type=game**")
    page.wait_for_selector(f'[data-total="{promised}"]')
    page.locator(".chip--on").first.click()
    page.wait_for_selector('[data-total="40"]')
    expect(page).not_to_have_url(re.compile("type=game"))


def test_back_button_brings_the_list_before_back(visit):
    page = visit("/en/activities/", width=1280)
    first = total(page)
    page.locator("label[data-facet=type][data-key=care]").click()
    page.wait_for_url("**type=care**")
    page.wait_for_selector(f'[data-total]:not([data-total="{first}"])')
    page.go_back()
    page.wait_for_selector(f'[data-total="{first}"]')
    expect(page.locator("input[name=type][value=care]")).not_to_be_checked()


def test_results_change_in_place_and_the_focus_stays(visit):
    page = visit("/en/activities/", width=1280)
    page.evaluate("window.mark = 1")
    page.locator("input[name=type][value=game]").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**type=game**")
    page.wait_for_selector(".chip--on")
    assert page.evaluate("window.mark") == 1
    assert page.evaluate("document.activeElement.value") == "game"


@BOTH
def test_switching_language_keeps_filters_and_words(visit, javascript):
    page = visit("/en/activities/?q=circle&type=care", javascript=javascript)
    page.locator("details.langs summary").click()
    follow(page.locator("details.langs a[lang=ar]"))
    assert page.url.endswith("/ar/activities/?q=circle&type=care")
    assert page.locator("html").get_attribute("dir") == "rtl"


@BOTH
def test_downloads_an_activity(visit, javascript):
    page = visit("/en/activities/one-breath-check-in/", javascript=javascript, accept_downloads=True)
    with page.expect_download() as download:
        page.locator(".downloads a[href$='.html']").click()
    assert download.value.suggested_filename == "one-breath-check-in-en.html"


def test_downloaded_file_opens_without_a_network(visit, chromium, hub, tmp_path):
    page = visit("/ar/activities/one-breath-check-in/", accept_downloads=True)
    with page.expect_download() as download:
        page.locator(".downloads a[href$='.html']").click()
    copy = tmp_path / "copy.html"
    download.value.save_as(copy)
    context = chromium.new_context(offline=True)
    offline = context.new_page()
    offline.goto(copy.as_uri())
    assert offline.locator("html").get_attribute("dir") == "rtl"
    assert offline.locator("ol > li").count() == 3
    context.close()


@BOTH
def test_keyboard_reaches_the_results_by_the_second_stop(visit, javascript):
    page = visit("/en/activities/", javascript=javascript)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator("a.skip:focus").get_attribute("href") == "#results"


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/en/", 14),
        ("/ar/", 14),
        ("/th/", 14),
        ("/en/activities/healing-circle/", 14),
        ("/ru/activities/healing-circle/", 14),
        ("/th/activities/healing-circle/", 14),
        ("/en/activities/", 20),
        ("/ar/activities/", 20),
        ("/ru/activities/", 20),
        ("/th/activities/", 20),
        *((f"/{code}/stories/", 20) for code in ("en", "ar", "ru", "th")),
        *((f"/{code}/stories/three-evenings-of-quests/", 14) for code in ("en", "ar", "ru", "th")),
    ],
)
def test_page_is_light(hub, path, limit):
    html = fetch(hub + path)
    style = fetch(hub + "/static/site.css")
    script = fetch(hub + "/static/js/hub.js")
    assert len(gzip.compress(html, 6)) <= limit * 1024
    assert len(gzip.compress(script, 6)) <= 15 * 1024
    assert sum(len(gzip.compress(part, 6)) for part in (html, style, script)) <= 50 * 1024
    assert not re.search(rb"@font-face|@import|url\(", style)


@pytest.mark.parametrize("code", ["en", "ar", "th"])
@pytest.mark.parametrize("width", [360, 1280])
def test_story_with_its_drawing_is_light_and_nothing_jumps(visit, code, width):
    page = visit(f"/{code}/stories/our-dream-board/", width=width)
    drawing = page.locator(".recording img")
    place = drawing.bounding_box()
    assert place["height"] > place["width"] / 2  # before it has been fetched
    drawing.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.recording img').naturalWidth > 0")
    page.wait_for_load_state("networkidle")
    arrived(page, "/media/")
    assert drawing.bounding_box()["height"] == place["height"]
    assert sum("/media/" in url for url in page.fetched) == 1
    assert weight(page) <= 300 * 1024
    assert page.troubles == []


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


@BOTH
def test_leaves_quickly(visit, javascript):
    page = visit("/en/activities/healing-circle/", javascript=javascript)
    link = page.locator("[data-exit]")
    target = link.get_attribute("href")
    page.route("https://**", lambda route: route.fulfill(body="harmless"))
    link.click()
    page.wait_for_url(target)
    assert page.locator("body").inner_text() == "harmless"
    page.go_back()
    assert ("healing-circle" in page.url) is not javascript
