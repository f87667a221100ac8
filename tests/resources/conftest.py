import pytest

from tests.resources.answering import Web
from tests.resources.links import Clock


@pytest.fixture(scope="session")
def _web(tmp_path_factory):
    web = Web(tmp_path_factory.mktemp("web"))
    yield web
    web.end()


@pytest.fixture
def web(_web) -> Web:
    _web.forget()
    return _web


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """A clock that a test can set; it begins at noon of a Monday."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock
