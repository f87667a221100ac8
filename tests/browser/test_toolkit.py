"""My toolkit with cookies, storage and script all off, and with script on the device."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import fits, violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
TWELVE = 12


def titles(page) -> list[str]:
    return page.locator(".kit__item").evaluate_all("items => items.map(item => item.dataset.uid)")


def held(page):
    return page.evaluate("JSON.parse(localStorage.getItem('toolkit'))")


def test_without_script_or_storage_twelve_travel_in_the_address(visit, hub):
    page = visit("/en/activities/", javascript=False)
    for number in range(TWELVE):
        expect(page.locator("[data-held]")).to_have_text(str(number))
        follow(page.locator(".keep:not([data-in])").first)
    follow(page.locator(".tool--kit"))
    first = titles(page)
    assert len(first) == TWELVE
    follow(page.get_by_role("button", name="Move down").first)
    assert titles(page) == [first[1], first[0], *first[2:]]
    page.locator(".kit__note summary").first.click()
    page.locator(".kit__note textarea").first.fill("Bring a ball of wool")
    follow(page.get_by_role("button", name="Keep name and notes"))
    assert page.locator(".kit__note textarea").first.input_value() == "Bring a ball of wool"
    follow(page.get_by_role("link", name="Choose more activities"))
    follow(page.locator(".tool--kit"))
    assert page.locator(".kit__note textarea").first.input_value() == "Bring a ball of wool"
    link = page.locator("[data-share]").get_attribute("href")
    assert len(link.removeprefix(hub)) + 40 <= 120
    order = titles(page)
    assert page.pdf()[:4] == b"%PDF"
    assert (page.context.cookies(), page.troubles) == ([], [])
    arabic = visit(link.removeprefix(hub).replace("/en/", "/ar/"), javascript=False)
    assert titles(arabic) == order
    assert arabic.locator("html").get_attribute("dir") == "rtl"
    assert arabic.locator(".kit__note textarea").first.input_value() == ""


def test_with_script_it_is_kept_on_the_device(visit):
    page = visit("/en/activities/?type=care")
    page.locator(".keep").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-held]")).to_have_text("1")
    page.locator(".keep").nth(1).click()
    expect(page.locator("[role=status].toast")).to_have_text("Added. Kept on this device only.")
    assert page.url.endswith("/en/activities/?type=care")
    follow(page.locator(".tool--kit"))
    one, two = titles(page)
    expect(page.locator("[data-where=device]").first).to_be_visible()
    page.get_by_role("button", name="Move down").first.click()
    expect(page.locator(".kit__item").first).to_have_attribute("data-uid", two)
    expect(page.locator(f"[data-uid='{one}'] button:focus")).to_have_count(1)
    page.locator(".kit__note summary").first.click()
    page.locator(".kit__note textarea").first.fill("Only here")
    page.locator("#kit-name").fill("Friday")
    assert "Only" not in page.url
    page.reload()
    expect(page.locator(".kit__note textarea").first).to_have_value("Only here")
    expect(page.locator("h1")).to_have_text("Friday")
    page.get_by_role("button", name="New toolkit").click()
    expect(page.locator(".empty")).to_be_visible()
    page.get_by_role("button", name="Friday").click()
    expect(page.locator(".kit__item")).to_have_count(2)
    assert [kit["name"] for kit in held(page)["kits"]] == ["Friday", ""]
    page.locator(".kit__forget summary").click()
    page.get_by_role("link", name="Forget everything").click()
    expect(page.locator(".empty")).to_be_visible()
    assert (held(page), page.context.cookies(), page.troubles) == (None, [], [])


def test_list_of_a_link_is_kept_beside_her_own_when_she_says_so(visit):
    page = visit("/en/activities/?type=care")
    page.locator(".keep").first.click()
    page.goto("/en/toolkit/?t=33vrha-zzzz")
    assert len(held(page)["kits"]) == 1
    page.get_by_role("button", name="Keep it on this device").click()
    expect(page.locator("[data-kit]:visible")).to_have_count(2)
    assert held(page)["kits"][1]["uids"] == ["33vrha", "zzzz"]
    expect(page.locator(".nav a").first).to_have_attribute("href", re.compile(r"/en/activities/$"))


@pytest.mark.parametrize(
    "path", ["en/toolkit/?t=33vrha-zzzz", "ar/toolkit/?t=33vrha-zzzz", "th/toolkit/?t=33vrha-zzzz"]
)
def test_page_is_accessible_and_fits(glance, path):
    page = glance(f"/{path}", width=360)
    assert violations(page, "#toolkit") == []
    assert fits(page)
