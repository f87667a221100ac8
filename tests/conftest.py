import pytest
from django.core.cache import cache

from hub.core import version
from hub.search import collection, hints
from hub.starter import services
from hub.starter.ledger import Ledger


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Ledger:
    """Every test finds the whole starter library in the database; what a test changes is rolled back after it."""
    with django_db_blocker.unblock():
        return services.load()


@pytest.fixture(scope="session")
def starter_library(django_db_setup) -> Ledger:
    """What the loader wrote into the test database. A test that reads it needs the `db` fixture as well."""
    return django_db_setup


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a rolled-back test had published is forgotten at once, not after the second that a process may remember it."""
    version.forget()
    collection.forget()
    hints.forget()
    cache.clear()
