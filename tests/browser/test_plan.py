"""A session plan in a browser: with everything switched off, and with script, by mouse, finger and keyboard."""

import random

import pytest
from playwright.sync_api import expect

from hub.planner.plans import clock
from tests.browser.axe import fits, violations
from tests.browser.going import follow
from tests.planner.plans import ZONES, changes_of, some_plan

pytestmark = pytest.mark.browser
PLANS = 250


def told(plan) -> list:
    """What the server works out, as the browser is asked for it."""
    days = []
    for day in plan.days:
        found = clock.timed(plan, day)
        spans = [
            [f"{span.begins:%H:%M}", f"{span.ends:%H:%M}"] if span.begins else [span.start, span.end]
            for span in found.spans.values()
        ]
        days.append([spans, found.minutes, found.over])
    return days


def test_browser_works_out_the_same_times_as_the_server(visit):
    """Random plans on days on which clocks are changed, each line to the minute."""
    chance = random.Random(2026)
    plans = [some_plan(chance) for _number in range(PLANS)]
    page = visit("/en/plan/")
    worked_out = page.evaluate(
        """async plans => {
            const script = document.querySelector('script[src*="hub"]').src;
            const { timed } = await import(script.replace(/js\\/hub.*/, 'js/plan/clock.js'));
            const clocks = span => span.begins ? [span.begins, span.ends] : [span.start, span.end];
            return plans.map(({ zone, days }) => days.map(day => {
                const found = timed(day, zone);
                return [[...found.spans.values()].map(clocks), found.whole, found.over];
            }));
        }""",
        [
            {
                "zone": plan.zone,
                "days": [
                    {
                        "date": day.date,
                        "start": day.start,
                        "end": day.end,
                        "items": [
                            {"key": item.key, "minutes": item.minutes, "group": item.group} for item in day.items
                        ],
                    }
                    for day in plan.days
                ],
            }
            for plan in plans
        ],
    )
    assert len([day for plan in plans for day in plan.days if day.date]) > PLANS
    assert any(
        day.date in map(str, changes_of(plan.zone, int(day.date[:4])))
        for plan in plans
        for day in plan.days
        if day.date
    )
    assert worked_out == [told(plan) for plan in plans]
    assert len({plan.zone for plan in plans}) == len(ZONES)


def titles(page) -> list[str]:
    return page.locator(".line h3").all_inner_texts()


def times(page) -> list[str]:
    return page.locator("[data-time]").all_inner_texts()


def begin(page, *, sample: str = "ninety-minutes-online"):
    """A plan from a sample, with a day and an hour."""
    follow(page.locator(f"form:has([value='{sample}']) button"))
    page.locator("[name^=d-][name$=-date]").fill("2027-03-28")
    page.locator("[name^=d-][name$=-start]").fill("01:30")
    page.locator("[name=zone]").fill("Europe/Berlin")
    follow(page.locator(".plan__bar [value=keep]"))


def keep(page) -> str:
    follow(page.locator("[value=keep_here]"))
    return page.url.partition("#")[0]


def test_with_everything_off_twelve_activities_become_a_printed_plan(visit):
    """No cookie, no storage, no script: from the library to paper, and in Arabic on another phone."""
    page = visit("/en/activities/", javascript=False)
    for _number in range(12):
        follow(page.locator(".keep:not([data-in])").first)
    follow(page.locator(".tool--kit"))
    follow(page.get_by_role("button", name="Make a plan of it"))
    first = titles(page)
    assert len(first) == 12
    page.locator("[name=title]").fill("An evening for us")
    page.locator("[name^=d-][name$=-start]").fill("18:00")
    page.locator("[name^=i-][name$=-minutes]").first.fill("7")
    follow(page.locator("[value^=down-]").first)
    assert titles(page) == [first[1], first[0], *first[2:]]
    follow(page.locator("[value^=newbreak-]"))
    assert (len(titles(page)), times(page)[0][:5]) == (13, "18:00")
    follow(page.locator(".plan__bar [data-undo]"))
    assert len(titles(page)) == 12
    follow(page.get_by_role("button", name="Print and take along"))
    with page.expect_popup() as opened:
        page.locator(".forms__one").first.click()
    expect(opened.value.locator("h1")).to_have_text("An evening for us")
    assert opened.value.pdf()[:4] == b"%PDF"
    follow(page.get_by_role("button", name="Back to the plan"))
    link = keep(page)
    assert (page.context.cookies(), page.troubles) == ([], [])
    arabic = visit(link.replace("/en/", "/ar/"), javascript=False)
    assert arabic.locator("html").get_attribute("dir") == "rtl"
    assert len(titles(arabic)) == 12
    assert arabic.locator("[name^=i-][name$=-minutes]").nth(1).input_value() == "7"


