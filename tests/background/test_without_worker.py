"""With no worker at all everything is done; with one, it is left to it; nothing is lost in between."""

import pytest
from django.db import transaction

from hub.background import rows, running, services
from tests.background import samples

pytestmark = pytest.mark.usefixtures("empty")


def states() -> list[tuple]:
    found = rows.every().order_by("enqueued_at", "args_kwargs")
    return [(row.args_kwargs["args"], row.status, len(row.worker_ids)) for row in found]


def test_task_is_done_after_the_commit_and_kept_until_then(at_commit):
    with at_commit():
        result = samples.note.enqueue(1)
        assert (samples.done, states(), str(result.status)) == ([], [([1], "READY", 0)], "READY")
    assert (samples.done, states()) == ([1], [([1], "SUCCESSFUL", 1)])


def test_what_a_task_returns_is_not_kept(at_commit):
    with at_commit():
        samples.note.enqueue(1)
    assert list(rows.every().values_list("return_value", "traceback")) == [(None, "")]


def test_task_is_undone_with_what_it_is_about(at_commit):
    with at_commit(), transaction.atomic():
        samples.note.enqueue(1)
        transaction.set_rollback(True)
    assert (samples.done, states()) == ([], [])


def test_task_that_fails_fails_nobody_and_is_tried_again_when_something_else_is_asked_for(at_commit, clock):
    samples.faults.append(ValueError("No"))
    with at_commit():
        samples.note.enqueue(1)
    assert (samples.done, states()) == ([], [([1], "READY", 1)])
    clock.forward(minutes=2)
    with at_commit():
        samples.note.enqueue(2)
    assert (samples.done, states()) == ([2, 1], [([1], "SUCCESSFUL", 2), ([2], "SUCCESSFUL", 1)])


def test_request_takes_up_others_for_a_moment_only(at_commit, monkeypatch):
    samples.note.enqueue(1)
    monkeypatch.setattr(running, "SECONDS_FOR_OTHERS", 0)
    with at_commit():
        samples.note.enqueue(2)
    assert (samples.done, states()) == ([2], [([1], "READY", 0), ([2], "SUCCESSFUL", 1)])


def test_task_that_asks_for_another_is_done_with_it(at_commit):
    with at_commit():
        samples.ask_for_another.enqueue(1)
    assert samples.done == ["begin 1", "end 1", 1]


def test_same_task_for_the_same_thing_waits_once(at_commit):
    with at_commit():
        first, second, other = (samples.note.enqueue(number).id for number in (1, 1, 2))
    assert (first == second, first == other) == (True, False)
    assert samples.done == [1, 2]
    with at_commit():
        samples.note.enqueue(1)
    assert samples.done == [1, 2, 1]


def test_task_is_left_to_a_worker_that_is_alive(at_commit):
    services.beat(key="worker")
    with at_commit():
        samples.note.enqueue(1)
    assert (samples.done, states()) == ([], [([1], "READY", 0)])


@pytest.mark.parametrize("ended", ["silent", "signed off"])
def test_request_does_it_itself_once_the_worker_has_ended(at_commit, clock, settings, ended):
    services.beat(key="worker")
    if ended == "silent":
        clock.forward(seconds=settings.HUB_WORKER_SILENCE_SECONDS + 1)
    else:
        services.sign_off(key="worker")
    with at_commit():
        samples.note.enqueue(1)
    assert (samples.done, states()) == ([1], [([1], "SUCCESSFUL", 1)])


def test_row_that_another_has_claimed_is_not_claimed_again():
    pk = samples.note.enqueue(1).id
    row = services.claim(pk=pk, key="one")
    assert (row.status, row.worker_ids, services.claim(pk=pk, key="two")) == ("RUNNING", ["one"], None)


def test_claim_that_comes_second_gets_nothing(monkeypatch):
    """Both have seen the row as ready; only one of them may have it."""
    pk = samples.note.enqueue(1).id
    as_seen = rows.due().get(pk=pk)
    services.claim(pk=pk, key="one")
    monkeypatch.setattr(rows, "due", lambda: Seen(as_seen))
    assert services.claim(pk=pk, key="two") is None
    assert rows.every().get(pk=pk).worker_ids == ["one"]


class Seen:
    """A look at the table from before."""

    def __init__(self, row):
        self.row = row

    def filter(self, **_conditions):
        return self

    def first(self):
        return self.row
