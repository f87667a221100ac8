"""A plan in calendars: each moment to the minute when somebody else reads it, clocks put forward and back among them."""

import datetime as dt
import io
import random
import re
import zoneinfo

import pytest
from dateutil.tz import tzical

from hub.core import zones
from hub.planner import out
from hub.planner.out import dates
from hub.planner.plans.document import read
from hub.planner.sheets import sheet_of
from tests.planner import ten_items
from tests.planner.ten_items import HOST

CHANGES = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"]
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Nairobi",
    "America/St_Johns",
]


def planned(days, zone="Europe/Berlin", **more):
    return sheet_of(read({"form": "jam-session-plan", "zone": zone, "days": days, **more}))


def opened(data: bytes) -> list[str]:
    """The lines as RFC 5545 folds them, after a look at their form."""
    text = data.decode()
    assert text.endswith("\r\n")
    folded = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in folded)
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:.*", line) for line in lines)
    return lines


def events(data: bytes) -> list[dict]:
    """Each event's properties; those of its alarm with `VALARM ` in front."""
    found, inside = [], []
    for line in opened(data):
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert inside.pop() == value
        elif "VEVENT" in inside:
            key = f"VALARM {name}" if inside[-1] == "VALARM" else name
            assert key not in found[-1]
            found[-1][key] = value
    assert inside == []
    return found


def sessions(data: bytes) -> list[dict]:
    """The days of the session, without what is to be done on others."""
    return [event for event in events(data) if "TRANSP" not in event]


def moment(data: bytes, event: dict, name: str) -> dt.datetime:
    """As another reader takes it, with the zone that the file itself describes."""
    ((key, value),) = [(key, value) for key, value in event.items() if key.split(";")[0] == name]
    if value.endswith("Z"):
        return dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    zone = re.fullmatch(rf"{name};TZID=(.+)", key)[1]
    unfolded = "\r\n".join(opened(data)) + "\r\n"
    place = tzical(io.StringIO(unfolded.replace("\r\n", "\n"))).get(zone)
    return dt.datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=place).astimezone(dt.UTC)


@pytest.mark.parametrize("seed", range(60))
def test_moments_are_read_back_to_the_minute(seed):
    chance = random.Random(seed)
    zone = chance.choice([*ZONES, *chance.sample(zones.names()[1:], 3)])
    start = f"{chance.choice([0, 1, 2, 3, 12, 23]):02}:{chance.choice([0, 15, 30, 59]):02}"
    items = [{"minutes": chance.randrange(1, 200)} for _item in range(chance.randrange(1, 5))]
    sheet = planned([{"date": chance.choice(CHANGES), "start": start, "items": items}], zone)
    made = dates.calendar(sheet, HOST)
    (event,) = sessions(made)
    whole = sheet.days[0].timed.whole
    assert moment(made, event, "DTSTART") == whole.begins.astimezone(dt.UTC)
    assert moment(made, event, "DTEND") == whole.ends.astimezone(dt.UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_zone_is_told_as_it_is_for_a_year_around(zone):
    made = dates.calendar(planned([{"date": "2026-06-01", "start": "10:00", "items": [{"minutes": 5}]}], zone), HOST)
    place = tzical(io.StringIO("\n".join(opened(made)) + "\n")).get(zone)
    there = zoneinfo.ZoneInfo(zone)
    for hours in range(0, 24 * 365, 7):
        at = dt.datetime(2026, 1, 1) + dt.timedelta(hours=hours, minutes=1)
        assert at.replace(tzinfo=place).utcoffset() == at.replace(tzinfo=there).utcoffset(), at


def test_zone_bears_its_full_name():
    made = dates.calendar(planned([{"date": "2026-12-05", "start": "18:30", "items": [{"minutes": 5}]}]), HOST)
    (event,) = sessions(made)
    assert event["DTSTART;TZID=Europe/Berlin"] == "20261205T183000"
    assert "TZID:Europe/Berlin" in opened(made)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ten_items.WORDS)
