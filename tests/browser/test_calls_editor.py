"""Staff make a call with twelve questions in two languages and open it, in the admin alone; its pages on a phone."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.axe import fits, violations

pytestmark = pytest.mark.browser
PLACE = """
from tests.calls import makers
print(makers.calls_page().pk)
"""
QUESTIONS = [
    ("Where do you live?", "short", ""),
    ("What is your idea?", "long", ""),
    ("How many people will come?", "number", ""),
    ("Where will you meet?", "choice", "Inside\nOutside"),
    ("What do you need?", "many", "Money\nA guide\nChildcare"),
    ("Which day?", "date", ""),
    ("A drawing", "file", ""),
    ("Have you hosted before?", "yesno", ""),
    ("What was it?", "long", ""),
    ("Who else is with you?", "short", ""),
    ("How can we help?", "long", ""),
    ("I have read what is kept.", "consent", ""),
]


def write(page, now):
    """Fills the form in for a call that is open now, and publishes it."""
    page.locator("#id_title").fill("Hosts of the river")
    page.locator("#id_summary").fill("We look for people who host by the water.")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/")
    page.locator("#id_zone").select_option("Africa/Nairobi")
    fields = {"opens_at": -1, "closes_at": 30, "decision_by": 60, "data_kept_until": 200}
    for name, days in fields.items():
        at = now + dt.timedelta(days=days)
        page.locator(f"#id_{name}").fill(at.strftime("%Y-%m-%d %H:%M" if name.endswith("_at") else "%Y-%m-%d"))
        page.keyboard.press("Tab")
    for number, (label, kind, choices) in enumerate(QUESTIONS):
        page.locator("#id_form_fields-ADD").press("Enter")
        row = f"#id_form_fields-{number}"
        page.locator(f"{row}-label").fill(label)
        page.locator(f"{row}-field_type").select_option(kind)
        if choices:
            page.locator(f"{row}-choices").fill(choices)
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def translate(page):
    """Writes every part in Arabic and publishes them."""
    page.goto("/admin/translation/?q=Hosts+of+the+river&language=ar")
    with page.expect_navigation():
        page.locator("main table a[href*='/translation/work/']").click()
    text = page.locator("textarea[name=text]")
    while text.count():
        source = page.locator("#part-source .ed-text").inner_text()
        text.fill("ع " + source)
        with page.expect_navigation():
            page.get_by_role("button", name="Save and next").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish", exact=True).click()


def test_staff_make_a_call_in_two_languages_in_the_admin_alone(opened, glance, running_hub):
    parent = running_hub.shell(PLACE)
    page = opened(f"/admin/pages/add/calls/callpage/{parent}/", width=1280)
    write(page, dt.datetime.now(dt.UTC).replace(tzinfo=None))
    expect(page.locator(".messages")).to_contain_text("published")
    translate(page)
    for code in ("en", "ar", "th"):
        for path in ("calls/", "calls/hosts-of-the-river/"):
            seen = glance(f"/{code}/{path}", width=360)
            assert (violations(seen), fits(seen)) == ([], True)
        assert seen.locator("[data-stage]").get_attribute("data-stage") == "open"
        assert seen.locator("h1").inner_text().startswith("ع" if code == "ar" else "Hosts")
