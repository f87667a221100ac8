"""The life of one call, in the browser: staff make it in two languages in the admin alone; somebody applies in Arabic on a
small phone without script, leaves and comes back; she is read blind, chosen, told in Arabic, hosts and reports."""

import datetime as dt
import re

import polib
import pytest
from playwright.sync_api import expect

from tests.browser.axe import fits, violations
from tests.browser.going import follow
from tests.browser.signing_in import cookies

pytestmark = pytest.mark.browser
# Run in the hub: the page below which calls are made, and the session of somebody who reads.
BEGINNING = """
from tests.browser.signing_in import session_of
from tests.calls import makers
from tests.people.conftest import person
print(makers.calls_page().pk, session_of(person("demo-journey-reader", "Reviewers")))
"""
# Run in the hub: the time for applying is over.
CLOSED = """
import datetime as dt
from django.utils import timezone
from hub.calls.models import CallPage
from hub.core import version
closed = timezone.now() - dt.timedelta(minutes=1)
CallPage.objects.filter(slug="hosts-of-the-river").update(closes_at=closed)
version.bump()
"""
NAME, TOWN, IDEA = "نهر", "بلدة عند النهر", "نغنّي معًا عند الماء."
BIG = "main form button.button--big"
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
    page.wait_for_function("window.wagtail?.app")  # from here on the address follows what is typed
    page.locator("#id_title").press_sequentially("Hosts of the river")
    expect(page.locator("#id_slug")).to_have_value("hosts-of-the-river")
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
    page.locator("#id_form_fields-0-identifying").check()
    page.locator("#id_criteria-ADD").press("Enter")
    page.locator("#id_criteria-0-title").fill("Care")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def translate(page):
    """Writes every part in Arabic, in a file that goes out and comes back, and publishes them."""
    page.goto("/admin/translation/?q=Hosts+of+the+river&language=ar")
    follow(page.locator("main table a[href*='/translation/work/']"))
    work = re.match(r".*/translation/work/\d+/", page.url)[0]
    page.goto(f"{work}upload/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download PO").click()
    parts = polib.pofile(taken.value.path().read_text())
    for part in parts:
        part.msgstr = f"ع {part.msgid}"
    file = {"name": "ar.po", "mimeType": "text/x-gettext-translation", "buffer": str(parts).encode()}
    page.set_input_files("main input[type=file]", file)
    follow(page.get_by_role("button", name="Upload"))
    page.goto(work)
    follow(page.get_by_role("button", name="Publish", exact=True))


def look(glance):
    """The call on a phone, in a language it is written in, another, and one it is not translated into."""
    for code in ("en", "ar", "th"):
        for path in ("calls/", "calls/hosts-of-the-river/"):
            seen = glance(f"/{code}/{path}", width=360)
            assert (violations(seen), fits(seen)) == ([], True)
        assert seen.locator("[data-stage]").get_attribute("data-stage") == "open"
        assert seen.locator("h1").inner_text().startswith("ع" if code == "ar" else "Hosts")


def apply(page) -> str:
    """Applies, leaves in the middle, comes back and sends; the code."""
    page.wait_for_timeout(2300)  # as long as a person needs at the least
    follow(page.locator(BIG))
    code = page.locator("#code").inner_text().strip()
    page.goto("/ar/apply/steps/1/")
    page.fill("#id_name", NAME)
    page.check("input[name=way][value=none]", force=True)
    follow(page.locator(BIG).first)
    page.fill("#id_q-where_do_you_live", TOWN)
    page.fill("#id_q-what_is_your_idea", IDEA)
    page.fill("#id_q-how_many_people_will_come", "٧")
    page.check("#id_q-where_will_you_meet_1", force=True)
    page.check("#id_q-what_do_you_need_2", force=True)
    page.fill("#id_q-which_day", "2027-03-20")
    follow(page.locator(BIG).first)
    page.context.clear_cookies()
    come_back(page, code)
    page.goto("/ar/apply/steps/2/")
    assert page.input_value("#id_q-what_is_your_idea") == IDEA
    page.goto("/ar/apply/steps/3/")
    page.set_input_files("#id_files", [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"A drawing in words."}])
    follow(page.locator("form[data-upload] button"))
    page.goto("/ar/apply/steps/4/")
    page.check("#id_q-have_you_hosted_before_1", force=True)
    for key in ("what_was_it", "who_else_is_with_you", "how_can_we_help"):
        page.fill(f"#id_q-{key}", IDEA)
    page.check("#id_q-i_have_read_what_is_kept", force=True)
    follow(page.locator(BIG).first)
    follow(page.locator(BIG).first)
    assert page.url.endswith("/ar/apply/sent/")
    return code


