"""Calendars and the feed, read back by other programs."""

import datetime as dt
import zoneinfo

import pytest
from dateutil import rrule, tz
from defusedxml import ElementTree
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from tests.gatherings import makers
from tests.gatherings.makers import DAY

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _hub(starter_library):
    """All pages stand in the starter library's tree."""


@pytest.fixture
def spring():
    """An edition over three changes of clocks, in English and Arabic."""
    page = makers.edition(
        makers.series(slug="demo"),
        slug="spring",
        title="Money & care, <b>all</b> welcome; a title that is so long that a calendar has to fold its line",
        dates=[
            makers.date("2027-03-27 18:00", "2027-03-27 20:00", "Europe/Berlin"),
            makers.date("2027-03-28 18:00", "2027-03-28 20:00", "Europe/Berlin"),
            makers.date("2027-10-30 22:00", "2027-10-31 04:00", "Europe/Berlin"),
            makers.date("2027-11-06", "2027-11-07", "America/New_York"),
            makers.date("2027-11-08 09:00", "2027-11-08 10:00", "America/New_York"),
        ],
        country="KE",
        place_precision="country",
        topics=["Who pays?"],
    )
    makers.edition_in("ar", page, title="المال والرعاية")
    return page


def events(client, path):
    return Calendar.from_ical(client.get(path).content).events


def test_calendar_has_each_date_by_the_clocks_of_its_zone(client, spring):
    answer = client.get("/en/gatherings/demo/spring/dates.ics")
    read = Calendar.from_ical(answer.content)
    moments = [(each.decoded("dtstart"), each.decoded("dtend")) for each in read.events]
    berlin, york = zoneinfo.ZoneInfo("Europe/Berlin"), zoneinfo.ZoneInfo("America/New_York")
    assert moments == [
        (dt.datetime(2027, 3, 27, 18, tzinfo=berlin), dt.datetime(2027, 3, 27, 20, tzinfo=berlin)),
        (dt.datetime(2027, 3, 28, 18, tzinfo=berlin), dt.datetime(2027, 3, 28, 20, tzinfo=berlin)),
        (dt.datetime(2027, 10, 30, 22, tzinfo=berlin), dt.datetime(2027, 10, 31, 4, tzinfo=berlin)),
        (dt.date(2027, 11, 6), dt.date(2027, 11, 8)),
        (dt.datetime(2027, 11, 8, 9, tzinfo=york), dt.datetime(2027, 11, 8, 10, tzinfo=york)),
    ]
    assert [str(each["tzid"]) for each in read.timezones] == ["America/New_York", "Europe/Berlin"]
    assert {str(each["location"]) for each in read.events} == {"Kenya"}
    assert {str(each["summary"]) for each in read.events} == {spring.title}
    assert {str(each["url"]) for each in read.events} == {"http://testserver/en/gatherings/demo/spring/"}
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="demo-spring-en.ics"'
    assert str(spring.translation_key).encode() not in answer.content


def test_told_zones_agree_with_another_reader(client, spring):
    """dateutil knows no zone by name here: it reads what the calendar tells of its zones."""
    text = client.get("/en/gatherings/demo/spring/dates.ics").content.decode().replace("\r\n ", "")
    import io

    zones = tz.tzical(io.StringIO(text.replace("\r\n", "\n")))
    for name in ("Europe/Berlin", "America/New_York"):
        told, true = zones.get(name), zoneinfo.ZoneInfo(name)
        days = rrule.rrule(rrule.DAILY, dtstart=dt.datetime(2027, 3, 1, 12), until=dt.datetime(2027, 11, 30, 12))
        assert [day.replace(tzinfo=told).utcoffset() for day in days] == [
            day.replace(tzinfo=true).utcoffset() for day in days
        ]


