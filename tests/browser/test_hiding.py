"""Staff hide faces: by dragging on the picture, by typing numbers that the picture follows, and without any script."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
WORDS = "A long enough password 7"
MAKE = f"""
import io
from PIL import Image
from django.core.files.uploadedfile import SimpleUploadedFile
from hub.core.models import HubImage, User
User.objects.create_superuser("keeper", "", "{WORDS}")
out = io.BytesIO()
Image.new("RGB", (1200, 800), "teal").save(out, "PNG")
print(HubImage.objects.create(title="Demo", file=SimpleUploadedFile("a.png", out.getvalue())).pk)
"""
REMOVE = 'from hub.core.models import HubImage; HubImage.objects.filter(title="Demo").delete()'


@pytest.fixture(scope="module")
def picture(hub, running_hub):
    """The path of the page on which areas of a picture are hidden, in the running hub."""
    yield f"/admin/images/{running_hub.shell(MAKE)}/hide/"
    running_hub.shell(REMOVE)


@pytest.fixture
def opened(visit, picture):
    def open_page(**options):
        page = visit(f"/admin/login/?next={picture}", **options)
        page.locator("input[name=login]").fill("keeper")
        page.locator("input[name=password]").fill(WORDS)
        follow(page.locator("main form button[type=submit]").first)
        assert urlsplit(page.url).path == picture
        return page

    return open_page


def numbers(page, area: int) -> list[float]:
    names = ("x", "y", "width", "height")
    return [float(page.locator(f"[name=form-{area}-{name}]").input_value() or -1) for name in names]


def drag(page, begin, end) -> None:
    """From one place of the picture to another, both in parts of its width and height."""
    page.locator("[data-hiding-ready]").wait_for()
    picture = page.locator("[data-hiding-picture]")
    picture.scroll_into_view_if_needed()
    picture.hover(trial=True)  # waits until nothing moves it any more
    box = picture.bounding_box()
    places = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (begin, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


@pytest.mark.parametrize("width", [360, 1280])
def test_dragging_writes_the_numbers_and_a_slip_does_not(opened, width):
    page = opened(width=width)
    drag(page, (0.6, 0.5), (0.2, 0.3))
    drag(page, (0.9, 0.9), (0.9, 0.9))
    assert numbers(page, 0) == pytest.approx([20, 30, 40, 20], abs=0.6)
    assert numbers(page, 1) == [-1] * 4
    expect(page.locator(".hiding__drawn")).to_have_count(1)
    assert page.troubles == []


def test_picture_follows_the_numbers_that_the_keyboard_changes(opened):
    page = opened(width=1280)
    page.locator("[data-hiding-ready]").wait_for()
    for name, value in (("x", "10"), ("y", "10"), ("width", "20"), ("height", "20")):
        page.locator(f"[name=form-0-{name}]").fill(value)
    drawn = page.locator(".hiding__drawn")
    before = float(drawn.get_attribute("cx"))
    page.locator("[name=form-0-x]").press("ArrowUp")
    assert float(drawn.get_attribute("cx")) > before
    expect(page.locator("[data-hiding-area]:visible")).to_have_count(2)


@pytest.mark.parametrize(("width", "locale"), [(360, "en"), (1280, "en"), (360, "ar"), (360, "th")])
def test_page_of_hiding_is_accessible(opened, width, locale):
    page = opened(width=width, locale=locale)
    page.locator("[data-hiding-ready]").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_areas_are_hidden_without_script(opened, picture):
    page = opened(javascript=False)
    for name, value in (("x", "10"), ("y", "10"), ("width", "20"), ("height", "20")):
        page.locator(f"[name=form-0-{name}]").fill(value)
    follow(page.get_by_role("button", name="Hide for good"))
    assert urlsplit(page.url).path == picture.removesuffix("hide/")
    assert "The areas are hidden. What was there is gone for good." in page.content()
