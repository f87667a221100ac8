"""A plan in the room: one stop at a time, against a clock that the test moves."""

import datetime as dt
import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import plans
from tests.browser.axe import fits, violations

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js" / "plan"
BEGINS = "2026-03-06T11:00:00Z"
PACE = "/static/js/plan/pace.js"


@pytest.fixture(scope="module")
def links(running_hub, hub):
    return plans.kept(running_hub)


@pytest.fixture
def run(visit, links):
    """The page of the host, at a moment at which the test stops the clock."""

    def open_page(at: str = BEGINS, *, language: str = "en", **options):
        page = visit("/en/kept/", **options)
        page.clock.install(time=dt.datetime.fromisoformat(at) - dt.timedelta(hours=1))
        page.clock.pause_at(at)
        page.goto(f"/{language}/plan/edit/{links[0]}/run/")
        return page

    return open_page


def minutes(page, number: float) -> None:
    page.clock.run_for(int(number * 60_000))


def shown(page) -> list[str]:
    return page.locator("[data-stop]:visible").evaluate_all("all => all.map(each => each.dataset.stop)")


def press(page, name: str) -> None:
    page.locator("[data-panel]").get_by_role("button", name=name, exact=True).click()


def test_without_a_script_it_is_a_page_of_steps(visit, links):
    page = visit(f"/en/plan/edit/{links[0]}/run/", javascript=False)
    assert shown(page) == ["open", "talk", "gra", "spare", "end", "again"]
    expect(page.locator("[data-panel]")).to_be_hidden()
    page.get_by_role("link", name="Next", exact=True).first.click()
    assert page.url.endswith("#s-talk")
    expect(page.locator("#s-talk:target")).to_be_visible()


def test_timer_counts_down_turns_at_its_marks_and_goes_on_past_zero(run):
    page = run()
    clock, word, live = (page.locator(f"[data-{name}]") for name in ("clock", "word", "live"))
    expect(clock).to_have_text("10:00")
    press(page, "We begin now")
    said = []
    for step in (1, 6.5, 1, 1.2, 0.5, 3):
        minutes(page, step)
        mark = page.locator("[data-panel]").get_attribute("data-mark")
        said.append((clock.inner_text(), word.inner_text(), mark, live.inner_text()))
    now = "Now: One breath together, 10 min."
    assert said == [
        ("9:00", "", "", now),
        ("2:30", "", "", now),
        ("1:30", "Soon over", "soon", "Soon over"),
        ("0:18", "Last moments", "last", "Last moments"),
        ("+0 min", "Time is over", "over", "Time is over"),
        ("+3 min", "Time is over", "over", "Time is over"),
    ]
    assert page.troubles == []


def test_readers_of_the_screen_are_told_of_changes_and_not_of_seconds(run):
    page = run()
    press(page, "We begin now")
    page.evaluate(
        """() => { window.told = []; new MutationObserver(() => told.push(document.querySelector('[data-live]').textContent))
        .observe(document.querySelector('[data-live]'), { childList: true, characterData: true, subtree: true }); }"""
    )
    minutes(page, 12)
    press(page, "Next")
    minutes(page, 1)
    assert page.evaluate("told") == ["Soon over", "Last moments", "Time is over", "Now: We talk, 20 min."]


def test_lateness_is_told_and_what_would_win_it_back(run):
    page = run("2026-03-06T11:04:00Z")
    late, cures = page.locator(".panel__late"), page.locator("[data-cures]")
    press(page, "We begin now")
    expect(late).to_have_text("4 min late")
    expect(cures).to_contain_text("To end at 19:15, 4 min must go:")
    assert cures.get_by_role("button").all_inner_texts() == ["Leave out “Room” (wins 10 min)"]
    cures.get_by_role("button").click()
    expect(cures).to_be_hidden()
    minutes(page, 25)
    expect(late).to_have_text("19 min late")
    expect(cures).to_contain_text("Even so, 9 min are missing.")
    press(page, "Next")
    minutes(page, 1)
    expect(late).to_have_text("19 min late")


def test_more_time_pause_and_the_way_back(run):
    page = run()
    clock = page.locator("[data-clock]")
    press(page, "We begin now")
    press(page, "+1 min")
    press(page, "+5 min")
    expect(clock).to_have_text("16:00")
    minutes(page, 2)
    press(page, "Pause")
    minutes(page, 5)
    expect(clock).to_have_text("14:00")
    expect(page.locator("[data-word]")).to_have_text("Paused")
    press(page, "Pause")
    minutes(page, 1)
    expect(clock).to_have_text("13:00")
    press(page, "Next")
    minutes(page, 3)
    expect(clock).to_have_text("17:00")
    press(page, "Back")
    expect(clock).to_have_text("13:00")


def test_keys_go_the_way_of_the_language(run):
    for language, on, back in (("en", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")):
        page = run(language=language)
        page.keyboard.press(on)
        page.keyboard.press(on)
        assert shown(page) == ["gra"]
        assert page.locator(".stop__letter:visible").count() == 2
        page.keyboard.press(back)
        assert shown(page) == ["talk"]
        for _more in range(9):
            page.keyboard.press(back)
        assert shown(page) == ["open"]


def test_keyboard_alone_begins_pauses_and_ends(run):
    page = run()
    page.locator("[data-begin]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-pause]")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-pause]")).to_have_attribute("aria-pressed", "true")
    page.locator(".panel__end summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-begin]")).to_be_focused()
    assert page.evaluate("sessionStorage.length") == 0


