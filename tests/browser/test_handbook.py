"""The handbook on a small phone, with everything switched off."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import fits, violations

pytestmark = pytest.mark.browser
PAGES = ["", "planning/?day=2027-05-31", "sample-agendas/", "challenges/", "whole/"]


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_and_axe_finds_nothing(visit, code, path):
    page = visit(f"/{code}/handbook/{path}")
    assert (fits(page), violations(page)) == (True, [])


def test_sentence_without_script(visit):
    page = visit("/en/handbook/shared-vision/", javascript=False)
    words = {"given": "many are tired", "whom": "us", "goal": "rest", "outcome": "joy", "by": ""}
    for name, text in words.items():
        page.locator(f"textarea[name={name}]").fill(text)
    page.get_by_role("button", name="Make our sentence").click()
    page.get_by_role("link", name=re.compile("Please write something here")).click()
    page.locator("textarea[name=by]").fill("singing")
    page.get_by_role("button", name="Make our sentence").click()
    expect(page.locator(".sheet__sentence")).to_have_text(
        "Given that many are tired, how might we help, enable or inspire us to rest and so reach joy by singing?"
    )
    assert fits(page)
    assert page.locator("textarea[name=given]").input_value() == "many are tired"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as text").click()
    assert saved.value.suggested_filename == "our-sentence.txt"


def test_agreements_without_script(visit):
    page = visit("/en/handbook/introducing/", javascript=False)
    first, second = page.locator("input[name=line]").all()[:2]
    lines = [first.input_value(), second.input_value()]
    page.get_by_role("button", name="Make our own sheet").click()
    assert page.locator(".sheet__lines li").all_inner_texts()[:2] == lines
    page.get_by_label("Agreements of your own").fill("Tea first")
    page.get_by_role("button", name=f"Move down: {lines[0]}").click()
    expect(page.locator(".pick__line span[dir]").first).to_have_text(lines[1])
    page.get_by_role("button", name="Show the sheet").click()
    shown = page.locator(".sheet__lines li").all_inner_texts()
    assert (shown[:2], shown[-1]) == ([lines[1], lines[0]], "Tea first")
    assert fits(page)


@pytest.mark.parametrize("path", ["sentence/", "agreements/"])
def test_forms_have_nothing_that_axe_finds(visit, path):
    page = visit(f"/ar/handbook/{path}")
    assert violations(page) == []
