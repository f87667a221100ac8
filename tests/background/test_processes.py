"""Real worker processes: killed in the middle of a task, two at once, beside a busy web server, told to stop."""

import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from hub.background import rows
from hub.background.models import Worker
from hub.mail.models import Letter
from tests.background import samples
from tests.background.beside import ALIAS, Beside, until

PARENT = """
import subprocess, sys
worker = subprocess.Popen([sys.executable, "manage.py", "work", "--with-parent"])
print(worker.pid, flush=True)
worker.wait()
"""


@pytest.fixture
def beside(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock():
        found = Beside(tmp_path)
        yield found
        found.close()
        if connections["default"].vendor == "postgresql":
            connections["default"].close()


@pytest.mark.parametrize("task", [samples.wait_then_work, samples.work_then_wait], ids=["before", "after"])
def test_task_of_a_killed_worker_is_done_exactly_once_within_two_minutes(beside, task):
    row = beside.ask(task, 1)
    worker = beside.start()
    until(lambda: beside.left("begun 1"))
    worker.kill()
    worker.wait()
    assert beside.row(row).status == "RUNNING"

    restarted = time.monotonic()
    beside.start()
    until(lambda: beside.row(row).status == "SUCCESSFUL", seconds=120)
    seconds = time.monotonic() - restarted
    print(f"done again {seconds:.1f} s after the restart")
    assert (beside.left("effect 1"), len(beside.row(row).worker_ids)) == (1, 2)
    assert seconds < 120


def test_two_workers_and_a_busy_server_never_do_one_task_twice_and_are_never_locked_out(beside):
    for number in range(30):
        beside.ask(samples.meet, number)
    workers = [beside.start(sys.executable, "manage.py", "work", "--once", silence=30) for _each in range(2)]
    written = 0
    while any(worker.poll() is None for worker in workers):
        with transaction.atomic(using=ALIAS):
            Letter.objects.using(ALIAS).create(key=f"busy {written}", state="sent")
        written += 1
        time.sleep(0.01)
    said = [line for worker in workers for line in worker.stdout.read().splitlines()]
    assert [worker.returncode for worker in workers] == [0, 0]
    # The pictures of the test's database lie in the test's own folder, which other processes do not know.
    assert [line for line in said if "hub.media" not in line] == []
    rows = beside.rows()
    assert {(row.status, len(row.worker_ids)) for row in rows} == {("SUCCESSFUL", 1)}
    assert len({row.worker_ids[0] for row in rows}) == 2
    assert [beside.left(f"effect {number} ") for number in range(30)] == [1] * 30
    assert written > 10


def test_worker_that_is_told_to_stop_while_idle_ends_and_says_goodbye(beside):
    worker = beside.start()
    until(lambda: Worker.objects.using(ALIAS).exists())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    assert Worker.objects.using(ALIAS).get().ended_at is not None


def test_worker_ends_at_sigterm_with_the_task_in_hand_done(empty):
    before = signal.getsignal(signal.SIGTERM)
    samples.be_told_to_stop.enqueue(1)
    samples.note.enqueue(2)
    call_command("work")
    assert samples.done == [1]
    assert sorted(rows.every().values_list("args_kwargs__args", "status")) == [([1], "SUCCESSFUL"), ([2], "READY")]
    assert signal.getsignal(signal.SIGTERM) is before


def test_worker_ends_with_the_server_that_started_it_even_if_that_is_killed(beside):
    parent = beside.start(sys.executable, "-c", PARENT)
    worker_pid = int(parent.stdout.readline())
    until(lambda: Worker.objects.using(ALIAS).exists())
    parent.kill()
    parent.wait()
    until(lambda: Worker.objects.using(ALIAS).get().ended_at)
    until(lambda: subprocess.run(["ps", "-o", "stat=", "-p", str(worker_pid)], capture_output=True).stdout[:1] in b"Z")
