import gc
from pathlib import Path

import pytest
from django.core.cache import cache

from hub.core import version
from hub.search import collection, hints
from hub.starter import services
from hub.starter.ledger import Ledger
from tests import hubs

ROOT = Path(__file__).resolve().parent


# What no database can make differ runs once where a run on the other database goes on beside: each has its share.
SHARES = {
    "sqlite": (
        *("browser/", "mail/", "search/test_remote", "test_html", "test_headers"),
        *("gatherings/", "handbook/test_forms", "core/test_previews"),
        *(f"activities/test_{name}" for name in ("editing", "import", "records", "runs")),
        *(f"core/test_{name}" for name in "addresses first_admin hiding pictures sitemap".split()),
        *(f"calls/test_{name}" for name in "applying_files applying_offline applying_steps feeds".split()),
    ),
    "postgresql": (
        *(
            *(f"calls/test_{name}" for name in "editing hosting pages report review_blind review_screens".split()),
            "consent/test_canary",
            "core/test_hostile_files",
            "drawings/",
            "handbook/test_out",
            "moderation/",
            "people/",
            "planner/",
            "resources/",
            "starter/test_search_quality",
            "stories/",
            "tags/",
            "themes/test_editing",
            "themes/test_pages",
        ),
        *(
            f"translation/test_{name}"
            for name in (
                *"account agreement drafting editor files glossary hostile_files".split(),
                *"letters machines notes notice rights".split(),
            )
        ),
    ),
}


def pytest_addoption(parser):
    parser.addoption("--beside", choices=list(SHARES), help="the database of a run beside this one: it does its share")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Browsers come last: from the first of them on, an event loop runs in which Django refuses its database. Leaves its
    share to a run beside this one; what asks no database belongs to SQLite."""
    items.sort(key=lambda each: each.path.is_relative_to(ROOT / "browser"))
    other = config.getoption("--beside")
    if other is None:
        return
    ours, theirs = [], []
    for each in items:
        (theirs if _belongs_to(other, each) else ours).append(each)
    config.hook.pytest_deselected(items=theirs)
    items[:] = ours


def _belongs_to(database: str, item) -> bool:
    path = item.path.relative_to(ROOT).as_posix()
    owner = next((name for name, folders in SHARES.items() if path.startswith(folders)), None)
    asks = "db" in item.fixturenames or item.get_closest_marker("django_db") is not None
    return (owner or ("" if asks else "sqlite")) == database


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory) -> Ledger:
    """Every test finds the whole starter library in the database; what a test changes is rolled back after it."""
    folder = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock():
        hubs.keep("migrated", folder / "migrated")
        ledger = services.load()
        hubs.keep("starter", folder / "starter")
    gc.collect()
    gc.freeze()  # what is there now stays: no collection walks through it again
    return ledger


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


@pytest.fixture
def worker_here(monkeypatch, settings) -> None:
    """`manage.py work` can run inside a test's transaction: it neither closes the connection nor beats from another."""
    settings.HUB_WORKER_SILENCE_SECONDS = 600
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
