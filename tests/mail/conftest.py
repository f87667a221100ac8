import pytest

from hub.core.models import User
from tests.mail.clock import Clock


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def reader(db) -> User:
    """Somebody with an address."""
    return User.objects.create_user("ana", "ana@example.org", "a long enough password")
