"""A reader on an old phone says that something is wrong, with and without JavaScript."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import AXE

pytestmark = pytest.mark.browser
CODES = ("en", "ar", "th")
WORDS = {"en": "The second step is cut.", "ar": "الخطوة الثانية ناقصة.", "th": "ขั้นที่สองขาดหายไป"}
NOTE = 'a[href*="/note/"]'


def violations(page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160]) for each in found]


def fits(page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("code", "javascript"), list(itertools.product(CODES, (True, False))))
def test_reader_says_what_is_wrong_and_comes_back(visit, code, javascript):
    start = f"/{code}/activities/one-breath-check-in/"
    page = visit(start, javascript=javascript)
    page.locator(NOTE).first.click()
    page.locator("form.note button").click()
    assert page.locator("#id_text").input_value() == ""
    assert page.locator(".errors").is_visible()
    page.locator("#id_words").fill("…")
    page.locator("#id_text").fill(f"{WORDS[code]} {javascript}")
    page.locator("form.note button").click()
    assert page.url.endswith("/thanks/")
    page.locator("main a.button").click()
    assert page.url.endswith(start)
    assert page.troubles == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("code", "width", "scheme"), list(itertools.product(CODES, (320, 360, 1280), ("light", "dark")))
)
def test_note_is_accessible_and_fits(visit, code, width, scheme):
    page = visit(f"/{code}/themes/", width=width, color_scheme=scheme, bypass_csp=True)
    page.locator(NOTE).first.click()
    assert violations(page) == []
    assert fits(page, width)
    page.locator("#id_text").fill("x" * 2001)
    page.locator("form.note button").click()
    assert page.locator("#id_text").input_value() == "x" * 2001
    assert violations(page) == []
    assert fits(page, width)


@pytest.mark.parametrize("code", ["ar", "th"])
def test_notice_is_small_and_its_links_can_be_met_by_a_thumb(visit, code):
    page = visit(f"/{code}/activities/one-breath-check-in/")
    assert page.locator(".notice--told").bounding_box()["height"] < 200
    heights = [link.bounding_box()["height"] for link in page.locator(".notice__links a").all()]
    assert len(heights) == 2
    assert min(heights) >= 24


def test_error_is_where_the_reader_is(visit):
    page = visit("/en/themes/")
    page.locator(NOTE).first.click()
    page.locator("form.note button").click()
    page.wait_for_function("document.activeElement.className === 'errors'")  # a browser sets it when it first draws
    page.locator(".errors a").click()
    assert page.evaluate("document.activeElement.id") == "id_text"
