"""A large drawing looked at closely: by keyboard, finger and mouse, without script, and when the connection breaks."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.going import follow
from tests.browser.traffic import listen, weight
from tests.hubs import Hub

pytestmark = pytest.mark.browser
SETUP = """
import sys
from hub.drawings import services
from hub.drawings.originals import read_drawing
from tests.drawings.big import PARTS
with open({path!r}, "rb") as file:
    drawing = services.add_drawing(read=read_drawing(file), title="Wall of the demo jam")
services.cut_parts(image_id=drawing.image_id, parts=PARTS)
services.open_or_close(image_id=drawing.image_id, is_open=True)
drawing.image.get_renditions("width-960|format-jpeg")
"""
PATH = "drawing-for-tests/"
STATE = """() => {
  const stage = document.querySelector('.viewer__stage');
  const tiles = [...stage.querySelectorAll('[data-sheet] img')].slice(1).map(tile => tile.src);
  return { scale: +stage.dataset.scale, tiles: tiles.map(src => src.split('/').slice(-2).join('/')) };
}"""


@pytest.fixture(scope="session")
def drawing_site(hub, running_hub) -> str:
    """The address of a hub that shows a drawing of 12,000 × 6,000 points. It has the running hub's database."""
    from tests.drawings.big import big_drawing

    site = Hub(running_hub.folder, "tests.drawings.site")
    path = site.folder / "big.jpg"
    big_drawing().save(path, "JPEG", quality=90)
    site.shell(SETUP.format(path=str(path)))
    with site.served() as address:
        yield address


@pytest.fixture
def visit_drawing(chromium, drawing_site):
    """`visit_drawing(code, width=…, …)` → the page with the drawing, opened."""
    contexts = []

    def open_page(code: str = "en", *, width: int = 360, height: int = 740, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=drawing_site, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        listen(page)
        page.goto(f"/{code}/{PATH}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def look(page):
    page.get_by_role("button", name="Look closely").click()
    page.wait_for_function("() => document.querySelector('.viewer__stage').dataset.scale")
    return page


def rest(page) -> None:
    """Waits by the browser's own clock, however busy it is, until the viewer has asked for the tiles that it wants."""
    page.evaluate("() => new Promise(done => setTimeout(done, 200))")


def settle(page, condition: str = "true") -> dict:
    """What is seen once the tiles in view are there and nothing coarser lies among them."""
    rest(page)
    page.wait_for_function(
        "() => { const tiles = [...document.querySelectorAll('[data-sheet] img')].slice(1).map(t => t.src.split('/').at(-2));"
        f"return new Set(tiles).size < 2 && ({condition}); }}"
    )
    return page.evaluate(STATE)


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_first_view_and_opening_cost_little(visit_drawing, code, width):
    page = visit_drawing(code, width=width, device_scale_factor=2 if width == 360 else 1)
    page.wait_for_load_state("networkidle")
    assert weight(page) <= 150_000
    page.locator("[data-look]").click()
    settle(page)
    assert weight(page) <= 150_000
    assert page.troubles == []


@pytest.mark.parametrize(("code", "width"), [("en", 360), ("en", 1280), ("ar", 360), ("ar", 1280), ("th", 360)])
def test_every_state_is_accessible_and_fits(visit_drawing, code, width):
    page = visit_drawing(code, width=width, bypass_csp=True)
    assert violations(page) == []
    page.locator("[data-look]").click()
    settle(page)
    assert violations(page) == []
    for _step in range(4):
        page.keyboard.press("+")
    settle(page, "tiles.length")
    assert violations(page) == []
    page.locator("[data-box]").first.focus()
    page.keyboard.press("Enter")
    settle(page, "tiles.length")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.troubles == []


def test_keyboard_walks_through_everything(visit_drawing):
    page = visit_drawing(width=1280)
    page.get_by_role("button", name="Look closely").focus()
    page.keyboard.press("Enter")
    settle(page)
    name = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
    walked = [page.evaluate(name)]
    for _step in range(3):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(name))
    assert walked == [
        "The drawing. Arrow keys move it, plus and minus zoom, 0 shows all of it.",
        "Part 1 of 3",
        "Part 2 of 3",
        "Part 3 of 3",
    ]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    near = settle(page, "tiles.length")
    assert page.locator(".viewer__note").inner_text().split("\n\n")[:2] == [
        "Part 1 of 3",
        "We need a room that nobody can lock.",
    ]
    assert {tile.split("/")[0] for tile in near["tiles"]} == {"5"}
    page.keyboard.press("-")
    assert page.evaluate(STATE)["scale"] == pytest.approx(near["scale"] / 1.5, rel=0.01)
    page.keyboard.press("0")
    assert page.evaluate(STATE)["scale"] < 0.11
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Look closely")).to_be_focused()


def test_arrows_move_the_drawing_and_only_tiles_in_view_are_fetched(visit_drawing):
    page = look(visit_drawing(width=1280))
    for _step in range(6):
        page.keyboard.press("+")
    before = settle(page, "tiles.length")
    assert len(before["tiles"]) <= 20
    for _step in range(40):
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowUp")
    corner = settle(page, "tiles.length")
    page.locator("[data-sheet] img[src$='/0_0.webp']").first.wait_for(state="attached")
    assert len(corner["tiles"]) <= 20
    assert len([url for url in page.fetched if re.search(r"/\d+_\d+\.webp$", url)]) <= 45


@pytest.mark.parametrize("code", ["en", "ar"])
def test_link_of_a_part_opens_it_in_place_and_gets_the_focus_back(visit_drawing, code):
    page = visit_drawing(code, width=360, device_scale_factor=2)
    page.locator("[data-part='1']").click()
    settle(page, "tiles.length")
    stage = page.locator(".viewer__stage").bounding_box()
    part = page.locator("[data-box]").first.bounding_box()
    assert stage["x"] <= part["x"]
    assert part["x"] + part["width"] <= stage["x"] + stage["width"]
    assert part["width"] > 0.85 * stage["width"]
    assert stage["y"] <= part["y"]
    assert part["y"] + part["height"] <= stage["y"] + stage["height"]
    page.locator("[data-close]").click()
    expect(page.locator("[data-part='1']")).to_be_focused()


def test_two_fingers_zoom_and_one_moves(visit_drawing):
    page = look(visit_drawing(has_touch=True))
    start = page.evaluate(STATE)["scale"]
    touch = page.context.new_cdp_session(page)

    def send(kind, *spots, **more):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(spots)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, **more})

    send("touchStart", (160, 400), (200, 400))
    for step in range(1, 9):
        send("touchMove", (160 - 10 * step, 400), (200 + 10 * step, 400))
    send("touchEnd")
    pinched = settle(page, "tiles.length")
    assert pinched["scale"] == pytest.approx(start * 200 / 40, rel=0.1)
    place = page.locator("[data-box]").first.bounding_box()["x"]
    send("touchStart", (180, 400))
    for step in range(1, 9):
        send("touchMove", (180 - 10 * step, 400))
    send("touchEnd")
    rest(page)
    assert page.locator("[data-box]").first.bounding_box()["x"] == pytest.approx(place - 80, abs=12)
    page.keyboard.press("0")
    first = time.time()
    for tap in range(2):  # a tenth of a second apart, however long it takes to say so
        send("touchStart", (330, 150), timestamp=first + tap / 10)
        send("touchEnd", timestamp=first + tap / 10 + 0.05)
    rest(page)
    assert page.evaluate(STATE)["scale"] == pytest.approx(start * 2.5, rel=0.02)