def test_one_date_has_the_name_that_it_has_among_all(client, spring):
    names = [str(each["uid"]) for each in events(client, "/en/gatherings/demo/spring/dates.ics")]
    assert len(set(names)) == 5
    assert [str(each["uid"]) for each in events(client, "/ar/gatherings/demo/spring/dates.ics")] == names
    assert [str(each["uid"]) for each in events(client, "/th/gatherings/demo/spring/date-3.ics")] == names[2:3]
    spring.dates = makers.stream("date", [block.value | {"zone": "UTC"} for block in ()])
    assert str(events(client, "/ar/gatherings/demo/spring/date-1.ics")[0]["summary"]) == "المال والرعاية"


@pytest.mark.parametrize(
    "path",
    [
        "demo/spring/date-0.ics",
        "demo/spring/date-6.ics",
        "demo/spring/date-99999999999999999999.ics",
        "demo/nothing/dates.ics",
        "nothing/spring/dates.ics",
        "demo/draft/dates.ics",
        "demo/private/dates.ics",
        "demo/undated/dates.ics",
        "caring-is-sharing/2-0/dates.ics",
    ],
)
def test_what_nobody_may_read_or_has_no_date_is_not_found(client, spring, path):
    parent, soon = spring.get_parent().specific, [makers.date("2027-03-27")]
    makers.edition(parent, slug="draft", publish=False, dates=soon)
    makers.edition(parent, slug="undated")
    private = makers.edition(parent, slug="private", dates=soon)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert client.get(f"/en/gatherings/{path}").status_code == 404


def test_all_coming_dates_are_those_that_are_not_over_in_the_readers_language(client, spring):
    now = timezone.now()
    makers.edition(makers.series(), title="Gone by", dates=[makers.date_at(now - DAY)])
    makers.edition(makers.series(), title="Off", dates=[makers.date_at(now + DAY)], state="cancelled")
    found = events(client, "/ar/gatherings/dates.ics")
    assert [str(each["summary"])[-14:] for each in found] == ["أُلغي: Off", *["المال والرعاية"] * 5]
    assert [str(each.get("status", "")) for each in found] == ["CANCELLED", *[""] * 5]


def entries(client, code):
    root = ElementTree.fromstring(client.get(f"/{code}/gatherings/feed/").content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    return [
        (each.find(f"{ATOM}title").text, each.find(f"{ATOM}link").get("href")) for each in root.iter(f"{ATOM}entry")
    ]


def test_feed_has_what_is_coming_in_its_language(client, spring):
    parent = spring.get_parent().specific
    makers.edition(parent, title="Gone by", dates=[makers.date_at(timezone.now() - DAY)])
    makers.edition(parent, title="Draft", publish=False)
    makers.edition(parent, title="Undated", slug="undated")
    assert entries(client, "en") == [
        (spring.title, "http://testserver/en/gatherings/demo/spring/"),
        ("Undated", "http://testserver/en/gatherings/demo/undated/"),
    ]
    assert entries(client, "ar") == [("المال والرعاية", "http://testserver/ar/gatherings/demo/spring/")]
    assert entries(client, "th") == []
    answer = client.get("/en/gatherings/feed/")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "&lt;p&gt;Saturday, 27 March 2027, 18:00 to 20:00 (Berlin, UTC+1)&lt;/p&gt;" in answer.content.decode()
    assert str(spring.translation_key) not in answer.content.decode()


def test_feed_and_calendar_hold_until_the_next_date(client, spring, rf):
    answers = [client.get(f"/en/gatherings/{name}") for name in ("feed/", "dates.ics")]
    assert {answer.fresh_until for answer in answers} == {dt.datetime(2027, 3, 27, 17, tzinfo=dt.UTC)}


def test_sign_that_xml_does_not_know_takes_no_feed_down(client):
    """As it comes with text that is pasted from an office program."""
    makers.edition(makers.series(), title="Money\x0b and\x07 care")
    tree = ElementTree.fromstring(client.get("/en/gatherings/feed/").content)
    assert "Money and care" in [title.text for title in tree.iter(f"{ATOM}title")]
