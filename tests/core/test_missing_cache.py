"""Redis cannot be reached: what people do goes on, and how often they try is still counted."""

import pytest
from django.core.cache.backends.locmem import LocMemCache

from hub.core import public_forms
from hub.resources.models import Suggestion
from hub.resources.views import telling
from tests.people.conftest import is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db
NOBODY_THERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _no_redis(settings):
    settings.CACHES = {"default": {"BACKEND": "hub.core.cache.FailSoftRedisCache", "LOCATION": NOBODY_THERE}}
    yield
    LocMemCache("hub.core.cache.meanwhile", {}).clear()


def suggested(client, monkeypatch, title: str):
    now = public_forms.time.time()
    with monkeypatch.context() as earlier:
        earlier.setattr(public_forms.time, "time", lambda: now - 60)
        token = public_forms.token_for("suggest-resource")
    url = f"https://{title.lower()}.example/"
    return client.post("/en/resources/suggest/", {"title": title, "url": url, "kind": "guide", "token": token})


def test_people_sign_in(client):
    person("demo-host")
    assert sign_in(client, "demo-host").url == "/en/account/"
    assert is_signed_in(client)


def test_wrong_passwords_are_still_counted(client):
    person("demo-host")
    answers = [sign_in(client, "demo-host", "something else").status_code for _each in range(40)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_what_is_sent_is_kept_and_counted(client, monkeypatch):
    monkeypatch.setattr(telling, "LIMITS", {"suggest": "2/h/ip"})
    answers = [suggested(client, monkeypatch, title).status_code for title in ("One", "Two", "Three")]
    assert answers == [302, 302, 200]
    assert sorted(Suggestion.objects.values_list("title", flat=True)) == ["One", "Two"]


def test_pages_are_answered(client):
    for path in ("/en/", "/ar/search/?q=circle", "/th/handbook/", "/sw/gatherings/dates.ics", "/ru/resources/feed/"):
        assert client.get(path).status_code == 200
