"""`manage.py work` in this process: what waits is taken up, rounds are gone, SIGTERM is heard between tasks."""

import datetime as dt
import io
import os
import signal

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError

from hub.background import checks, rounds, rows, services, worker
from hub.background.models import Worker
from hub.core.models import User
from hub.mail import services as letters
from tests.background import samples

pytestmark = pytest.mark.usefixtures("empty")


def said(**options) -> str:
    out = io.StringIO()
    call_command("work", stdout=out, **options)
    return out.getvalue().strip()


def test_worker_that_starts_later_takes_up_what_is_open():
    for number in (1, 2, 3):
        samples.note.enqueue(number)
    assert said(once=True) == ""
    assert samples.done == [1, 2, 3]
    assert {(row.status, len(row.worker_ids)) for row in rows.every()} == {("SUCCESSFUL", 1)}
    assert Worker.objects.get().ended_at is not None


def test_worker_sends_the_letters_that_wait():
    user = User.objects.create_user("ana", "ana@example.org", "a long enough password")
    letters.post(to_user=user, subject="Work", text="Text", key="k")
    assert said(once=True) == "Letters: 1 sent."
    assert [letter.subject for letter in mail.outbox] == ["Work"]


def test_round_that_fails_stops_neither_other_rounds_nor_tasks(monkeypatch, caplog):
    gone = []
    monkeypatch.setattr(rounds, "_rounds", {})
    rounds.register("bad", every=dt.timedelta(hours=1), do=lambda _is_stopping: 1 / 0)
    rounds.register("good", every=dt.timedelta(hours=1), do=lambda is_stopping: gone.append(is_stopping()))
    samples.note.enqueue(1)
    said(once=True)
    assert (gone, samples.done) == ([False], [1])
    assert "Round bad failed with ZeroDivisionError" in caplog.text


def test_database_that_is_away_for_a_moment_does_not_end_the_worker(monkeypatch, caplog):
    looks = iter([OperationalError(samples.CANARY)])
    take_back = services.take_back

    def first_fails(**options):
        for error in looks:
            raise error
        samples.be_told_to_stop.enqueue(1)
        return take_back(**options)

    monkeypatch.setattr(services, "take_back", first_fails)
    said()
    assert samples.done == [1]
    assert "The task table could not be read: OperationalError" in caplog.text
    assert samples.CANARY not in caplog.text


def test_worker_that_is_told_to_stop_as_soon_as_it_is_seen_signs_off(monkeypatch):
    beat = services.beat

    def beat_and_hear(*, key):
        beat(key=key)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(services, "beat", beat_and_hear)
    samples.note.enqueue(1)
    assert said() == ""
    assert samples.done == []
    assert Worker.objects.get().ended_at is not None


def test_worker_that_is_told_to_stop_while_it_rests_signs_off(monkeypatch):
    monkeypatch.setattr(worker.time, "sleep", lambda _seconds: os.kill(os.getpid(), signal.SIGTERM))
    with pytest.raises(SystemExit) as ended:
        said()
    assert ended.value.code == 0
    assert Worker.objects.get().ended_at is not None


def test_check_warns_until_a_worker_is_alive():
    def found(**options):
        return [warning.id for warning in checks.worker_is_seen(None, **options)]

    assert (found(), found(databases=["default"])) == ([], ["hub_background.W001"])
    services.beat(key="worker")
    assert found(databases=["default"]) == []
    services.sign_off(key="worker")
    assert found(databases=["default"]) == ["hub_background.W001"]
