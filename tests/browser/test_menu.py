"""The menu at the top: one line up to a desk's width in every language, and all of it for who goes through it by keyboard."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
LANGUAGES = [code for code, _name in settings.LANGUAGES]
PHONE = 360
LINE = 44  # px: as high as what a finger needs
HEIGHTS = "() => [document.querySelector('.nav'), document.querySelector('.nav ul')].map(box => box.clientHeight)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, 480, 600, 959])
def test_menu_is_one_line_up_to_the_width_of_a_desk(glance, language, width):
    page = glance(f"/{language}/", width=width)
    assert page.evaluate(HEIGHTS) == [LINE, LINE]
    assert page.locator(".nav__more").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_toolkit_and_language_share_a_line_on_the_narrowest_phone(glance, language):
    page = glance(f"/{language}/", width=320)
    boxes = [page.locator(f".header__in > {part}").bounding_box() for part in (".wordmark", ".tool--kit", ".langs")]
    assert max(box["y"] for box in boxes) < min(box["y"] + box["height"] for box in boxes)


def test_menu_opens_for_the_keyboard_and_closes_behind_it(glance):
    page = glance("/ar/", width=PHONE)
    page.locator(".wordmark").focus()
    page.keyboard.press("Tab")
    menu, last = page.locator(".nav ul").bounding_box(), page.locator(".nav li a").last.bounding_box()
    assert page.evaluate("document.activeElement === document.querySelector('.nav a')")
    assert last["y"] + last["height"] <= menu["y"] + menu["height"]
    page.locator(".nav__more").focus()
    assert page.evaluate(HEIGHTS)[1] == LINE
