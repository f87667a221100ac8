"""A button is pressed while Wagtail saves the draft by itself."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PLACE = """
from hub.core.models import HomePage
print(HomePage.objects.get(locale__language_code="en").pk)
"""
MADE = """
from wagtail.models import Page
print(*Page.objects.filter(title__startswith="A page pressed early").values_list("live", flat=True))
"""


def test_press_waits_for_the_draft_that_is_under_way_and_one_page_is_made(opened, running_hub):
    page = opened(f"/admin/pages/add/core/standardpage/{running_hub.shell(PLACE)}/", width=1280)
    held = []

    def hold(route):
        request = route.request
        is_draft = request.method == "POST" and "application/json" in request.headers.get("accept", "")
        held.append(route) if is_draft and not held else route.continue_()

    page.route("**/admin/pages/**", hold)
    page.locator("#id_title").click()
    page.keyboard.type("A page pressed early")
    for _try in range(20):  # what is typed before Wagtail looks on counts as nothing new
        page.keyboard.type("!")
        page.wait_for_timeout(1500)
        if held:
            break
    assert held
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_timeout(700)  # it would have gone by now
    assert "/add/" in page.url
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator(".messages")).to_contain_text("published")
    assert running_hub.shell(MADE) == "True"
