"""Every way in that the resolver knows: none takes a password alone from somebody with a second factor."""

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from django.utils import translation

from tests.people.conftest import PASSWORD, enrol, is_signed_in, person

pytestmark = pytest.mark.django_db
FILL = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-4000-8000-000000000000"}


def routes(resolver, prefix=""):
    """(address pattern, URLPattern) of everything."""
    for each in resolver.url_patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here, each
        else:
            yield from routes(each, here)


def text_of(pattern) -> str:
    view = pattern.callback
    view = getattr(view, "view_class", view)
    bases = " ".join(base.__name__ for base in getattr(view, "__mro__", ()))
    names = f"{pattern.name} {getattr(view, '__name__', '')} {bases} {getattr(view, '__module__', '')}"
    return names.lower()


def is_a_door(route: str, pattern) -> bool:
    return any(
        word in f"{route} {text_of(pattern)}".lower() for word in ("login", "sign_in", "password", "authenticat")
    )


def doors() -> list[str]:
    import re

    with translation.override("en"):
        found = []
        for route, pattern in routes(get_resolver()):
            if is_a_door(route, pattern):
                filled = re.sub(r"<(\w+):\w+>", lambda match: FILL.get(match.group(1), "x"), route)
                filled = re.sub(r"\(\?P<\w+>[^)]*\)", "x", filled).replace("^", "").replace("$", "")
                found.append("/" + filled.replace("\\", ""))
        return sorted(set(found))


def test_scan_finds_the_doors_that_we_know():
    found = set(doors())
    known = {"/admin/login/", "/admin/password_reset/", "/en/_util/login/", "/en/account/login/"}
    assert known - found == set()
    assert len(found) > 10


def test_no_door_takes_a_password_alone():
    enrol(person("demo-editor", "Editors", email="editor@example.org"))
    shapes = [
        {"username": "demo-editor", "login": "demo-editor", "password": PASSWORD, "oldpassword": PASSWORD},
        {"auth-username": "demo-editor", "auth-password": PASSWORD, "login-username": "demo-editor"},
        {
            "username": "editor@example.org",
            "login": "editor@example.org",
            "email": "editor@example.org",
            "password": PASSWORD,
        },
    ]
    open_doors = []
    for path in doors():
        for shape in shapes:
            client = Client(raise_request_exception=False)
            for address in (path, f"{path}?next=/admin/"):
                answer = client.post(address, shape)
                if answer.status_code >= 500 or is_signed_in(client):
                    open_doors.append((address, answer.status_code))
    assert open_doors == []


def test_the_scan_would_see_an_open_door():
    person("demo-host")
    client = Client()
    client.post("/en/account/login/", {"username": "demo-host", "login": "demo-host", "password": PASSWORD})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/admin/login/?next=/admin/images/", "/en/account/login/?next=%2Fadmin%2Fimages%2F"),
        ("/fr/_util/login/?next=/fr/activities/", "/fr/account/login/?next=%2Ffr%2Factivities%2F"),
        ("/admin/login/?next=https://evil.example/", "/en/account/login/"),
        ("/admin/login/?next=//evil.example/", "/en/account/login/"),
        ("/admin/login/?next=javascript:alert(1)", "/en/account/login/"),
        ("/admin/login/?next=/\\evil.example", "/en/account/login/"),
        ("/admin/password_reset/", "/en/account/password/reset/"),
        ("/admin/password_reset/confirm/MQ/abc/", "/en/account/password/reset/"),
    ],
)
def test_wagtails_door_leads_to_ours(client, path, target):
    assert client.get(path).url == target


def test_admin_asks_at_our_door(client):
    assert client.get("/admin/images/").url == "/en/account/login/?next=/admin/images/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "http:evil.example", "\\\\evil.example"]
)
def test_sign_in_leads_to_no_other_host(client, target):
    person("demo-host")
    answer = client.post("/en/account/login/", {"login": "demo-host", "password": PASSWORD, "next": target})
    assert answer.url == "/en/account/"


def test_sign_in_goes_on_to_where_one_was_going(client):
    person("demo-editor", "Editors")
    answer = client.post("/en/account/login/?next=/admin/images/", {"login": "demo-editor", "password": PASSWORD})
    assert answer.url == "/admin/images/"
