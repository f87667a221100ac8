"""A plan in the room: stop by stop, for hosts and for those who come; the worker and the list of what a device keeps."""

import datetime as dt
import random
import re

import pytest
from django.utils import timezone

from hub.activities.models import ActivityPage
from hub.planner import keeping, running, sheets
from hub.planner.plan_views.showing import USUAL_DAYS
from hub.planner.plans import packing
from hub.planner.plans.document import Day, Item, Kind, Plan

pytestmark = pytest.mark.django_db
UID = "33vrha"


def plan(**more) -> Plan:
    items = (
        Item("open", Kind.ACTIVITY, 10, UID, title="Hello", who="AB", note="Bring the drum", told="We say hello"),
        Item("talk", Kind.OWN, 20, title="We talk"),
        Item("gra", Kind.OWN, 15, title="Drawing", group=1),
        Item("grb", Kind.OWN, 25, title="Walking", group=2),
        Item("grc", Kind.OWN, 5, title="Resting", group=1),
        Item("spare", Kind.BUFFER, 10),
    )
    return Plan(
        title="Friday", zone="Asia/Bangkok", days=(Day("one", items, date="2026-03-06", start="18:00"),), **more
    )


def kept(of: Plan | None = None) -> keeping.Kept:
    until = timezone.now().date() + dt.timedelta(days=USUAL_DAYS)
    return keeping.to_edit(keeping.keep(plan=of or plan(), until=until))


def stops(of: Plan) -> list[running.Stop]:
    return [stop for day in running.days_of(sheets.sheet_of(of)) for stop in day.stops]


def test_stops_bring_together_what_is_done_at_the_same_time(starter_library):
    said = [
        ([[row.item.key for row in group] for group in stop.groups], stop.start, stop.end) for stop in stops(plan())
    ]
    assert said == [
        ([["open"]], 0, 10),
        ([["talk"]], 10, 30),
        ([["gra", "grc"], ["grb"]], 30, 55),
        ([["spare"]], 55, 65),
    ]
    assert [stop.onward for stop in stops(plan())] == ["talk", "gra", "spare", ""]


def test_stops_hold_every_line_once_whatever_the_plan(starter_library):
    for seed in range(200):
        dice = random.Random(seed)
        items = [
            Item(f"k{n}", Kind.OWN, dice.randrange(60), group=dice.randrange(4)) for n in range(dice.randrange(12))
        ]
        found = stops(Plan(days=(Day("one", tuple(items)),)))
        assert sorted(row.item.key for stop in found for row in stop.rows) == sorted(item.key for item in items)
        assert [stop.start for stop in found[1:]] == [stop.end for stop in found[:-1]]
        assert all(0 <= stop.least <= stop.minutes for stop in found)


def test_only_spare_time_and_activities_with_room_can_be_shortened(starter_library):
    ActivityPage.objects.filter(uid=UID).update(phases=["explore"], duration_min=4)
    assert [stop.least for stop in stops(plan())] == [4, 20, 25, 0]
    ActivityPage.objects.filter(uid=UID).update(phases=["explore", "close"])
    assert [stop.least for stop in stops(plan())] == [10, 20, 25, 0]


def test_host_sees_each_line_with_what_it_needs(client, starter_library):
    page = ActivityPage.objects.get(uid=UID, locale__language_code="en")
    answer = client.get(f"/en/plan/edit/{kept().edit}/run/")
    html = answer.content.decode()
    for words in ("Hello", "AB", "Bring the drum", "We say hello", "18:00–18:10", page.steps[0].value["title"]):
        assert words in html
    assert re.findall(r'<a class="button" href="#s-(\w+)"', html) == ["talk", "gra", "spare"]
    assert re.findall(r'<section class="stop[^>]* id="s-(\w+)"', html) == ["open", "talk", "gra", "spare"]
    assert re.findall(r'stop__letter">(.*?)</p>', html) == ["Group A", "Group B"]


