"""A reader on an old phone says that something is wrong, with and without JavaScript."""

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.axe import fits, violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
CODES = ("en", "ar", "th")
WORDS = {"en": "The second step is cut.", "ar": "الخطوة الثانية ناقصة.", "th": "ขั้นที่สองขาดหายไป"}
NOTE = 'a[href*="/note/"]'


@pytest.mark.parametrize(("code", "javascript"), list(itertools.product(CODES, (True, False))))
def test_reader_says_what_is_wrong_and_comes_back(visit, code, javascript):
    start = f"/{code}/activities/one-breath-check-in/"
    page = visit(start, javascript=javascript)
    follow(page.locator(NOTE).first)
    follow(page.locator("form.note button"))
    assert page.locator("#id_text").input_value() == ""
    assert page.locator(".errors").is_visible()
    page.locator("#id_words").fill("…")
    page.locator("#id_text").fill(f"{WORDS[code]} {javascript}")
    follow(page.locator("form.note button"))
    assert page.url.endswith("/thanks/")
    follow(page.locator("main a.button"))
    assert page.url.endswith(start)
    assert page.troubles == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(("code", "width"), list(itertools.product(CODES, (320, 360, 1280))))
def test_note_is_accessible_and_fits(visit, code, width):
    page = visit(f"/{code}/themes/", width=width, bypass_csp=True)
    follow(page.locator(NOTE).first)
    assert violations(page) == []
    assert fits(page)
    page.locator("#id_text").fill("x" * 2001)
    follow(page.locator("form.note button"))
    assert page.locator("#id_text").input_value() == "x" * 2001
    assert violations(page) == []
    assert fits(page)


@pytest.mark.parametrize("code", ["ar", "th"])
def test_notice_is_small_and_its_links_can_be_met_by_a_thumb(visit, code):
    page = visit(f"/{code}/activities/one-breath-check-in/")
    assert page.locator(".notice--told").bounding_box()["height"] < 200
    heights = [link.bounding_box()["height"] for link in page.locator(".notice__links a").all()]
    assert len(heights) == 2
    assert min(heights) >= 24


def test_error_is_where_the_reader_is(visit):
    page = visit("/en/themes/")
    follow(page.locator(NOTE).first)
    follow(page.locator("form.note button"))
    expect(page.locator(".errors")).to_be_focused()  # a browser sets it when it first draws
    page.locator(".errors a").click()
    expect(page.locator("#id_text")).to_be_focused()
