"""What is known of links over weeks: when a failure counts, who hears of it, and when the next look is due."""

import datetime as dt

import pytest
from wagtail.models import Page

from hub.core.models import User
from hub.mail.models import Letter
from hub.resources.health import letters, reading, services
from hub.resources.health.judging import Verdict
from hub.resources.health.reading import Health
from hub.resources.link_states import LinkState, Reason
from hub.resources.models import Link, LinkUse
from tests.people.conftest import person
from tests.resources.links import ANSWERS, FORBIDDEN, GONE, MONDAY, NO_NAME, SUSPECT, hold, looked, page_ids

pytestmark = pytest.mark.django_db
A, B = "https://a.example/", "https://b.example/"


def uses() -> list[tuple]:
    return list(LinkUse.objects.order_by("link__address", "page_id").values_list("link__address", "page_id"))


def test_table_follows_what_pages_hold(monkeypatch):
    first, second = page_ids(2)
    hold(monkeypatch, [(A, first), ("HTTPS://A.example", second), (B, first), ("  ", first), (B, first)])
    assert uses() == [(A, first), (A, second), (B, first)]
    looked(A, ANSWERS)
    hold(monkeypatch, [(A, second)])
    assert uses() == [(A, second)]
    assert list(Link.objects.values_list("address", "state")) == [(A, "answers")]
    assert services.settle() == (0, 0)


def test_source_that_fails_loses_nothing(monkeypatch):
    (page,) = page_ids(1)
    hold(monkeypatch, [(A, page)])

    def fails():
        yield B, page
        raise RuntimeError

    monkeypatch.setattr("hub.resources.health.sources._sources", [fails])
    with pytest.raises(RuntimeError):
        services.settle()
    assert uses() == [(A, page)]


def test_links_of_a_page_that_is_deleted_go_with_the_next_round(monkeypatch):
    page = Page.objects.get(pk=page_ids(1)[0])
    hold(monkeypatch, [(A, page.pk)])
    LinkUse.objects.filter(page=page.pk).delete()
    hold(monkeypatch, [])
    assert list(Link.objects.all()) == []


HISTORIES = [  # (day, verdict) …, whether it is confirmed
    ([(0, GONE)], False),
    ([(0, GONE), (0, GONE), (1, GONE), (2, NO_NAME)], False),
    ([(0, GONE), (3, GONE)], True),
    ([(0, NO_NAME), (3, GONE)], True),
    ([(0, SUSPECT), (4, SUSPECT)], True),
    ([(0, GONE), (2, ANSWERS), (3, GONE)], False),
    ([(0, GONE), (3, FORBIDDEN)], False),
    ([(0, FORBIDDEN), (7, FORBIDDEN), (14, FORBIDDEN)], False),
    ([(0, GONE), (3, GONE), (10, ANSWERS)], False),
    ([(0, GONE), (3, GONE), (10, FORBIDDEN), (17, GONE)], False),
]


@pytest.mark.parametrize(("history", "is_confirmed"), HISTORIES)
def test_two_failures_days_apart_are_needed(monkeypatch, clock, history, is_confirmed):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    for day, verdict in history:
        clock.now = MONDAY + dt.timedelta(days=day)
        link = looked(A, verdict)
    assert (link.confirmed_at is not None) is is_confirmed
    assert Link.objects.failing().exists() is is_confirmed


def days_until_next(link: Link, now: dt.datetime) -> float:
    return round((link.next_check_at - now) / dt.timedelta(days=1), 1)