def test_those_who_come_see_no_notes_no_initials_and_no_link_to_edit(client, starter_library):
    held = kept()
    html = client.get(f"/en/plan/view/{held.view}/run/").content.decode()
    assert "We say hello" in html
    assert "18:00–18:10" in html
    assert [words for words in ("Bring the drum", ">AB<", held.edit, 'class="step"') if words in html] == []


@pytest.mark.parametrize("path", ["plan/edit/{edit}/run/", "plan/view/{view}/run/"])
def test_page_is_kept_by_no_cache_and_sets_no_cookie(client, starter_library, path):
    held = kept()
    answer = client.get("/en/" + path.format(edit=held.edit, view=held.view))
    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


@pytest.mark.parametrize("path", ["plan/edit/{view}/run/", "plan/view/{edit}/run/", "plan/edit/nothing/run/"])
def test_wrong_link_opens_nothing(client, starter_library, path):
    held = kept()
    assert client.get("/en/" + path.format(edit=held.edit, view=held.view)).status_code == 404


def test_plan_that_is_kept_nowhere_comes_with_the_form(client, starter_library):
    answer = client.post("/en/plan/run/", {"plan": packing.packed([plan()]), "i-talk-title": "We listen"})
    html = answer.content.decode()
    assert "We listen" in html
    assert "Bring the drum" in html
    assert "data-device-keep" not in html
    back = re.search(r'name="plan" value="([^"]+)"', html)[1]
    assert packing.unpacked(back)[0].items[1].title == "We listen"


@pytest.mark.parametrize("sent", [{}, {"plan": "x"}, {"plan": "A" * 500_000}])
def test_run_without_a_plan_leads_to_the_beginning(client, sent):
    assert client.post("/en/plan/run/", sent).headers["Location"] == "/en/plan/"
    assert client.get("/en/plan/run/").headers["Location"] == "/en/plan/"


def test_button_on_the_plan_leads_to_the_run(client, starter_library):
    held = kept()
    address = f"/en/plan/edit/{held.edit}/"
    sent = {"serial": held.serial, "plan": packing.packed([held.plan]), "do": "run", "title": "Saturday"}
    answer = client.post(address, sent)
    assert answer.headers["Location"] == f"{address}run/"
    assert "Saturday" in client.get(f"{address}run/").content.decode()


def test_hostile_words_stay_words(client, starter_library):
    evil = '"><img src=x onerror=alert(1)>'
    items = (Item("a", Kind.OWN, 5, title=evil, note=evil, told=evil, who=evil[:40]),)
    html = client.get(f"/en/plan/edit/{kept(Plan(title=evil, days=(Day('d', items, title=evil),))).edit}/run/").content
    assert b"<img src=x" not in html


def test_empty_and_gone_lines_have_their_place(client, starter_library):
    items = (Item("a", Kind.ACTIVITY, 5, "zzzzzz", named="Long ago"),)
    html = client.get(f"/en/plan/edit/{kept(Plan(days=(Day('d', items), Day('e')))).edit}/run/").content.decode()
    assert "Long ago" in html
    assert "This activity is no longer on the hub." in html
    assert "Nothing on this day yet." in html


@pytest.mark.parametrize("code", ["en", "ar", "th"])
def test_page_of_every_language_is_whole(client, starter_library, code):
    answer = client.get(f"/{code}/plan/edit/{kept().edit}/run/")
    ids = re.findall(r'\sid="([^"]+)"', answer.content.decode())
    assert len(ids) == len(set(ids))
    assert len(re.findall("<h1", answer.content.decode())) == 1


def test_worker_comes_from_the_root_and_is_small(client):
    answer = client.get("/worker.js")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert len(answer.content) <= 5 * 1024


def test_list_of_what_is_kept_says_what_to_do_without_a_script(client):
    html = client.get("/en/kept/").content.decode()
    assert "This list needs a script" in html
    assert "One file that works offline" in html
