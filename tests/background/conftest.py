import pytest

from hub.background import rows, running
from hub.background.models import Worker
from tests.background import samples
from tests.mail.clock import Clock


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def empty(db, worker_here, monkeypatch) -> None:
    """No task was ever asked for, and no worker seen; a slow machine has time enough for what else is open."""
    monkeypatch.setattr(running, "SECONDS_FOR_OTHERS", 60)
    rows.every().delete()
    Worker.objects.all().delete()
    samples.done.clear()
    samples.faults.clear()


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    """What is asked for inside of it comes to a commit at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