def test_ten_items_are_one_day_and_what_is_left_to_do(language, starter_library):
    sheet = ten_items.sheet(language)
    (day,) = sessions(out.made(sheet, "ics", host=HOST))
    title, purpose, own, _note = ten_items.WORDS[language]
    assert day["SUMMARY"] == title.replace(",", r"\,")
    assert day["DESCRIPTION"].startswith(purpose.replace(",", r"\,"))
    assert [row.begins for row in sheet.rows if row.begins not in day["DESCRIPTION"]] == []
    others = [event for event in events(out.made(sheet, "ics", host=HOST)) if "TRANSP" in event]
    tasks = [task for stage in sheet.stages for task in stage.tasks if task.due and not task.done]
    due = sorted({f"{task.due:%Y%m%d}" for task in tasks})
    assert [event["DTSTART;VALUE=DATE"] for event in others] == due
    assert sum(event["DESCRIPTION"].count("□") for event in others) == len(tasks)
    (mine,) = [event for event in others if own.replace(",", r"\,") in event["DESCRIPTION"]]
    assert (mine["DTSTART;VALUE=DATE"], mine["DTEND;VALUE=DATE"]) == ("20261203", "20261204")
    told = {(event["VALARM ACTION"], event["VALARM TRIGGER"], event["TRANSP"]) for event in others}
    assert told == {("DISPLAY", "PT9H", "TRANSPARENT")}


def test_what_is_to_be_done_is_one_event_a_day():
    sheet = planned([{"date": "2026-12-05", "start": "18:00", "items": []}], title="Evening")
    tasks = [task for stage in sheet.stages for task in stage.tasks if task.due]
    others = [event for event in events(dates.calendar(sheet, HOST)) if "TRANSP" in event]
    assert len({task.due for task in tasks}) == len(others) < len(tasks)
    assert sum(event["DESCRIPTION"].count("□") for event in others) == len(tasks)
    assert {event["SUMMARY"].partition(":")[0] for event in others} == {"Evening"}
    assert len({event["UID"] for event in others}) == len(others)


def test_day_without_a_start_is_a_whole_day():
    (event,) = sessions(dates.calendar(planned([{"date": "2026-12-31", "items": []}]), HOST))
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261231", "20270101")


def test_days_without_a_date_are_left_out_and_named_once():
    days = [{"items": []}, {"date": "2026-12-05"}, {"title": "Third"}, {"date": "2026-12-06"}]
    first, second = sessions(dates.calendar(planned(days), HOST))
    assert first["DESCRIPTION"].endswith(r"have no date yet: days 1\, 3.")
    assert "no date" not in second["DESCRIPTION"]


def test_plan_without_dates_makes_no_calendar():
    with pytest.raises(dates.NoDateError):
        dates.calendar(planned([{"items": []}]), HOST)


def test_uid_stays_when_the_plan_changes_and_names_nobody():
    day = {"key": "abc123", "date": "2026-12-05", "items": [{"title": "Secret", "who": "AB"}]}
    (before,) = sessions(dates.calendar(planned([day], title="Secret"), HOST))
    (after,) = sessions(dates.calendar(planned([{**day, "date": "2027-01-01", "items": []}], title="Other"), HOST))
    assert before["UID"] == after["UID"]
    assert re.fullmatch(r"[0-9a-f-]{36}", before["UID"])


def test_hostile_words_begin_no_line_of_their_own():
    word = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:file:///etc/passwd;,\\n" + "🎉" * 300
    day = {"date": "2026-12-05", "start": "10:00", "title": word, "items": [{"title": word, "note": word}]}
    found = sessions(dates.calendar(planned([day], title=word, purpose=word), HOST))
    assert [sorted(event) for event in found] == [
        ["DESCRIPTION", "DTEND;TZID=Europe/Berlin", "DTSTAMP", "DTSTART;TZID=Europe/Berlin", "SUMMARY", "UID"]
    ]
