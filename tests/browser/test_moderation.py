"""A moderator on a telephone and at a desk, without script: she reads, answers, is told what is missing, and publishes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("number", "width"), [(1, 360), (2, 1280)])
def test_story_is_read_checked_and_published_without_script(opened, desk, number, width):
    page = opened("/admin/stories/moderate/", width=width, javascript=False)
    follow(page.get_by_role("link", name=f"Demo story {number - 1}"))
    follow(page.get_by_role("button", name="Approve and publish"))
    expect(page.get_by_text("Please answer this.")).to_have_count(7)
    for choice in page.get_by_role("radio", name="In order", exact=True).all():
        choice.check()
    follow(page.get_by_role("button", name="Approve and publish"))
    expect(page.locator(".messages")).to_contain_text("Approved.")
    page.goto(f"/en/stories/demo-story-{number - 1}/")
    assert page.locator("h1").inner_text() == f"Demo story {number - 1}"


@pytest.mark.parametrize("width", [360, 1280])
def test_screen_is_accessible_and_fits(opened, desk, width):
    for path, part in ((f"/admin/stories/moderate/{desk[3]}/", ".moderation"), ("/admin/consents/", ".notes")):
        page = opened(path, width=width, bypass_csp=True)
        assert violations(page, part) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("code", ["en", "ar", "th"])
def test_holder_of_a_card_sees_what_she_allowed(visit, desk, code):
    page = visit(f"/{code}/consent/#{desk[4]}", bypass_csp=True)
    expect(page).to_have_url(re.compile("/consent/$"))
    assert page.locator("[data-code]").input_value() == desk[4]
    assert violations(page) == []
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator(".consent-things li")).to_have_count(3)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.context.cookies() == []