def test_wheel_zooms_where_the_mouse_is_and_drag_moves(visit_drawing):
    page = look(visit_drawing(width=1280))
    part = page.locator("[data-box]").first
    before = part.bounding_box()
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    start = page.evaluate(STATE)["scale"]
    for _turn in range(3):
        page.mouse.wheel(0, -120)
    page.wait_for_function(
        "least => +document.querySelector('.viewer__stage').dataset.scale > least", arg=start * 2.72 ** (0.003 * 300)
    )
    settle(page)
    near = part.bounding_box()
    assert near["width"] == pytest.approx(before["width"] * 2.72 ** (0.003 * 360), rel=0.05)
    page.mouse.down()
    page.mouse.move(before["x"] + 150, before["y"] + 90, steps=4)
    page.mouse.up()
    rest(page)
    assert part.bounding_box()["x"] > near["x"] + 30
    assert page.locator(".viewer__note").is_hidden()  # a part that was dragged has not been pressed


def test_lost_connection_keeps_the_coarse_picture_and_offers_again(visit_drawing):
    page = look(visit_drawing(width=1280))
    page.route(re.compile(r"/\d+_\d+\.webp$"), lambda route: route.abort())
    page.keyboard.press("+")
    page.keyboard.press("+")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    page.wait_for_function("() => document.querySelector('[data-sheet] img').naturalWidth >= 480")
    assert page.evaluate(STATE)["tiles"] == []
    rest(page)
    page.unroute_all(behavior="wait")
    rest(page)  # until the last tile is known to be lost
    again.click()
    assert settle(page, "tiles.length")["tiles"] != []
    expect(again).to_be_hidden()


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_parts_are_a_list_of_plain_pictures(visit_drawing, code, width):
    page = visit_drawing(code, width=width, java_script_enabled=False)
    assert page.locator("[data-look]").is_hidden()
    assert page.locator("dialog").is_hidden()
    assert page.locator("ol.recording__parts > li").count() == 3
    links = [link.get_attribute("href") for link in page.locator("[data-part], [data-script-hides]").all()]
    kinds = {page.request.get(link).headers["content-type"] for link in links}
    assert (len(links), kinds) == (4, {"image/jpeg"})
    follow(page.locator("[data-part='1']"))
    assert page.url.endswith("part-6000-6000-1000-1000.jpg")


def test_reduced_motion_is_respected(visit_drawing):
    page = look(visit_drawing(width=1280))
    before = page.evaluate(STATE)["scale"]
    now = page.evaluate(
        "() => { document.querySelector('[data-zoom=in]').click();"
        "return document.querySelector('.viewer__stage').dataset.scale; }"
    )
    assert float(now) == pytest.approx(before * 1.5, rel=0.01)
