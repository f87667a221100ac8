"""Every template × language × width × scheme: no axe violation, no sideways scroll, no trouble, no request elsewhere."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
TEMPLATES = {
    "home": "",
    "library": "activities/",
    "narrowed library": "activities/?type=care&type=game&time=31-60&foo=bar",
    "empty library": "activities/?q=breath&type=strategy&energy=high",
    "activity": "activities/healing-circle/",
    "borrowed activity": "activities/map-of-power/",
    "themes": "themes/",
    "text page": "about/",
    "search": "search/?q=a",
    "not found": "no-such-page/",
}
CASES = list(itertools.product(TEMPLATES, ("en", "ar", "th"), (320, 1280), ("light", "dark")))


@pytest.mark.parametrize(("template", "code", "width", "scheme"), CASES)
def test_page_is_accessible_and_fits(visit, template, code, width, scheme):
    page = visit(f"/{code}/{TEMPLATES[template]}", width=width, color_scheme=scheme, bypass_csp=True)
    if width < 900 and page.locator("details.filter").count():
        page.locator("details.filter > summary").click()
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_first_page_is_accessible_and_fits(visit, width, scheme):
    page = visit("/", width=width, color_scheme=scheme, bypass_csp=True, locale="ar")
    assert [each["id"] for each in Axe().run(page, options=AXE).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("code", ["en", "ar", "th"])
@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "not found"])
def test_page_asks_nobody_else_and_breaks_no_policy(visit, template, code):
    page = visit(f"/{code}/{TEMPLATES[template]}", width=1280)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert page.troubles == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("code", ["en", "ar", "th"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_activity_prints_on_at_most_three_sheets(visit, code, paper):
    sheets = visit(f"/{code}/activities/one-breath-check-in/").pdf(format=paper)
    assert sheets.count(b"/Type /Page\n") + sheets.count(b"/Type /Page ") in {1, 2, 3}


def test_print_leaves_out_what_is_only_for_the_screen(visit):
    page = visit("/en/activities/one-breath-check-in/")
    page.emulate_media(media="print")
    assert not page.locator("header.header").is_visible()
    assert not page.locator("footer.footer").is_visible()
    assert page.locator("ol.steps").is_visible()
    assert page.get_by_text("CC BY-SA 4.0").first.is_visible()
