"""A session plan in a browser: with everything switched off, and with script, by mouse, finger and keyboard."""

import random

import pytest

from hub.planner.plans import clock
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