def test_next_look_is_due_in_a_week_or_as_soon_as_a_failure_counts(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    due = []
    for days, verdict in [(0, ANSWERS), (7, GONE), (1, GONE), (2, GONE), (7, GONE), (40, GONE), (1, FORBIDDEN)]:
        clock.go(days=days)
        due.append(days_until_next(looked(A, verdict), clock.now))
    spread = (Link.objects.get().pk % 24 - 12) / 24
    week, four_weeks = round(7 + spread, 1), round(28 + spread, 1)
    assert due == [week, 3.0, 2.0, week, week, four_weeks, four_weeks]


def test_retry_after_is_kept_to(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    ten_days = 10 * 24 * 3600
    link = looked(A, Verdict(LinkState.BROKEN, Reason.SERVER, 503, retry_after=ten_days))
    assert days_until_next(link, clock.now) == 10.0


def test_links_are_spread_over_a_day(monkeypatch, clock):
    (page,) = page_ids(1)
    hold(monkeypatch, [(f"https://{number}.example/", page) for number in range(48)])
    hours = {looked(f"https://{number}.example/", ANSWERS).next_check_at for number in range(48)}
    assert len(hours) == 24
    assert max(hours) - min(hours) == dt.timedelta(hours=23)


def test_readers_are_told_what_is_known(monkeypatch, clock, django_assert_num_queries):
    (page,) = page_ids(1)
    gone, suspect, odd = "https://gone.example/x", "https://suspect.example/x", "no address"
    onion = "http://abcdefghij.onion/"
    hold(monkeypatch, [(A, page), (B, page), (gone, page), (suspect, page), (odd, page), (onion, page)])
    looked(onion, Verdict(LinkState.UNCHECKED, Reason.HIDDEN_NAME))
    looked(A, Verdict(LinkState.MOVED, status=200, target="https://new.example/"))
    for days in (0, 3):
        clock.go(days=days)
        looked(gone, GONE)
        looked(suspect, SUSPECT)
    first, last = MONDAY.date(), (MONDAY + dt.timedelta(days=3)).date()
    asked = ["https://A.example", B, gone, suspect, odd, onion, "https://unknown.example/"]
    with django_assert_num_queries(1):
        told = reading.health_of(asked)
    assert told == {
        "https://A.example": Health(LinkState.MOVED, checked_on=first, target="https://new.example/"),
        B: Health(),
        gone: Health(LinkState.GONE, is_broken=True, checked_on=last, since=first),
        suspect: Health(LinkState.SUSPECT, checked_on=last),
        odd: Health(),
        onion: Health(LinkState.UNCHECKED),
        "https://unknown.example/": Health(),
    }
    with django_assert_num_queries(0):
        assert reading.health_of([]) == {}


def test_reader_is_not_told_of_a_first_failure(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    looked(A, GONE)
    assert reading.health_of([A])[A] == Health(LinkState.GONE, checked_on=MONDAY.date())


def test_look_soon_is_for_known_addresses_that_were_not_just_looked_at(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    looked(A, ANSWERS)
    clock.go(minutes=10)
    assert services.look_soon(A) is False
    clock.go(minutes=10)
    assert services.look_soon("https://elsewhere.example/") is False
    assert services.look_soon("HTTPS://A.example/#part") is True
    assert Link.objects.get().next_check_at == clock.now
    assert services.look_soon(A) is False
    assert Link.objects.count() == 1


# Editors


def confirmed(monkeypatch, clock, *addresses) -> None:
    hold(monkeypatch, [(address, page_ids(1)[0]) for address in addresses])
    for days in (0, 4):
        clock.go(days=days)
        for address in addresses:
            looked(address, GONE)


def test_editors_get_one_letter_on_monday_for_all_of_a_week(monkeypatch, clock):
    editor, moderator = person("demo-editor", "Editors"), person("demo-moderator", "Moderators")
    person("demo-translator", "Translators")
    confirmed(monkeypatch, clock, A)
    assert letters.tell() == 1
    clock.go(days=1)
    hold(monkeypatch, [(A, page_ids(1)[0]), (B, page_ids(1)[0])])
    Link.objects.filter(address=B).update(first_failed_at=MONDAY, failures=1)
    looked(B, NO_NAME)
    assert letters.tell() == 1
    assert letters.tell() == 0
    rows = Letter.objects.filter(key__startswith="links ").order_by("to_user")
    next_monday = dt.datetime(2026, 3, 9, 6, tzinfo=dt.UTC)
    assert list(rows.values_list("to_user", "due_at")) == [(editor.pk, next_monday), (moderator.pk, next_monday)]
    assert {A, B} == {line[2:] for line in rows[0].text.splitlines() if line.startswith("– ")}
    assert (rows[0].subject, "/admin/reports/links/" in rows[0].text) == ("Links that need a look", True)


def test_letter_never_tells_twice_of_the_same(monkeypatch, clock):
    person("demo-editor", "Editors")
    confirmed(monkeypatch, clock, A)
    told = [letters.tell()]
    for days, verdict in [(7, GONE), (7, GONE), (7, ANSWERS), (7, GONE), (1, GONE), (7, GONE)]:
        clock.go(days=days)
        looked(A, verdict)
        told.append(letters.tell())
    assert told == [1, 0, 0, 0, 0, 0, 1]


def test_superusers_get_the_letter_only_where_there_is_no_editor(monkeypatch, clock):
    chief = User.objects.create_superuser("chief", "", "a long enough password")
    confirmed(monkeypatch, clock, A)
    assert letters.tell() == 1
    assert list(Letter.objects.filter(key__startswith="links ").values_list("to_user", flat=True)) == [chief.pk]


def test_nobody_to_tell_leaves_it_for_later(monkeypatch, clock):
    confirmed(monkeypatch, clock, A)
    assert letters.tell() == 0
    person("demo-editor", "Editors")
    assert letters.tell() == 1


# A person's word


def failed_for_days(clock, verdict) -> Link:
    looked(A, verdict)
    clock.go(days=4)
    return looked(A, verdict)


@pytest.mark.parametrize("verdict", [SUSPECT, GONE])
def test_what_a_person_found_working_is_held_against_it_no_more(monkeypatch, clock, verdict):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    link = failed_for_days(clock, verdict)
    assert services.vouch(link.pk)
    assert not Link.objects.failing().exists()
    for _week in range(3):
        clock.go(days=7)
        link = looked(A, verdict)
        assert (link.is_vouched, link.failures, link.confirmed_at) == (True, 0, None)
        assert days_until_next(link, clock.now) == round(7 + (link.pk % 24 - 12) / 24, 1)
    assert reading.health_of([A])[A].is_broken is False


def test_word_stands_against_the_same_fault_alone(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    services.vouch(failed_for_days(clock, SUSPECT).pk)
    looked(A, ANSWERS)
    assert looked(A, SUSPECT).failures == 0
    link = looked(A, GONE)
    assert (link.failures, link.vouched_for, link.vouched_at) == (1, "", None)
    assert looked(A, SUSPECT).failures == 2


def test_word_stands_for_a_year(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    services.vouch(failed_for_days(clock, SUSPECT).pk)
    clock.go(days=364)
    assert looked(A, SUSPECT).failures == 0
    clock.go(days=1)
    assert looked(A, SUSPECT).failures == 1


def test_word_is_taken_back(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    link = failed_for_days(clock, SUSPECT)
    services.vouch(link.pk)
    assert [services.take_back(link.pk), services.take_back(link.pk)] == [True, False]
    assert Link.objects.due(clock.now).exists()
    assert looked(A, SUSPECT).failures == 1


def test_nobody_vouches_for_what_is_not_wrong(monkeypatch, clock):
    hold(monkeypatch, [(A, page_ids(1)[0])])
    link = looked(A, ANSWERS)
    assert [services.vouch(link.pk), services.vouch(link.pk + 1000)] == [False, False]
    link.refresh_from_db()
    assert link.vouched_for == ""
