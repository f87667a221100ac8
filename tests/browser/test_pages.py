"""Every template × language × width, light and dark: no axe violation, no sideways scroll, no trouble, no request elsewhere."""

import itertools

import pytest

from tests.browser.axe import fits, violations

pytestmark = pytest.mark.browser
TEMPLATES = {
    "home": "",
    "library": "activities/",
    "narrowed library": "activities/?type=care&type=game&time=31-60&foo=bar",
    "empty library": "activities/?q=breath&type=strategy&energy=high",
    "activity": "activities/healing-circle/",
    "borrowed activity": "activities/map-of-power/",
    "stories": "stories/?country=KE&foo=bar",
    "all stories": "stories/",
    "story": "stories/three-evenings-of-quests/",
    "themes": "themes/",
    "cycle": "themes/standing-up/",
    "theme": "themes/standing-up/mobilizing/",
    "resources": "resources/?kind=guide&foo=bar",
    "resource": "resources/icebreaker-ideas/",
    "suggestion": "resources/suggest/",
    "gatherings": "gatherings/?when=past&foo=bar",
    "series": "gatherings/caring-is-sharing/",
    "gathering": "gatherings/caring-is-sharing/2-0/",
    "text page": "about/",
    "search": "search/?q=a",
    "not found": "no-such-page/",
}
CASES = list(itertools.product(TEMPLATES, ("en", "ar", "th"), (320, 1280)))


@pytest.mark.parametrize(("template", "code", "width"), CASES)
def test_page_is_accessible_and_fits(glance, template, code, width):
    page = glance(f"/{code}/{TEMPLATES[template]}", width=width)
    if width < 900 and page.locator("details.filter").count():
        page.locator("details.filter > summary").click()
    assert violations(page) == []
    assert fits(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_first_page_is_accessible_and_fits(visit, width):
    page = visit("/", width=width, bypass_csp=True, locale="ar")
    assert violations(page) == []
    assert fits(page)


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
