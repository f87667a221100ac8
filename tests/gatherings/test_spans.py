"""Dates are kept as clocks show them, and are right when the clocks are changed."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError

from hub.gatherings import spans, staging
from hub.gatherings.blocks import DateBlock
from hub.gatherings.enums import Stage, State
from tests.gatherings.makers import date

BLOCK = DateBlock()


def value(*parts):
    return BLOCK.to_python(date(*parts))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "zone", "first", "last"),
    [
        ("2027-03-27 18:00", "2027-03-27 20:00", "Europe/Berlin", "2027-03-27 17:00", "2027-03-27 19:00"),
        ("2027-03-28 18:00", "2027-03-28 20:00", "Europe/Berlin", "2027-03-28 16:00", "2027-03-28 18:00"),
        ("2027-03-28 01:30", "2027-03-28 03:30", "Europe/Berlin", "2027-03-28 00:30", "2027-03-28 01:30"),
        ("2026-11-01 00:30", "2026-11-01 03:00", "America/New_York", "2026-11-01 04:30", "2026-11-01 08:00"),
        ("2027-03-05 23:00", "2027-03-06 01:00", "Africa/Nairobi", "2027-03-05 20:00", "2027-03-05 22:00"),
        ("2027-03-28", "2027-03-28", "Europe/Berlin", "2027-03-27 23:00", "2027-03-28 22:00"),
        ("2027-03-05", "2027-03-06", "Pacific/Apia", "2027-03-04 11:00", "2027-03-06 11:00"),
    ],
)
def test_date_is_the_moment_at_which_clocks_there_show_it(begins, ends, zone, first, last):
    span = spans.span_of(value(begins, ends, zone), "key")
    assert span == spans.Span("key", utc(first), utc(last), zone, is_whole=len(begins) == 10)
    assert (span.first_day.isoformat(), span.last_day.isoformat()) == (begins[:10], ends[:10])
    assert spans.read(spans.written([span])) == [span]


@pytest.mark.parametrize(
    ("begins", "ends", "zone", "fields"),
    [
        ("2027-03-05 18:00", "2027-03-05 18:00", "UTC", {"ends"}),
        ("2027-03-05 18:00", "2027-03-05 17:00", "UTC", {"ends"}),
        ("2027-03-05 18:00", "2027-03-04 19:00", "UTC", {"last_day"}),
        ("2027-03-05", "2027-03-04", "UTC", {"last_day"}),
        ("2027-03-28 02:30", "2027-03-28 05:00", "Europe/Berlin", {"begins"}),
        ("2027-10-31 01:00", "2027-10-31 02:30", "Europe/Berlin", {"ends"}),
        ("2027-03-05 18:00", "2027-03-05 19:00", "Mars/Olympus", {"zone"}),
        ("2027-03-05 18:00", "2027-03-05 19:00", "../../etc/passwd", {"zone"}),
        ("2027-03-05 18:00", "2027-03-05", "UTC", {"ends"}),
        ("2027-03-05", "2027-03-05 18:00", "UTC", {"begins"}),
    ],
)
def test_date_that_cannot_be_is_named_at_its_field(begins, ends, zone, fields):
    with pytest.raises(StructBlockValidationError) as error:
        BLOCK.clean(value(begins, ends, zone))
    assert set(error.value.block_errors) == fields


def test_good_date_passes():
    assert BLOCK.clean(value("2027-03-05 18:00", "2027-03-06 01:00", "Africa/Nairobi"))["zone"] == "Africa/Nairobi"


def test_draft_without_a_day_has_no_date():
    assert spans.span_of(BLOCK.to_python({"zone": "UTC"})) is None


HOUR = dt.timedelta(hours=1)
NOW = utc("2027-03-05 12:00")
BEFORE, SOON = (spans.Span("a", NOW - 2 * HOUR, NOW, "UTC"), spans.Span("b", NOW, NOW + HOUR, "UTC"))


@pytest.mark.parametrize(
    ("state", "held", "stage", "is_over"),
    [
        (State.ANNOUNCED, [], Stage.ANNOUNCED, False),
        (State.OPEN, [BEFORE, SOON], Stage.OPEN, False),
        (State.FULL, [SOON], Stage.FULL, False),
        (State.OPEN, [BEFORE], Stage.PAST, True),
        (State.ANNOUNCED, [BEFORE], Stage.PAST, True),
        (State.OVER, [], Stage.PAST, True),
        (State.CANCELLED, [SOON], Stage.CANCELLED, False),
        (State.CANCELLED, [BEFORE], Stage.CANCELLED, True),
        (State.CANCELLED, [], Stage.CANCELLED, False),
    ],
)
def test_stage_follows_from_what_staff_say_and_from_the_clock(state, held, stage, is_over):
    assert staging.stage(state, held, now=NOW) == stage
    assert staging.is_over(state, held, now=NOW) is is_over


def test_next_change_is_the_next_beginning_or_end():
    instant = dt.timedelta(microseconds=1)
    assert staging.next_change([BEFORE, SOON], now=NOW - instant) == NOW
    assert staging.next_change([BEFORE, SOON], now=NOW) == NOW + HOUR
    assert staging.next_change([BEFORE, SOON], now=NOW + HOUR) is None
    assert staging.next_span([BEFORE, SOON], now=NOW) == SOON
    assert staging.next_change([], now=timezone.now()) is None


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_day_at_the_end_of_the_calendar_is_refused(day, zone):
    for wrong in (date(day, "", zone), date(f"{day} 00:30", f"{day} 23:30", zone)):
        with pytest.raises(StructBlockValidationError) as refused:
            BLOCK.clean(BLOCK.to_python(wrong))
        assert list(refused.value.block_errors) == ["day"]
