import pytest

from hub.core.models import HubDocument, HubImage, Leftover
from tests.emptying import empty


@pytest.fixture
def empty_shelf(db) -> None:
    """No picture and no document in the database: those of the starter library are gone."""
    empty(HubImage, HubDocument, Leftover)
