"""Words that nothing was found for: counted by week, and nothing else kept."""

import datetime as dt

import pytest
from django.db import OperationalError, connection

from hub.search import missed
from hub.search.models import MissedWord
from tests.factories import activity

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def week(monkeypatch):
    """A clock that a test can set; it begins on a Wednesday."""

    class Clock(dt.datetime):
        today = MONDAY + dt.timedelta(days=2)

        @classmethod
        def now(cls, tz=None):
            return dt.datetime(cls.today.year, cls.today.month, cls.today.day, 12, tzinfo=tz)

    class Dates:
        datetime, timedelta, date, UTC = Clock, dt.timedelta, dt.date, dt.UTC

    monkeypatch.setattr(missed, "dt", Dates)
    return Clock


def counted() -> list[tuple]:
    return list(
        MissedWord.objects.order_by("week", "language", "word").values_list("week", "language", "word", "times")
    )


def search(client, words, language="en", path="search/", **parameters):
    answer = client.get(f"/{language}/{path}", {"q": words, **parameters})
    assert answer.status_code == 200
    return answer


def test_words_are_counted_by_week_and_language(client, starter_library, week):
    search(client, "Zyxwvu")
    search(client, "zyxwvu", path="activities/")
    search(client, "zyxwvu", "es")
    week.today = MONDAY + dt.timedelta(days=7)
    search(client, "zyxwvu")
    later = MONDAY + dt.timedelta(days=7)
    assert counted() == [(MONDAY, "en", "zyxwvu", 2), (MONDAY, "es", "zyxwvu", 1), (later, "en", "zyxwvu", 1)]


def test_word_is_counted_once_for_each_request(client, starter_library):
    search(client, "zyxwvu Zyxwvu ZYXWVU")
    assert counted() == [(MONDAY, "en", "zyxwvu", 1)]


def test_each_unknown_word_is_counted_and_no_known_one(client, starter_library):
    activity(title="Lantern walk")
    search(client, '"lanterns zyxwvu" qjkxzb -vbnmlk')
    assert counted() == [(MONDAY, "en", "qjkxzb", 1), (MONDAY, "en", "zyxwvu", 1)]


@pytest.mark.parametrize(
    ("language", "word"), [("th", "ฆ้องฬิ"), ("ar", "ظغضثث"), ("ru", "жщъыэ"), ("es", "ñañuñez"), ("sw", "ng'xwyz")]
)
def test_words_of_every_script_are_counted(client, starter_library, language, word):
    search(client, word, language)
    assert {row[1] for row in counted()} == {language}


@pytest.mark.parametrize("words", ["breath", "breath -zyxwvu", "", "...", "-zyxwvu"])
def test_query_that_finds_something_counts_nothing(client, starter_library, words):
    assert search(client, words).context["results"].total > 0
    assert counted() == []


@pytest.mark.parametrize(
    "words",
    [
        "5550123456", "+44 5550 123456", "٠١٢٣٤٥٦٧٨٩", "zyxwvu7", "zyxwvu@example.org", "zyxwvu.qjkxzb@vbnmlk.example",
        "x" * 40,
    ],
)  # fmt: skip
def test_numbers_addresses_and_very_long_words_are_never_kept(client, starter_library, words):
    search(client, words)
    assert counted() == []


def test_later_pages_and_filters_count_nothing(client, starter_library):
    search(client, "zyxwvu", path="activities/", energy="calm")
    assert counted() == []


def test_at_most_so_many_words_are_kept_in_a_week(client, starter_library, monkeypatch):
    monkeypatch.setattr(missed, "MOST_IN_A_WEEK", 2)
    for words in ("zyxwvu", "qjkxzb", "vbnmlk", "zyxwvu"):
        search(client, words)
    assert counted() == [(MONDAY, "en", "qjkxzb", 1), (MONDAY, "en", "zyxwvu", 2)]


def test_weeks_of_more_than_a_year_ago_go(client, starter_library):
    old, last_year = MONDAY - dt.timedelta(days=371), MONDAY - dt.timedelta(days=364)
    for each in (old, last_year):
        MissedWord.objects.create(week=each, language="en", word="qjkxzb", times=1)
    search(client, "zyxwvu")
    assert counted() == [(last_year, "en", "qjkxzb", 1), (MONDAY, "en", "zyxwvu", 1)]


def test_database_that_cannot_write_still_answers(client, starter_library, caplog):
    def refuse(execute, sql, parameters, many, context):
        if sql.split(None, 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(refuse):
        answer = search(client, "zyxwvu")
    assert answer.context["results"].total == 0
    assert counted() == []
    assert [(record.name, "zyxwvu" in record.getMessage()) for record in caplog.records] == [("hub.search", False)]


def test_nothing_is_kept_but_the_word():
    assert {field.name for field in MissedWord._meta.fields} == {"id", "week", "language", "word", "times"}
