"""Somebody applies in Arabic on a small phone without a script, leaves, comes back with her code and sends; axe looks on."""

import pytest

from tests.browser.axe import fits, violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
GO = ".share-form button.button--big"
# Run in the hub: an open call in English and Arabic.
CALL = """
from tests.calls import makers
call = makers.call(slug="browser-call", title="Demo spring")
makers.call_in("ar", call, title="ربيع تجريبي", labels={"place": {"label": "أين تعيش؟", "begins_step": "عنك"}})
"""


@pytest.fixture(scope="module")
def call(running_hub, hub) -> str:
    running_hub.shell(CALL)
    return "browser-call"


def begin(visit, code, call, **options):
    page = visit(f"/{code}/apply/to/{call}/", **options)
    page.wait_for_timeout(2300)  # as long as a person needs at the least
    follow(page.locator("main form button.button--big"))
    return page, page.locator("#code").inner_text().strip()


def test_application_goes_from_a_small_phone_without_script_in_arabic(visit, call):
    page, code = begin(visit, "ar", call, javascript=False)
    follow(page.locator("main form button.button--big"))
    follow(page.locator(".share-tasks a").first)
    page.fill("#id_name", "نهر")
    page.check("input[name=way][value=none]", force=True)
    follow(page.locator(GO))
    page.fill("#id_q-place", "بلدة تجريبية")
    page.fill("#id_q-idea", "نغنّي معًا.")
    follow(page.locator(GO))
    page.context.clear_cookies()  # she leaves; the device knows nothing any more
    page.goto("/ar/apply/steps/")
    assert page.url.endswith("/ar/apply/resume/")
    page.fill("#id_code", code.lower().replace("-", " "))
    follow(page.locator("main form button.button--big"))
    page.goto("/ar/apply/steps/2/")
    assert (page.input_value("#id_q-place"), page.input_value("#id_q-idea")) == ("بلدة تجريبية", "نغنّي معًا.")
    page.goto("/ar/apply/steps/4/")
    page.set_input_files("#id_files", [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"A sketch in words."}])
    follow(page.locator("form[data-upload] button"))
    assert page.locator("[data-uploaded] li").count() == 1
    page.goto("/ar/apply/steps/5/")
    page.check("input[name=q-agreed]", force=True)
    follow(page.locator(GO))
    assert page.url.endswith("/ar/apply/check/")
    assert page.locator(".share-check__wrong").count() == 0
    follow(page.locator("main form button.button--big").first)
    assert page.url.endswith("/ar/apply/sent/")
    assert page.locator("p.apply-reference").inner_text().count("-") == 3
    follow(page.locator("main a.button--big"))
    assert page.locator("[data-state]").get_attribute("data-state") == "received"
    assert page.troubles == []


@pytest.mark.parametrize("code", ["en", "ar", "th"])
def test_pages_of_an_application_are_accessible_and_fit(visit, call, code):
    page, _code = begin(visit, code, call, bypass_csp=True)
    wrong = {}
    places = ["code", "steps", "steps/1", "steps/2", "steps/3", "steps/4", "steps/5", "file", "check", "withdraw"]
    for name in [*places, "resume", f"to/{call}"]:
        page.goto(f"/{code}/apply/{name}/")
        if name == "steps/2":
            page.fill("#id_q-people", "many")
            follow(page.locator(GO))
        found = violations(page)
        if found or not fits(page):
            wrong[name] = (found, fits(page))
    assert wrong == {}