def test_swipe_goes_on_and_scrolling_does_not(run):
    page = run(has_touch=True)
    swipe = """([x, y]) => { const root = document.querySelector('[data-run]'); const touch = (clientX, clientY) =>
        new Touch({ identifier: 1, target: root, clientX, clientY });
        root.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(200, 300)], bubbles: true }));
        root.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(200 + x, 300 + y)], bubbles: true })); }"""
    page.evaluate(swipe, [-120, 10])
    assert shown(page) == ["talk"]
    page.evaluate(swipe, [-120, 200])
    assert shown(page) == ["talk"]
    page.evaluate(swipe, [120, 0])
    assert shown(page) == ["open"]


def test_place_is_remembered_from_the_beginning_to_the_end_and_no_longer(run):
    page = run()
    press(page, "Next")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    press(page, "We begin now")
    minutes(page, 4)
    page.reload()
    assert shown(page) == ["talk"]
    expect(page.locator("[data-clock]")).to_have_text("16:00")
    page.locator(".panel__end summary").click()
    press(page, "End it now")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    page.reload()
    assert shown(page) == ["open"]


@pytest.mark.parametrize("held", ["{", "null", "[]", '{"run": {"at": 99}, "plan": "x"}', '{"day": "zz"}'])
def test_what_the_tab_remembers_may_be_nonsense(run, held):
    page = run()
    page.evaluate("held => sessionStorage.setItem('run', held)", held)
    page.reload()
    assert shown(page) == ["open"]
    expect(page.locator("[data-clock]")).to_have_text("10:00")
    assert page.troubles == []


def test_once_open_it_runs_without_a_network(run):
    page = run()
    page.context.set_offline(True)
    press(page, "We begin now")
    for name in ("talk", "gra", "spare", "end"):
        press(page, "Next")
        assert shown(page) == [name]
    minutes(page, 11)
    expect(page.locator("[data-clock]")).to_have_text("+1 min")
    assert page.troubles == []


def test_day_of_today_is_chosen_and_another_can_be(run):
    page = run("2026-03-07T03:05:00Z")
    assert shown(page) == ["again"]
    page.locator("[data-days]").select_option("one")
    assert shown(page) == ["open"]
    press(page, "We begin now")
    expect(page.locator(".panel__late")).to_have_text("On time")


def test_step_that_is_due_is_marked(run):
    page = run()
    press(page, "We begin now")
    due = page.locator("#s-open [data-step][aria-current=step]")
    first = due.inner_text()
    minutes(page, 9.5)
    assert due.count() == 1
    assert due.inner_text() != first


def test_pace_is_a_pure_reckoning(visit):
    page = visit("/en/kept/")
    said = page.evaluate(
        """async path => { const pace = await import(path);
        const stop = (key, kind, minutes, least, from) => ({ key, title: key, kind, minutes, least, from });
        const stops = [stop('a', 'own', 10, 10, 0), stop('b', 'activity', 30, 20, 10),
          stop('c', 'activity', 30, 5, 40), stop('d', 'buffer', 5, 0, 70)];
        const run = pace.begin(stops, 0, 0);
        return [
          ...[3, 28, 60].map(needed => pace.cures(stops, run, needed)), pace.cures(stops, { ...run, at: 3 }, 5),
          pace.due([1, 1, 2], 0), pace.due([1, 1, 2], 0.6), pace.due([1, 1, 2], 4), pace.due([1, 0], 0.5), pace.due([], 1),
          pace.clock(61e3), pace.clock(3600e3), pace.clock(1),
        ]; }""",
        PACE,
    )
    assert said == [
        {"cures": [{"place": 3, "wins": 5, "minutes": 0}], "missing": 0},
        {"cures": [{"place": 3, "wins": 5, "minutes": 0}, {"place": 2, "wins": 23, "minutes": 7}], "missing": 0},
        {
            "cures": [
                {"place": 3, "wins": 5, "minutes": 0},
                {"place": 2, "wins": 25, "minutes": 5},
                {"place": 1, "wins": 10, "minutes": 20},
            ],
            "missing": 20,
        },
        {"cures": [], "missing": 5},
        *(0, 2, 2, -1, -1),
        *("1:01", "1:00:00", "0:01"),
    ]


@pytest.mark.parametrize("language", ["en", "ar", "th"])
def test_page_is_accessible_and_fits(run, language):
    page = run(language=language, bypass_csp=True)
    page.clock.resume()  # for axe, which waits
    assert violations(page, "[data-run]") == []
    assert fits(page)
    page.locator("[data-begin]").click()
    page.clock.fast_forward("14:00")
    expect(page.locator("[data-panel]")).to_have_attribute("data-mark", "over")
    assert violations(page, "[data-run]") == []
    page.locator("[data-go='1']").click()
    page.locator("[data-go='1']").click()
    assert fits(page)


def test_scripts_of_plans_are_small():
    packed = [len(gzip.compress(path.read_bytes(), 9)) for path in SCRIPTS.glob("*.js")]
    assert sum(packed) <= 25 * 1024