def test_times_follow_each_press_and_each_drag(visit):
    page = visit("/en/plan/", width=1280)
    begin(page)
    link = keep(page)
    first = titles(page)
    assert times(page)[0] == "01:30–01:35"
    page.locator("[name^=i-][name$=-minutes]").first.fill("40")
    expect(page.locator("[data-time]").first).to_have_text("01:30–03:10")  # an hour is left out that night
    expect(page.locator("[data-state]")).to_have_text("Saved.")
    page.locator("[data-grip]").first.press("ArrowDown")
    assert titles(page)[:2] == [first[1], first[0]]
    expect(page.locator("[role=status].visually-hidden")).to_contain_text("Moved to place 2")
    expect(page.locator("[data-item] [data-grip]:focus")).to_have_count(1)
    grip, other = page.locator("[data-grip]").nth(2), page.locator("[data-item]").nth(0)
    grip.scroll_into_view_if_needed()
    box, goal = grip.bounding_box(), other.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, goal["y"] + 60, steps=5)
    page.mouse.move(box["x"] + 10, goal["y"] + 5, steps=5)
    page.mouse.up()
    assert titles(page)[:3] == [first[2], first[1], first[0]]
    expect(page.locator("[data-state]")).to_have_text("Saved.")
    shown = times(page)
    page.goto(link)
    assert (titles(page)[:3], times(page)) == ([first[2], first[1], first[0]], shown)
    assert page.troubles == []


def test_two_who_write_at_once_lose_nothing(visit):
    page = visit("/en/plan/")
    begin(page)
    link = keep(page)
    other = visit(link, javascript=False)
    note = page.locator("[name^=i-][name$=-who]").first
    note.fill("AB")
    expect(page.locator("[data-state]")).to_have_text("Saved.")
    other.locator("[name^=i-][name$=-who]").first.fill("CD")
    other.locator("[name=title]").fill("Another name")
    follow(other.locator(".plan__bar [value=keep]"))
    expect(other.locator(".clashes")).to_contain_text("AB")
    expect(other.locator("[name=title]")).to_have_value("Another name")
    follow(other.get_by_role("button", name="Take mine"))
    assert other.locator("[name^=i-][name$=-who]").first.input_value() == "CD"
    page.locator("[name=purpose]").fill("Rest")
    expect(page.locator("[data-state]")).to_contain_text("Somebody else")
    follow(page.locator(".plan__bar [value=keep]"))
    assert page.locator("[name=title]").input_value() == "Another name"
    assert page.locator("[name=purpose]").input_value() == "Rest"


def test_what_is_written_without_a_network_is_saved_when_there_is_one(visit):
    page = visit("/en/plan/")
    begin(page)
    link = keep(page)
    page.context.set_offline(True)
    page.locator("[name=title]").fill("Written in the cellar")
    expect(page.locator("[data-state]")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_text("Saved.")
    assert visit(link, javascript=False).locator("[name=title]").input_value() == "Written in the cellar"


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 360), ("th", 360), ("ar", 1280)])
def test_pages_of_a_plan_are_open_to_all(visit, language, width):
    page = visit(f"/{language}/plan/", width=width)
    pages = [(violations(page), fits(page))]
    begin(page)
    link = keep(page)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    pages.append((violations(page), fits(page)))
    view = page.locator(".links .kit__link a").nth(1).get_attribute("href")
    say = page.locator("#voices .kit__link a").get_attribute("href")
    for address in (
        f"{link}take/",
        f"{link}out/a4/",
        f"{link}out/cards/",
        f"{link}out/booklet/",
        view,
        say,
        link[:-9] + "00000000/",
    ):
        page.goto(address)
        pages.append((violations(page), fits(page)))
    assert pages == [([], True)] * len(pages)
