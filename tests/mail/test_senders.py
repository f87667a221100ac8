"""Several senders at one outbox, with rows that are really committed: the starter library is left as it is."""

import threading

import pytest
from django.db import connection, connections, transaction

from hub.core.models import User
from hub.mail import sending, services
from hub.mail.models import Letter
from tests.mail.backends import Shared


@pytest.fixture
def committed(django_db_setup, django_db_blocker, settings):
    """Six letters outside of any test's transaction; taken away afterwards."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("a database in memory has one writer at a time")
        settings.EMAIL_BACKEND = "tests.mail.backends.Shared"
        Shared.sent.clear()
        Shared.senders.clear()
        reader = User.objects.create_user("two-senders", "two@example.org", "a long enough password")
        for number in range(6):
            services.post(to_user=reader, subject=f"Letter {number}", text="Text", key=f"two-senders {number}")
        yield
        Letter.objects.filter(key__startswith="two-senders ").delete()
        reader.delete()
        connection.close()


def send_aside(found: list, *, alone: bool = False) -> threading.Thread:
    """A sender in a thread of its own; what it did is added to `found`. `alone`: it need not wait for another."""

    def run():
        if alone:
            Shared.senders.add(threading.get_ident())
        found.append(sending.send_due())
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_two_senders_at_once_never_send_the_same(committed):
    found: list = []
    for thread in [send_aside(found), send_aside(found)]:
        thread.join(30)
    assert sorted(Shared.sent) == [f"Letter {number}" for number in range(6)]
    assert len(Shared.senders) == 2
    assert sum(each["sent"] for each in found) == 6


def test_letter_that_another_holds_is_passed_over(committed):
    found: list = []
    with transaction.atomic():
        Letter.objects.select_for_update().get(key="two-senders 0")
        send_aside(found, alone=True).join(30)
        assert sorted(Shared.sent) == [f"Letter {number}" for number in range(1, 6)]
    send_aside(found, alone=True).join(30)
    assert found == [{"sent": 5}, {"sent": 1}]