def come_back(page, code):
    page.goto("/ar/apply/resume/")
    page.fill("#id_code", code)
    follow(page.locator(BIG))


def give_out(page):
    """Staff let somebody read, and give out what has come."""
    page.goto("/admin/calls/")
    follow(page.get_by_role("link", name="Hosts of the river"))
    follow(page.get_by_role("link", name="Reviewers", exact=True))
    page.get_by_role("combobox").select_option(label="demo-journey-reader")
    follow(page.get_by_role("button", name="Add", exact=True))
    follow(page.get_by_role("button", name="Give out"))
    expect(page.locator(".messages")).to_contain_text("1 reading was given out.")


def read(page):
    """Reads blind, and says what she thinks."""
    follow(page.get_by_role("link", name="Hosts of the river"))
    follow(page.get_by_role("link", name="Read the next one"))
    follow(page.get_by_role("link", name="Read it"))
    expect(page.get_by_text(IDEA).first).to_be_visible()
    assert [word for word in (NAME, TOWN) if word in page.content()] == []
    page.get_by_role("group", name="Care").get_by_role("radio", name="5").check()
    follow(page.get_by_role("button", name="Keep my reading"))
    expect(page.locator(".messages")).to_contain_text("Your reading is kept.")


def decide(page):
    follow(page.get_by_role("link", name="Applications", exact=True))
    page.get_by_role("checkbox", name="Tick").check()
    page.get_by_role("combobox", name="Decision for those that are ticked").select_option("Yes")
    follow(page.get_by_role("button", name="Prepare the decision"))
    follow(page.get_by_role("navigation", name="This call").get_by_role("link", name="Tell the decisions"))
    follow(page.get_by_role("button", name="Tell 1 person"))
    expect(page.locator(".messages")).to_contain_text("1 person is told.")


def report(page, today: dt.date):
    """Says the day of her session, and tells afterwards how it went."""
    page.fill("#id_session_on", today.isoformat())
    follow(page.locator(".hosting-day button"))
    follow(page.locator("a[href$='/apply/report/']").first)
    for number in range(1, page.locator(".share-tasks li").count() + 1):
        page.goto(f"/ar/apply/report/steps/{number}/")
        for box in page.locator("main form input[type=text], main form textarea").all():
            box.fill("٩" if box.get_attribute("inputmode") == "numeric" else IDEA)
        for group in sorted(set(re.findall(r'type="radio" name="([^"]+)"', page.content()))):
            page.check(f"input[name={group}] >> nth=0", force=True)
        follow(page.locator(BIG).first)
    assert page.url.endswith("/ar/apply/report/check/")
    assert page.locator(".share-check__wrong").count() == 0
    page.locator("input[name=may_become_story]").first.check(force=True)
    follow(page.locator(BIG))
    assert page.url.endswith("/ar/apply/report/")


def test_call_from_its_making_to_the_report_of_somebody_it_chose(opened, visit, glance, running_hub):
    parent, reader = running_hub.shell(BEGINNING).split()
    staff = opened(f"/admin/pages/add/calls/callpage/{parent}/", width=1280)
    write(staff, dt.datetime.now(dt.UTC).replace(tzinfo=None))
    expect(staff.locator(".messages")).to_contain_text("published")
    translate(staff)
    look(glance)

    person = visit("/ar/apply/to/hosts-of-the-river/", javascript=False)
    code = apply(person)
    running_hub.shell(CLOSED)
    give_out(staff)
    read(visit("/admin/calls/", width=1280, javascript=False, storage_state=cookies(reader)))
    decide(staff)

    person.context.clear_cookies()
    come_back(person, code)
    assert person.locator("[data-state]").get_attribute("data-state") == "offered"
    assert (person.get_attribute("html", "lang"), person.get_attribute("html", "dir")) == ("ar", "rtl")
    follow(person.locator("form[action$='/offer/yes/'] button"))
    follow(person.locator("main a[href$='/apply/hosting/']"))
    report(person, dt.datetime.now(dt.UTC).date())
    assert person.troubles == []

    staff.goto("/admin/calls/reports/?state=sent")
    follow(staff.locator("main table a").first)
    expect(staff.get_by_text(IDEA).first).to_be_visible()
