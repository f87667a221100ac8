"""A host tells her story on a small phone: without a script in French, with one in English, and axe looks at each step."""

import io
import itertools

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.axe import fits, violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
GO = ".share-form button.button--big"
TITLE = "Démo : le marché des chansons"


def jpeg(name: str, colour: str) -> dict:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def begin(visit, code, **options):
    page = visit(f"/{code}/share/", **options)
    page.wait_for_timeout(2300)  # as long as a person needs at the least
    follow(page.locator("main form button.button--big"))
    assert len(page.locator("#code").inner_text().strip()) == 31
    return page


def what(page, title):
    page.fill("#id_title", title)
    page.fill("#id_summary", "Nous avons chanté. Des gens sont restés.")
    page.fill("#id_what_happened", "Nous avons chanté.\n\nPuis dansé.")


def agree(page):
    for each in page.locator(".share-about").all():
        each.locator("input[type=text]").fill("Rivière")
        each.locator("input[value=yes]").check(force=True)


def test_story_goes_from_a_small_phone_without_script_to_published_in_french(visit, opened):
    page = told_in_french(visit)
    desk = opened("/admin/stories/moderate/", javascript=False)
    asked_to_change(desk)
    page.goto("/fr/share/state/")
    assert page.locator("[data-state]").get_attribute("data-state") == "asked"
    follow(page.locator("main li a[href$='#id_summary']"))
    assert "Sans le nom du village" in page.locator(".share-form").inner_text()
    page.fill("#id_summary", "Nous avons chanté. Des gens sont restés et ont chanté avec nous.")
    follow(page.locator(GO))
    assert page.url.endswith("/fr/share/check/")
    follow(page.locator("main form button.button--big").first)
    assert page.locator("[data-state]").get_attribute("data-state") == "sent"
    approved(desk)
    page.goto("/fr/share/state/")
    follow(page.locator("main a.button--big"))
    assert page.locator("h1").inner_text() == TITLE
    read = page.locator("main").inner_text()
    assert ("ont chanté avec nous" in read, "On se connaît maintenant." in read, "Rivière" in read) == (
        True,
        True,
        False,
    )
    assert page.locator("main figure img").count() >= 2
    assert fits(page)
    assert page.troubles == []


def told_in_french(visit):
    """Without script, on a phone: every step, a broken picture among the good ones, and sent."""
    page = begin(visit, "fr", javascript=False)
    follow(page.locator("main form button.button--big"))
    follow(page.locator(".share-tasks a").first)
    what(page, TITLE)
    follow(page.locator(GO))
    page.fill("#id_year", "2025")
    page.select_option("#id_country", "FR")
    follow(page.locator(GO))
    page.fill("#id_q", "cercle")
    follow(page.locator(".share-search button"))
    follow(page.locator(".share-found button").first)
    assert page.locator(".share-rows > li").count() == 1
    follow(page.locator(GO))
    page.fill("#id_quote1", "On se connaît maintenant.")
    follow(page.locator(GO))
    broken = {"name": "cassée.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"}
    page.set_input_files("#id_pictures", [jpeg("a.jpg", "teal"), broken, jpeg("b.jpg", "orange")])
    follow(page.locator("form[data-upload] button"))
    assert "cassée.jpg" in page.locator(".errors").inner_text()
    for number in range(2):
        follow(page.locator(".share-pictures a.button").nth(number))
        page.fill("#id_alt", f"Des tables {number}")
        page.check("#id_faces_0", force=True)
        follow(page.locator(GO))
    follow(page.locator("main > p a.button--big"))
    agree(page)
    follow(page.locator(GO))
    assert page.url.endswith("/fr/share/check/")
    follow(page.locator("main form button.button--big").first)
    assert page.url.endswith("/fr/share/state/")
    assert page.locator("[data-state]").get_attribute("data-state") == "sent"
    assert page.troubles == []
    return page


def asked_to_change(desk):
    follow(desk.get_by_role("link", name=TITLE))
    desk.locator("summary", has_text="Ask for changes").click()
    desk.fill("#id_ask-words", "Merci ! Une chose encore.")
    desk.fill("#id_ask-on_summary", "Sans le nom du village, s'il vous plaît.")
    follow(desk.get_by_role("button", name="Ask for changes"))


def approved(desk):
    desk.goto("/admin/stories/moderate/")
    follow(desk.get_by_role("link", name=TITLE))
    for choice in desk.get_by_role("radio", name="In order", exact=True).all():
        choice.check()
    follow(desk.get_by_role("button", name="Approve and publish"))


def test_script_keeps_words_and_sends_pictures_one_by_one(visit):
    page = begin(visit, "en")
    page.goto("/en/share/steps/what/")
    page.fill("#id_title", "Demo kept while typing")
    page.locator("#id_title").blur()
    page.locator("[data-kept]:not([hidden])").wait_for()
    page.reload()
    assert page.input_value("#id_title") == "Demo kept while typing"
    page.fill("#id_summary", "x" * 201)
    page.locator("#id_summary").blur()
    page.locator("#id_summary_error:not([hidden])").wait_for()
    page.context.set_offline(True)
    page.fill("#id_title", "Demo not kept")
    page.locator("#id_title").blur()
    page.locator("[data-kept]", has_text="Not kept yet").wait_for()
    page.context.set_offline(False)
    page.goto("/en/share/steps/pictures/")
    page.set_input_files("#id_pictures", [jpeg("a.jpg", "teal"), jpeg("b.jpg", "orange")])
    page.locator("form[data-upload] button[type=submit]").click()
    page.locator(".share-pictures li:nth-child(2)").wait_for()
    page.context.set_offline(True)
    page.set_input_files("#id_pictures", [jpeg("c.jpg", "red")])
    page.locator("form[data-upload] button[type=submit]").click()
    again = page.locator(".share-sending button")
    again.wait_for()
    page.context.set_offline(False)
    again.click()
    page.locator(".share-pictures li:nth-child(3)").wait_for()
    expect(page.locator(".share-sending li")).to_have_count(0)


