"""A whole journey from a marked address with marked names: nothing of it is found where it does not belong."""

import base64
import logging
import zlib

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from hub.core.models import User
from hub.mail.models import Letter
from hub.people import invitations
from tests.people.conftest import PASSWORD, enrol, person

pytestmark = pytest.mark.django_db
ADDRESS, AGENT = "203.0.113.77", "CanaryBrowser/7.7"
NAME, CHOSEN, MAIL, INVITED = "canary-name", "Canary Chosen", "canary@example.org", "canary-invited@example.org"
TYPED = "canary wrong password"
CANARIES = [ADDRESS, AGENT, NAME, CHOSEN, MAIL, INVITED, TYPED, PASSWORD, "canary-new"]
HER_OWN = {"core_user": {"username", "chosen_name", "email"}, "account_emailaddress": {"email"}}


class Journey(Client):
    """Keeps every address that it is sent to."""

    def __init__(self):
        super().__init__(REMOTE_ADDR=ADDRESS, headers={"user-agent": AGENT}, raise_request_exception=False)
        self.addresses: list[str] = []

    def request(self, **request):
        answer = super().request(**request)
        self.addresses += [
            answer.request["PATH_INFO"],
            answer.request["QUERY_STRING"],
            answer.headers.get("Location", ""),
        ]
        return answer


def travel() -> Journey:
    journey = Journey()
    root = User.objects.create_superuser("demo-root", password=PASSWORD)
    enrol(person(NAME, "Hosts", email=MAIL, chosen_name=CHOSEN))
    journey.get("/en/account/login/?next=/en/account/")
    for name in (NAME, MAIL, "canary-nobody@example.org"):
        journey.post("/en/account/login/", {"login": name, "password": TYPED})
        journey.post("/en/account/password/reset/", {"email": name})
    journey.post("/en/account/login/", {"login": NAME, "password": PASSWORD})
    journey.post("/en/account/2fa/authenticate/", {"code": "123456"})
    journey.force_login(User.objects.get(username=NAME))
    journey.get("/en/account/")
    journey.post("/en/account/delete/", {"password": TYPED})
    journey.post("/en/account/everywhere/")
    journey.get("/en/account/invitation/no-such-token/")
    _one, token = invitations.invite(by=root, groups=[], language="en", address=INVITED, link_to=str)
    fields = {"username": "canary-new", "chosen_name": CHOSEN, "password": PASSWORD}
    for _twice in range(2):
        journey.post(f"/en/account/invitation/{token}/", fields)
    journey.post("/en/account/logout/")
    journey.post("/en/account/login/", {"login": "canary-new", "password": PASSWORD})
    return journey


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def unpacked(data: str) -> str:
    """A session as whoever steals the table reads it."""
    packed = data.split(":")[0]
    raw = base64.urlsafe_b64decode(packed.lstrip(".") + "==")
    return (zlib.decompress(raw) if packed.startswith(".") else raw).decode()


def tables():
    """(table, column, text) of all that is stored, sessions unpacked."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, column, str(value)) for column, value in zip(columns, row, strict=True))
    for session in Session.objects.all():
        yield "django_session", "unpacked", unpacked(session.session_data)


def test_journey_leaves_nothing_in_logs_cache_addresses_or_tables(caplog):
    caplog.set_level(logging.INFO)
    journey = travel()
    assert Letter.objects.filter(to_address=MAIL).exists()
    Letter.objects.all().delete()  # letters are erased once they are sent; tests/mail shows that

    assert found_in(" ".join(record.getMessage() for record in caplog.records)) == []
    assert found_in(str(cache._cache)) == []
    assert found_in(str([cache.get(key.split(":", 2)[2]) for key in list(cache._cache)])) == []
    assert found_in(" ".join(journey.addresses)) == []
    hits = {
        (table, column, canary)
        for table, column, text in tables()
        for canary in found_in(text)
        if column not in HER_OWN.get(table, set())
    }
    assert hits == set()


def test_limits_count_without_the_address(caplog):
    travel()
    assert [key for key in cache._cache if ":login_failed:" in key] != []
    assert [key for key in cache._cache if ADDRESS in key] == []
