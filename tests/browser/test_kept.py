"""Pages that a reader keeps on her device: only those that she asked for, until she wipes them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import plans
from tests.browser.axe import fits, violations
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.going import follow

pytestmark = pytest.mark.browser
ACTIVITY = "/en/activities/one-breath-check-in/"
PRIVATE = ("account/login/", "share/", "apply/", "plan/", "consent/", "search/?q=a")
HELD = """async () => { const found = {}; for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
        const { pathname, search } = new URL(request.url);
        const answer = await caches.match(request, { cacheName: name, ignoreVary: true });
        found[pathname + search] = answer.status === 200 ? (await answer.blob()).size : 0; } }
    return found; }"""


def held(page) -> dict[str, int]:
    return page.evaluate(HELD)


def pages_held(page) -> list[str]:
    return sorted(path for path in held(page) if not path.startswith("/static/"))


def workers(page) -> int:
    return page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)")


def keep(page) -> None:
    page.locator("[data-device-keep]").click()
    expect(page.locator("[data-device-drop]")).to_be_visible()


def asked(page) -> int:
    """The kilobytes that the button names."""
    button = page.locator("[data-device-keep]")
    expect(button).to_contain_text("KB")
    return int(re.search(r"([\d,]+) KB", button.inner_text())[1].replace(",", ""))


def test_nothing_is_installed_or_kept_before_the_press(visit):
    page = visit(ACTIVITY)
    asked(page)
    assert (workers(page), held(page)) == (0, {})
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_kept_page_opens_without_a_network_as_it_was(visit):
    page = visit(ACTIVITY)
    size = asked(page)
    keep(page)
    assert pages_held(page) == [ACTIVITY]
    assert abs(sum(held(page).values()) / 1024 - size) <= size / 10
    assert page.locator("[data-held]").first.inner_text() == "0"
    page.context.set_offline(True)
    page.goto(ACTIVITY)
    expect(page.locator("h1")).to_have_text("One breath together")
    expect(page.locator(".device__old")).to_contain_text("This is the copy that this device kept on")
    assert page.evaluate("getComputedStyle(document.querySelector('.wordmark')).display") != "inline"
    expect(page.locator("[data-print]").first).to_be_visible()


def test_what_is_kept_is_still_there_after_the_browser_was_closed(hub, tmp_path, chromium):
    kind = chromium.browser_type
    options = {"executable_path": CHROMIUM, "args": FLAGS, "base_url": hub}
    with kind.launch_persistent_context(tmp_path, **options) as window:
        page = window.new_page()
        page.goto(ACTIVITY)
        keep(page)
    with kind.launch_persistent_context(tmp_path, **options) as window:
        window.set_offline(True)
        page = window.new_page()
        page.goto(ACTIVITY)
        expect(page.locator("h1")).to_have_text("One breath together")


def test_page_that_was_not_kept_does_not_open(visit):
    page = visit(ACTIVITY)
    keep(page)
    page.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        page.goto("/en/activities/healing-circle/")


def test_with_a_network_the_new_page_is_shown_and_kept(visit):
    page = visit(ACTIVITY)
    keep(page)
    first = page.evaluate("caches.keys()")
    page.goto(ACTIVITY)
    expect(page.locator(".device__old")).to_have_count(0)
    page.wait_for_function(
        "first => caches.keys().then(names => names.length === 1 && names[0] !== first)", arg=first[0]
    )
    assert pages_held(page) == [ACTIVITY]


def test_network_that_is_too_slow_gives_way_to_the_kept_page_with_its_own_stylesheet(visit):
    page = visit(ACTIVITY)
    keep(page)
    page.context.route(f"**{ACTIVITY}", lambda route: None)
    newer = {"body": "main { display: none }", "content_type": "text/css"}
    page.context.route("**/static/site.css", lambda route: route.fulfill(**newer))
    page.goto(ACTIVITY)
    expect(page.locator(".device__old")).to_be_visible()


def test_new_page_comes_with_its_new_stylesheet(visit):
    page = visit(ACTIVITY)
    keep(page)
    newer = {"body": "main { display: none }", "content_type": "text/css"}
    page.context.route("**/static/site.css", lambda route: route.fulfill(**newer))
    page.goto(ACTIVITY)
    expect(page.locator("main")).to_be_hidden()


def test_nothing_private_is_ever_kept(visit, running_hub):
    edit, view = plans.kept(running_hub)
    page = visit(ACTIVITY)
    keep(page)
    for path in (
        *(f"/en/{path}" for path in PRIVATE),
        f"/en/plan/edit/{edit}/",
        f"/en/plan/view/{view}/",
        "/admin/login/",
    ):
        page.goto(path)
        assert pages_held(page) == [ACTIVITY], path
    said = page.evaluate(
        """async paths => { const { active } = await navigator.serviceWorker.ready; const said = [];
        for (const path of paths) said.push(await new Promise(resolve => { const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => resolve(data); active.postMessage({ keep: [path] }, [port2]); }));
        return said; }""",
        [
            f"/en/plan/edit/{edit}/",
            "/en/account/login/",
            "/en/apply/",
            "/admin/",
            "https://example.org/en/toolkit/",
            "/en/plan/",
        ],
    )
    assert said == ["lost"] * 6
    assert pages_held(page) == [ACTIVITY]


def test_run_of_a_plan_is_kept_when_the_host_asks(visit, running_hub):
    edit, _view = plans.kept(running_hub)
    address = f"/en/plan/edit/{edit}/run/"
    page = visit(address)
    expect(page.locator("[data-device]")).to_contain_text("It has your private notes")
    size = asked(page)
    keep(page)
    assert abs(sum(held(page).values()) / 1024 - size) <= size / 10
    page.context.set_offline(True)
    page.goto(address)
    page.locator("[data-begin]").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#s-talk")).to_be_visible()


def test_deleted_plan_goes_from_the_device_at_the_next_visit(visit, running_hub):
    edit, _view = plans.kept(running_hub)
    page = visit(f"/en/plan/edit/{edit}/run/")
    keep(page)
    running_hub.shell(f"from hub.planner import keeping; keeping.delete(edit='{edit}')")
    page.goto(f"/en/plan/edit/{edit}/run/")
    page.wait_for_function("caches.keys().then(names => names.length === 0)")


def test_toolkit_of_the_device_opens_without_a_network(visit):
    page = visit("/en/activities/?type=care")
    page.locator(".keep").first.click()
    page.locator(".keep").nth(1).click()
    follow(page.locator(".tool--kit"))
    keep(page)
    titles = page.locator(".kit__item h2").all_inner_texts()
    page.context.set_offline(True)
    page.goto("/en/toolkit/")
    expect(page.locator(".device__old")).to_be_visible()
    assert page.locator(".kit__item h2").all_inner_texts() == titles
    page.context.set_offline(False)
    page.locator(".kit__forget summary").click()
    page.get_by_role("link", name="Forget everything").click()
    page.wait_for_function("caches.keys().then(names => names.length === 0)")


def test_list_names_what_is_kept_and_one_tap_wipes_it(visit):
    page = visit(ACTIVITY)
    keep(page)
    page.goto("/en/activities/healing-circle/")
    keep(page)
    page.goto("/en/kept/")
    rows = page.locator("[data-page]")
    expect(rows).to_have_count(2)
    assert rows.locator("a").all_inner_texts() == ["A circle that holds", "One breath together"]
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Wipe all").click()
    expect(page.locator("[data-said]")).to_have_text("All is wiped. Nothing is kept on this device any more.")
    assert (held(page), workers(page), page.evaluate("caches.keys()")) == ({}, 0, [])


def test_device_without_room_is_told_so(visit):
    page = visit(ACTIVITY)
    asked(page)
    devtools = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 20_000})
    page.locator("[data-device-keep]").click()
    expect(page.locator("[data-device-said]")).to_contain_text("There is not enough room on this device")
    assert (held(page), workers(page)) == ({}, 0)


def test_without_a_script_the_list_says_what_else_to_do(visit):
    page = visit("/en/kept/", javascript=False)
    expect(page.get_by_role("heading", name="This list needs a script")).to_be_visible()
    page.goto(ACTIVITY)
    expect(page.locator("[data-device-keep]")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar", "th"])
def test_pages_are_accessible_and_fit(visit, language):
    page = visit(f"/{language}/activities/one-breath-check-in/", bypass_csp=True)
    keep(page)
    assert violations(page, "[data-device]") == []
    page.goto(f"/{language}/kept/")
    expect(page.locator("[data-page]")).to_have_count(1)
    assert violations(page, "main") == []
    assert fits(page)
