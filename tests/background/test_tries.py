"""Back-off, giving up, trying again; what is broken off is taken back; errors leave no words behind."""

import datetime as dt
import logging

import pytest

from hub.background import rows, services
from hub.background.logs import WithoutWords
from hub.background.models import Worker
from hub.background.worker import Worker as WorkerProcess
from tests.background import samples

pytestmark = pytest.mark.usefixtures("empty")


def work() -> None:
    WorkerProcess(say=print).work(once=True)


def only() -> tuple:
    row = rows.every().get()
    return row.status, len(row.worker_ids), row.exception_class_path


def test_failing_task_is_tried_after_1_5_and_30_minutes_2_and_12_hours_and_then_given_up(clock):
    samples.faults += [ValueError(samples.CANARY)] * 6
    samples.note.enqueue(1)
    for tries, wait in enumerate([*services.WAITS, None], start=1):
        work()
        assert only() == ("READY" if wait else "FAILED", tries, "builtins.ValueError")
        if wait:
            clock.now += wait - dt.timedelta(seconds=1)
            work()
            assert only() == ("READY", tries, "builtins.ValueError")
            clock.forward(seconds=1)
    clock.forward(days=2)
    work()
    assert (only(), samples.done) == (("FAILED", 6, "builtins.ValueError"), [])


def test_task_that_succeeds_in_the_end_is_done_once(clock):
    samples.faults += [ValueError(), KeyError("x")]
    samples.note.enqueue(1)
    for _hour in range(3):
        work()
        clock.forward(hours=1)
    assert (only(), samples.done) == (("SUCCESSFUL", 3, ""), [1])


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1)])
def test_process_that_is_ended_in_a_task_leaves_it_for_another(clock, error):
    samples.faults.append(error)
    samples.note.enqueue(1)
    with pytest.raises(type(error)):
        work()
    assert only() == ("READY", 1, f"builtins.{type(error).__name__}")
    clock.forward(minutes=1)
    work()
    assert (only(), samples.done) == (("SUCCESSFUL", 2, ""), [1])


def test_what_was_given_up_is_tried_again_with_all_its_tries(clock):
    samples.faults.append(ValueError())
    pk = samples.note.enqueue(1).id
    rows.every().filter(pk=pk).update(worker_ids=list("abcde"))
    work()
    assert only() == ("FAILED", 6, "builtins.ValueError")
    assert services.try_again(task_path="tests.background.samples.note", error="builtins.KeyError") == 0
    assert services.try_again(task_path="tests.background.samples.note", error="builtins.ValueError") == 1
    assert only() == ("READY", 0, "")
    work()
    assert (only(), samples.done) == (("SUCCESSFUL", 1, ""), [1])


def test_task_whose_code_is_gone_harms_no_other(clock):
    gone = samples.note.enqueue(1).id
    rows.every().filter(pk=gone).update(task_path="hub.nowhere.gone")
    samples.note.enqueue(2)
    work()
    assert sorted(rows.every().values_list("task_path", "status", "exception_class_path")) == [
        ("hub.nowhere.gone", "READY", "builtins.ModuleNotFoundError"),
        ("tests.background.samples.note", "SUCCESSFUL", ""),
    ]


# Broken off -----------------------------------------------------------------------------------------------------------
def test_worker_that_is_alive_keeps_its_task_and_a_silent_one_loses_it(clock, settings):
    services.beat(key="worker")
    services.claim(pk=samples.note.enqueue(1).id, key="worker")
    clock.forward(seconds=settings.HUB_WORKER_SILENCE_SECONDS - 1)
    assert (services.take_back(), only()) == (0, ("RUNNING", 1, ""))
    clock.forward(seconds=2)
    assert (services.take_back(), only()) == (1, ("READY", 1, "WorkerBrokenOff"))
    work()
    assert (only(), samples.done) == (("SUCCESSFUL", 2, ""), [1])


def test_worker_that_comes_back_from_the_dead_settles_nothing_that_is_no_longer_its_own(clock):
    row = services.claim(pk=samples.note.enqueue(1).id, key="gone")
    services.take_back()
    services.succeeded(row=row)
    services.failed(row=row, error=ValueError())
    assert only() == ("READY", 1, "WorkerBrokenOff")


def test_task_that_kills_its_workers_is_given_up(clock):
    pk = samples.note.enqueue(1).id
    for _try in range(6):
        assert services.claim(pk=pk, key="killed")
        assert services.take_back() == 1
        clock.forward(days=1)
    assert only() == ("FAILED", 6, "WorkerBrokenOff")


def test_request_is_given_a_quarter_of_an_hour(clock):
    services.claim(pk=samples.note.enqueue(1).id, key="request-1")
    clock.forward(minutes=14)
    assert services.take_back() == 0
    clock.forward(minutes=2)
    assert services.take_back() == 1


def test_worker_takes_back_what_it_could_not_settle_itself(clock):
    services.beat(key="worker")
    services.claim(pk=samples.note.enqueue(1).id, key="worker")
    assert (services.take_back(), services.take_back(idle="worker")) == (0, 1)


def test_old_rows_and_workers_are_removed_after_a_week(clock, at_commit):
    services.beat(key="old")
    with at_commit():
        samples.note.enqueue(1)
    samples.note.enqueue(2)
    clock.forward(seconds=60)
    services.sign_off(key="old")
    work()
    clock.forward(days=6, hours=23)
    samples.note.enqueue(3)
    services.prune()
    assert (rows.every().count(), Worker.objects.count()) == (3, 2)
    clock.forward(hours=2)
    services.prune()
    assert list(rows.every().values_list("args_kwargs", "status")) == [({"args": [3], "kwargs": {}}, "READY")]
    assert Worker.objects.count() == 0


# No words -------------------------------------------------------------------------------------------------------------
def test_words_of_an_error_are_neither_in_the_table_nor_in_the_log(clock, caplog):
    samples.faults.append(ValueError(samples.CANARY))
    samples.note.enqueue(1)
    with caplog.at_level(logging.DEBUG):
        work()
    assert only() == ("READY", 1, "builtins.ValueError")
    table = str(list(rows.every().values()))
    assert (samples.CANARY in table, samples.CANARY in caplog.text) == (False, False)
    (record,) = [each for each in caplog.records if each.name == "hub.background"]
    message = record.getMessage()
    assert message.startswith("Task tests.background.samples.note failed with ValueError in ")
    assert "tests/background/samples.py:" in message


def test_log_of_wagtails_own_tasks_has_no_words_of_errors_either():
    (filter_,) = [each for each in logging.getLogger("django_tasks").filters if isinstance(each, WithoutWords)]
    error = ValueError(samples.CANARY)
    record = logging.LogRecord("django_tasks", logging.ERROR, "", 1, "Task %s", ("7",), (ValueError, error, None))
    assert filter_.filter(record)
    assert logging.Formatter().format(record) == "Task 7 (ValueError)"
