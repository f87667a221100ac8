import pytest

from hub.calls.models import CallPage, CohortPage, Round
from hub.stories.models import CohortHost
from tests.calls import makers
from tests.emptying import empty


@pytest.fixture(autouse=True)
def _without_the_example_calls(request) -> None:
    """Tests count calls and applications of their own: the starter library's are taken off the site first."""
    asks = "db" in request.fixturenames or request.node.get_closest_marker("django_db") is not None
    if not asks or "at_once" in request.fixturenames:
        return  # what several threads write at once must not wait for the transaction of the test
    request.getfixturevalue("db")
    CallPage.objects.filter(live=True).update(live=False)
    CohortPage.objects.filter(live=True).update(live=False)
    empty(CohortHost, Round)


@pytest.fixture
def place(starter_library, db, settings, tmp_path):
    """Files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def call(place):
    """An open call with one question of each kind."""
    return makers.call()
