"""Every page of the account in every language: complete, correctly built, in our own look."""

import re

import pytest

from tests.people.conftest import PASSWORD, enrol, person, sign_in

pytestmark = pytest.mark.django_db
ANYBODY = ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/", "signup/"]
SIGNED_IN = [
    "",
    "delete/",
    "logout/",
    "email/",
    "password/change/",
    "reauthenticate/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
]
ENROLLED = [
    "2fa/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/reauthenticate/",
]


def check(answer):
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<h1") == 1
    assert re.search(r"<html lang=\"\w+\" dir=\"(ltr|rtl)\">", html)
    assert "data:" not in html
    assert " style=" not in html
    assert re.findall(r"<script(?! type=\"module\" src=)", html) == []
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    for target in re.findall(r'<label for="([^"]+)"', html):
        assert target in ids
    assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("code", ["en", "ar", "th", "sw"])
@pytest.mark.parametrize("path", ANYBODY)
def test_page_for_anybody_is_whole(client, code, path):
    check(client.get(f"/{code}/account/{path}"))


@pytest.mark.parametrize("code", ["en", "ar", "pt"])
@pytest.mark.parametrize("path", SIGNED_IN)
def test_page_of_an_account_is_whole(client, code, path):
    person("demo-reader")
    sign_in(client, "demo-reader")
    check(client.get(f"/{code}/account/{path}"))


@pytest.mark.parametrize("path", ENROLLED)
def test_page_of_an_enrolled_account_is_whole(client, path):
    client.force_login(enrol(person("demo-reader")))
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    check(client.get(f"/en/account/{path}"))


def test_second_step_is_whole(client):
    enrol(person("demo-reader"))
    sign_in(client, "demo-reader")
    check(client.get("/en/account/2fa/authenticate/"))
