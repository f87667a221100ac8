"""The feed in each language, and dates for a calendar: what is public, and nothing by which we number it."""

import datetime as dt

import pytest
from defusedxml import ElementTree
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from tests.calls import makers
from tests.calls.makers import DAY

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def spring(starter_library):
    """A call in English and Arabic."""
    page = makers.call(
        slug="spring",
        title="Hosts & guides, <b>all</b> wanted; a title that is so long that a calendar has to fold its line",
        zone="Africa/Nairobi",
        opens_at=dt.datetime(2027, 3, 5, 6, 30, tzinfo=dt.UTC),
        closes_at=dt.datetime(2027, 4, 5, 20, 59, tzinfo=dt.UTC),
        decision_by=dt.date(2027, 5, 1),
        data_kept_until=dt.date(2028, 1, 1),
    )
    makers.call_in("ar", page, title="مضيفون مطلوبون")
    return page


def entries(client, code):
    root = ElementTree.fromstring(client.get(f"/{code}/calls/feed/", headers={"host": "testserver"}).content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    return [
        (each.find(f"{ATOM}title").text, each.find(f"{ATOM}link").get("href"), each.find(f"{ATOM}id").text)
        for each in root.iter(f"{ATOM}entry")
    ]


def test_feed_has_what_is_public_in_its_language_by_its_address(client, spring):
    makers.call(slug="draft", publish=False)
    PageViewRestriction.objects.create(page=makers.call(slug="private"), restriction_type="login")
    alias = makers.call(slug="alias")
    alias.alias_of = spring
    alias.save()
    english, arabic = ("http://testserver/en/calls/spring/", "http://testserver/ar/calls/spring/")
    assert entries(client, "en") == [(spring.title, english, english)]
    assert entries(client, "ar") == [("مضيفون مطلوبون", arabic, arabic)]
    assert entries(client, "th") == []
    answer = client.get("/en/calls/feed/")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert str(spring.pk) + "/" not in answer.content.decode()
    assert str(spring.translation_key) not in answer.content.decode()


def test_dates_are_in_utc_folded_and_keep_their_names(client, spring):
    answer = client.get("/en/calls/spring/dates.ics")
    again = client.get("/ar/calls/spring/dates.ics")
    events = Calendar.from_ical(answer.content).events
    assert [(str(each["summary"])[:8], each.decoded("dtstart")) for each in events] == [
        ("Opens: H", spring.opens_at),
        ("Closes: ", spring.closes_at),
        ("Decision", spring.decision_by),
    ]
    assert [str(each["uid"]) for each in events] == [
        str(each["uid"]) for each in Calendar.from_ical(again.content).events
    ]
    assert str(events[0]["url"]) == "http://testserver/en/calls/spring/"
    assert str(events[0]["summary"]) == f"Opens: {spring.title}"
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"TZID" not in answer.content
    assert str(spring.translation_key).encode() not in answer.content
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="spring-en.ics"'


def test_dates_of_all_are_those_of_open_calls_in_the_readers_language(client, starter_library):
    page = makers.call(title="Open")
    makers.call_in("ar", page, title="مفتوحة")
    makers.call(title="Later", opens_at=timezone.now() + DAY)
    makers.call(title="Over", closes_at=timezone.now() - DAY / 2)
    calendar = Calendar.from_ical(client.get("/ar/calls/dates.ics").content)
    assert {str(each["summary"]).partition(": ")[2] for each in calendar.events} == {"مفتوحة"}
    assert len(calendar.events) == 3


@pytest.mark.parametrize("slug", ["nothing", "draft", "private"])
def test_dates_of_what_nobody_may_read_are_not_found(client, starter_library, slug):
    makers.call(slug="draft", publish=False)
    PageViewRestriction.objects.create(page=makers.call(slug="private"), restriction_type="login")
    assert client.get(f"/en/calls/{slug}/dates.ics").status_code == 404
