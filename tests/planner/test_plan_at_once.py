"""Eight people who save one plan at the same moment, each from a connection of her own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from hub.planner import keeping
from hub.planner.plans import changing
from tests.planner.plans import a_plan, own

PEOPLE = 8
pytestmark = pytest.mark.django_db


@pytest.fixture
def link(django_db_setup, django_db_blocker):
    """A plan that is really written; afterwards it is gone. The test itself is in a transaction, as always."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lies in the memory of one thread")
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as other:
        code = other.submit(_elsewhere, lambda: keeping.keep(plan=BEGUN, until=timezone.now().date())).result()
    yield code
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as other:
        other.submit(_elsewhere, lambda: keeping.delete(edit=code)).result()


BEGUN = a_plan(*(own(f"x{number}", 1) for number in range(PEOPLE)))


def _elsewhere(work):
    try:
        return work()
    finally:
        connection.close()


def test_nobodys_change_is_lost(link):
    start = Barrier(PEOPLE)

    def write(number):
        start.wait(30)
        plan = changing.changed(BEGUN, f"x{number}", minutes=50 + number)
        return keeping.save(edit=link, plan=plan, base=1)[1]

    with ThreadPoolExecutor(PEOPLE) as people:
        clashes = list(people.map(lambda number: _elsewhere(lambda: write(number)), range(PEOPLE)))
    held = keeping.to_edit(link)
    assert clashes == [[]] * PEOPLE
    assert ([item.minutes for item in held.plan.items], held.serial) == ([50 + n for n in range(PEOPLE)], PEOPLE + 1)