def face(name: str) -> dict:
    """A pale picture with a small checked face in the middle of its left half."""
    picture = Image.new("RGB", (800, 600), "#eeeeee")
    for x, y in itertools.product(range(10), repeat=2):
        for left in (0, 150):  # one is cut by the edge
            colour = "red" if (x + y) % 2 else "blue"
            picture.paste(colour, (left + 10 * x, 250 + 10 * y, left + 10 * x + 10, 260 + 10 * y))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


def stored(page, number: int) -> Image.Image:
    source = page.locator(".share-pictures img").nth(number).get_attribute("src")
    return Image.open(io.BytesIO(page.request.get(source).body())).convert("RGB")


def far_from(colour, other) -> int:
    return max(abs(one - two) for one, two in zip(colour, other, strict=True))


def test_faces_are_hidden_before_the_picture_leaves_the_device(visit):
    page = begin(visit, "en")
    page.goto("/en/share/steps/pictures/")
    page.set_input_files("#id_pictures", [face("blurred.png"), face("as it is.png"), face("covered.png")])
    page.locator(".faces__one[data-ready]").nth(2).wait_for()
    pictures = page.locator(".faces__picture")
    box = pictures.nth(0).bounding_box()
    pictures.nth(0).click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    for _again in range(3):
        page.locator(".faces__one").nth(0).get_by_role("button", name="Larger").click()
    pictures.nth(0).click(position={"x": 3, "y": box["height"] / 2})
    for _again in range(4):
        page.locator(".faces__one").nth(0).get_by_role("button", name="Larger").click()
    page.locator("input[name=hide_as][value=cover]").check(force=True)
    pictures.nth(2).focus()
    for key in ["ArrowLeft"] * 12 + ["Enter", "+", "+", "+", "Enter", "Backspace"]:
        page.keyboard.press(key)
    expect(page.locator(".faces__one [aria-live]")).to_have_text([f"Hidden places: {n}" for n in (2, 0, 1)])
    assert violations(page) == []
    assert fits(page)
    page.locator("form[data-upload] button[type=submit]").click()
    page.locator(".share-pictures li:nth-child(3)").wait_for()
    expect(page.locator(".faces")).to_be_hidden()
    blurred, as_it_is, covered = (stored(page, number) for number in range(3))
    width, height = as_it_is.size
    middle, stripe = (width // 4, height // 2), range(width * 3 // 16 + 2, width * 5 // 16 - 2)
    assert far_from(covered.getpixel(middle), (27, 27, 27)) < 12
    edge = [blurred.getpixel((x, height // 2)) for x in range(width // 16)]
    assert max(far_from(one, two) for one, two in itertools.pairwise(edge)) < 40
    for picture, is_hidden in ((blurred, True), (as_it_is, False), (covered, True)):
        row = [picture.getpixel((x, height // 2)) for x in stripe]
        jumps = max(far_from(one, two) for one, two in itertools.pairwise(row))
        assert (jumps < 40) == is_hidden, jumps
        assert far_from(picture.getpixel((width * 7 // 8, height // 8)), (238, 238, 238)) < 6


@pytest.mark.parametrize(("code", "width"), [("en", 360), ("ar", 360), ("en", 1280)])
def test_every_step_is_accessible_and_fits(visit, code, width):
    page = begin(visit, code, width=width, bypass_csp=True)
    wrong = {}

    def look(name):
        found = violations(page)
        if found or not fits(page):
            wrong[name] = (found, fits(page))

    look("code")
    follow(page.locator("main form button.button--big"))
    look("tasks")
    page.goto(f"/{code}/share/steps/what/")
    what(page, f"Demo {code} {width}")
    page.fill("#id_summary", "x" * 201)
    follow(page.locator(GO))
    look("what with an error")
    page.fill("#id_summary", "Two sentences.")
    follow(page.locator(GO))
    look("where")
    page.goto(f"/{code}/share/steps/activities/")
    page.fill("#id_q", {"en": "circle", "ar": "دائرة"}[code])
    follow(page.locator(".share-search button"))
    follow(page.locator(".share-found button").first)
    look("activities")
    page.goto(f"/{code}/share/steps/outcome/")
    page.fill("#id_quote1", "Now we know each other.")
    look("outcome")
    follow(page.locator(GO))
    page.set_input_files("#id_pictures", [jpeg("a.jpg", "teal")])
    page.locator("form[data-upload] button[type=submit]").click()
    page.locator(".share-pictures li").wait_for()
    look("pictures")
    follow(page.locator(".share-pictures a.button"))
    look("picture")
    page.fill("#id_alt", "Tables")
    page.check("#id_faces_0", force=True)
    follow(page.locator(GO))
    page.goto(f"/{code}/share/steps/consent/")
    look("consent")
    agree(page)
    follow(page.locator(GO))
    look("check")
    follow(page.locator("main form button.button--big").first)
    look("state")
    for name in ("take-back", "resume", "", "gone"):
        page.goto(f"/{code}/share/{name}{'/' if name else ''}")
        look(name or "start")
    assert wrong == {}
