"""Headers as readers' browsers get them: the same set on every answer, no unsafe source, no cookie for plain readers."""

import re

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
PUBLIC_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
PATHS = {
    "/": 200,
    "/en/": 200,
    "/ar/activities/": 200,
    "/th/activities/one-breath-check-in/": 200,
    "/en/activities/33vrha.txt": 200,
    "/en/activities/33vrha.html": 200,
    "/en/search/?q=x": 200,
    "/en/no-such-page/": 404,
    "/en/activities": 301,
    "/en/kept/": 200,
    "/worker.js": 200,
    "/static/site.css": 200,
    "/static/js/hub.js": 200,
    "/media/original_images/x.jpg": 404,
}


def policy(answer) -> dict:
    parts = (part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    return dict(parts)


@pytest.mark.parametrize(("path", "status"), PATHS.items())
def test_answer_carries_the_whole_set(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert policy(answer) == PUBLIC_POLICY
    assert {name: answer.headers[name] for name in SAME_EVERYWHERE} == SAME_EVERYWHERE
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_broken_page_carries_the_set_too(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("canary-of-a-secret")

    monkeypatch.setattr("hub.search.views.results", broken)
    answer = Client(raise_request_exception=False).get("/es/search/")
    assert answer.status_code == 500
    assert policy(answer) == PUBLIC_POLICY
    assert b"canary-of-a-secret" not in answer.content


def test_admin_has_a_policy_of_its_own(client):
    answer = client.get("/admin/login/")
    assert policy(answer)["default-src"] == "'none'"
    assert policy(answer)["frame-ancestors"] == "'self'"
    assert "http" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", [path for path, status in PATHS.items() if status == 200])
def test_plain_reader_gets_no_cookie(client, path):
    assert client.get(path).cookies == {}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("", "en"),
        ("sw", "sw"),
        ("pt-BR,pt;q=0.9", "pt"),
        ("pt-PT", "pt"),
        ("de-DE,de;q=0.9", "en"),
        ("de,ar;q=0.5,en;q=0.3", "ar"),
        ("EN-gb", "en"),
        ("th;q=0.2,ru;q=0.8", "ru"),
        ("*", "en"),
        ("x" * 5000, "en"),
        (";;;q=zz", "en"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
    ],
)
def test_first_page_suggests_and_never_forces_a_language(client, wish, expected):
    answer = client.get("/", headers={"accept-language": wish})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count('class="bubble ') == len(settings.LANGUAGES)
    assert answer.headers["Content-Language"] == expected
    first = html[html.index("bubbles") :]
    assert re.search(r'href="/(\w+)/"', first).group(1) == expected


def test_address_decides_over_the_browser(client):
    answer = client.get("/th/activities/", headers={"accept-language": "ar"})
    assert '<html lang="th" dir="ltr">' in answer.content.decode()


def test_whole_page_cache_is_emptied_by_publishing(client, settings):
    from hub.activities.models import ActivityPage

    settings.HUB_READER_CACHE_SECONDS = 600
    fresh = Client()
    fresh.get("/en/activities/one-breath-check-in/")
    first = fresh.get("/en/activities/one-breath-check-in/").content
    page = ActivityPage.objects.get(slug="one-breath-check-in", locale__language_code="en")
    page.summary = "Changed a moment ago."
    page.save_revision().publish()
    second = fresh.get("/en/activities/one-breath-check-in/").content
    assert b"Changed a moment ago." not in first
    assert b"Changed a moment ago." in second
    ActivityPage.objects.get(slug="one-breath-check-in", locale__language_code="es").unpublish()
    assert 'hreflang="es" href="http' not in fresh.get("/en/activities/one-breath-check-in/").content.decode()
