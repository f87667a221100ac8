"""Calls open and close by the clock alone, at their very minute, wherever they are; no kept page outlives that."""

import datetime as dt
import re
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hub.calls import reading, staging
from hub.core import moments, zones
from tests.calls import makers

pytestmark = pytest.mark.django_db
INSTANT = dt.timedelta(microseconds=1)
MINUTE = dt.timedelta(minutes=1)
SHOWN = re.compile(r'data-stage="(\w+)"')
# Zone, what its clocks show at opening and closing, and when that is in UTC.
PLACES = [
    ("Asia/Kolkata", "2027-03-05 09:30", "2027-04-05 23:59", "2027-03-05 04:00", "2027-04-05 18:29"),
    ("America/Sao_Paulo", "2027-03-05 09:30", "2027-04-05 23:59", "2027-03-05 12:30", "2027-04-06 02:59"),
    ("Pacific/Apia", "2027-03-05 09:30", "2027-04-05 23:59", "2027-03-04 20:30", "2027-04-05 10:59"),
    ("Europe/Berlin", "2027-03-27 12:00", "2027-03-28 12:00", "2027-03-27 11:00", "2027-03-28 10:00"),
]


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def in_zone(zone, opens, closes):
    moments = [zones.moment(dt.datetime.fromisoformat(wall), zone) for wall in (opens, closes)]
    return makers.call(
        zone=zone,
        opens_at=moments[0],
        closes_at=moments[1],
        reading_from=None,
        decision_by=dt.date(2027, 5, 1),
        data_kept_until=dt.date(2028, 1, 1),
    )


def at(moment):
    return mock.patch("django.utils.timezone.now", return_value=moment)


@pytest.mark.parametrize(("zone", "opens", "closes", "opens_utc", "closes_utc"), PLACES)
def test_page_and_list_change_at_the_very_moment_though_pages_are_kept(
    starter_library, settings, zone, opens, closes, opens_utc, closes_utc
):
    settings.HUB_READER_CACHE_SECONDS = 100_000_000
    page = in_zone(zone, opens, closes)
    client = Client()
    found = []
    for now in (utc(opens_utc) - INSTANT, utc(opens_utc), utc(closes_utc) - INSTANT, utc(closes_utc)):
        with at(now):
            html = client.get(f"/en/calls/{page.slug}/").content.decode()
            listed = client.get("/en/calls/").content.decode()
            found.append((SHOWN.search(html)[1], re.search(r'id="calls-(\w+)"', listed)[1]))
    assert found == [("scheduled", "scheduled"), ("open", "open"), ("open", "open"), ("deciding", "deciding")]


def test_kept_page_is_not_made_anew_before_it_must(starter_library, settings):
    settings.HUB_READER_CACHE_SECONDS = 100_000_000
    page = in_zone(*PLACES[0][:3])
    client = Client()
    with mock.patch("hub.calls.reading.call_context", wraps=reading.call_context) as made:
        for now in (utc(PLACES[0][3]), utc(PLACES[0][3]) + MINUTE, utc(PLACES[0][4]) - INSTANT):
            with at(now):
                client.get(f"/en/calls/{page.slug}/")
    assert made.call_count == 1


def test_page_says_closed_then_late_then_decided(starter_library, client):
    page = in_zone("Pacific/Apia", "2027-03-05 09:30", "2027-04-05 23:59")
    page.reading_from = dt.date(2027, 4, 10)
    page.results_note = "<p>Nine were chosen.</p>"
    page.save()
    said = {}
    for name, wall in (("closed", "2027-04-09 23:59"), ("deciding", "2027-05-01 23:59"), ("late", "2027-05-02 00:00")):
        with at(zones.moment(dt.datetime.fromisoformat(wall), "Pacific/Apia")):
            html = client.get(f"/en/calls/{page.slug}/").content.decode()
        said[name] = (SHOWN.search(html)[1], "We are late" in html, "Nine were chosen" in html)
    makers.released(page)
    with at(utc("2027-06-01 00:00")):
        html = client.get(f"/en/calls/{page.slug}/").content.decode()
    said["done"] = (SHOWN.search(html)[1], "We are late" in html, "Nine were chosen" in html)
    assert said == {
        "closed": ("closed", False, False),
        "deciding": ("deciding", False, False),
        "late": ("deciding", True, False),
        "done": ("done", False, True),
    }


def test_next_change_goes_through_all_that_the_clock_changes():
    page = in_zone("Asia/Kolkata", "2027-03-05 09:30", "2027-04-05 23:59")
    page.reading_from = dt.date(2027, 4, 10)
    now, found = utc("2027-01-01 00:00"), []
    while now := staging.next_change(page, now=now):
        found.append(now)
    walls = ["2027-03-05 09:30", "2027-04-05 23:59", "2027-04-10 00:00", "2027-05-02 00:00"]
    assert [zones.wall(each, page.zone) for each in found] == [dt.datetime.fromisoformat(wall) for wall in walls]


@pytest.mark.parametrize("wall", ["2027-03-28 02:30", "2027-10-31 02:30"])
def test_time_that_comes_twice_or_not_at_all_is_no_moment(wall):
    with pytest.raises(ValidationError):
        zones.moment(dt.datetime.fromisoformat(wall), "Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "day", "told"),
    [
        ("UTC", "2027-01-01", "UTC"),
        ("Asia/Kolkata", "2027-01-01", "Kolkata, UTC+5:30"),
        ("America/Sao_Paulo", "2027-01-01", "Sao Paulo, UTC-3"),
        ("America/St_Johns", "2027-01-01", "St. John’s, UTC-3:30"),
        ("Europe/Berlin", "2027-01-01", "Berlin, UTC+1"),
        ("Europe/Berlin", "2027-07-01", "Berlin, UTC+2"),
    ],
)
def test_zone_is_told_by_its_city_and_its_distance_on_that_day(zone, day, told):
    assert moments.zone_name(zone, utc(f"{day} 12:00")) == told
