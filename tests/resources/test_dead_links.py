"""“This link does not work”: one press, told to editors and to those who look after links."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hub.resources import events, reporting
from hub.resources.models import DeadLink, Link
from hub.resources.views import telling
from tests.resources.makers import document, resource, translation_of
from tests.resources.test_suggesting import signed_in, token

pytestmark = pytest.mark.django_db
ADDRESS = "/en/resources/demo/does-not-work/"


@pytest.fixture
def page(starter_library):
    return resource()


@pytest.fixture
def heard():
    """The addresses that were asked to be looked at."""
    found = []

    def hear(sender, url, **kwargs):
        found.append(url)

    events.link_reported.connect(hear)
    yield found
    events.link_reported.disconnect(hear)


def said(page, seconds_ago=60, **values) -> dict:
    return {"note": "", "token": token(seconds_ago, about=f"dead-link:{page.translation_key}"), **values}


def test_one_press_is_enough_and_the_link_is_looked_at_soon(client, page, heard):
    week = timezone.now() + dt.timedelta(days=7)
    before = timezone.now() - dt.timedelta(days=1)
    link = Link.objects.create(address=page.url, next_check_at=week, last_checked=before)
    answer = client.post(ADDRESS, said(page))
    assert answer.headers["Location"] == f"{ADDRESS}thanks/"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert answer.cookies == {}
    kept = DeadLink.objects.values_list("page", "note", "language", "state", "handled_by")
    assert list(kept) == [(page.pk, "", "en", "new", None)]
    link.refresh_from_db()
    assert (heard, link.next_check_at <= timezone.now()) == ([page.url], True)


def test_two_clicks_leave_one(client, page, heard):
    data = said(page, note="It asks for a password.")
    assert [client.post(ADDRESS, data).status_code for _click in range(2)] == [302, 302]
    assert (DeadLink.objects.count(), heard) == (1, [page.url])


def test_note_that_is_too_long_comes_back(client, page):
    answer = client.post(ADDRESS, said(page, note="<b>" + "a" * 500))
    html = answer.content.decode()
    assert (list(answer.context["form"].errors), "&lt;b&gt;aaa" in html) == (["note"], True)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert DeadLink.objects.count() == 0


@pytest.mark.parametrize(
    "values", [{"token": ""}, {"token": "x"}, {"website": "x"}, {"token": token(about="dead-link:x")}]
)
def test_machines_are_asked_once_more(client, page, heard, values):
    assert client.post(ADDRESS, said(page, **values)).status_code == 200
    assert (DeadLink.objects.count(), heard) == (0, [])


@pytest.mark.parametrize("slug", ["nothing", "draft", "demo'--", "x" * 300])
def test_what_nobody_may_read_is_not_found(client, page, slug):
    resource(slug="draft", publish=False)
    assert client.get(f"/en/resources/{slug}/does-not-work/").status_code == 404


def test_file_can_be_reported_too(client, page, heard):
    page = resource(slug="sheet", url="", document=document(), licence="by")
    assert client.post("/en/resources/sheet/does-not-work/", said(page)).status_code == 302
    assert (DeadLink.objects.get().page_id, heard) == (page.pk, [])


def test_enough_is_enough_for_all_languages_of_a_resource(client, page, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_WAITING", 1)
    DeadLink.objects.create(page=translation_of(page, "es"), opening="made", language="es")
    assert "We know already" in client.get(ADDRESS).content.decode()
    html = client.post(ADDRESS, said(page, note="Kept words")).content.decode()
    assert (str(telling.TOO_MANY) in html, "Kept words" in html) == (True, True)
    assert DeadLink.objects.count() == 1


def test_one_network_is_held_off_and_nothing_typed_is_lost(client, page, monkeypatch):
    monkeypatch.setitem(telling.LIMITS, "dead", "1/h/ip")
    assert client.post(ADDRESS, said(page)).status_code == 302
    html = client.post(ADDRESS, said(page, 61, note="Kept words")).content.decode()
    assert (str(telling.TOO_OFTEN) in html, "Kept words" in html) == (True, True)
    assert DeadLink.objects.count() == 1


def test_nothing_of_the_sender_is_kept(client, page, caplog):
    marked = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "canary-agent"}
    assert client.post(ADDRESS, said(page), **marked).status_code == 302
    out = []
    write = type("Out", (), {"write": lambda _self, text: out.append(text)})()
    call_command("dumpdata", "resources.deadlink", stdout=write)
    assert [word in "".join(out) + caplog.text for word in ("203.0.113.77", "canary-agent")] == [False] * 2


def test_editor_is_done_with_all_reports_on_a_resource_at_once(client, page):
    editor = signed_in(client, "Editors")
    spanish = translation_of(page, "es")
    first, second = (
        DeadLink.objects.create(page=each, opening=each.slug + code, language=code, note="<b>No</b>")
        for each, code in ((page, "en"), (spanish, "es"))
    )
    assert "2 readers say that a link does not work" in client.get(reverse("wagtailadmin_home")).content.decode()
    assert "&lt;b&gt;No&lt;/b&gt;" in client.get(reverse("resource_dead_links")).content.decode()
    client.post(reverse("resource_dead_link_state", args=[first.pk]), {"state": "done"})
    assert list(DeadLink.objects.values_list("state", "handled_by")) == [("done", editor.pk)] * 2
    client.post(reverse("resource_dead_link_state", args=[second.pk]), {"state": "new"})
    assert list(DeadLink.objects.order_by("pk").values_list("state", "handled_by")) == [
        ("done", editor.pk),
        ("new", None),
    ]


@pytest.mark.parametrize(
    ("group", "may"), [("Editors", True), ("Moderators", True), ("Translators", False), ("Hosts", False)]
)
def test_only_those_who_look_after_the_directory_handle_reports(client, page, group, may):
    told = DeadLink.objects.create(page=page, opening="made", language="en")
    signed_in(client, group)
    listed = client.get(reverse("resource_dead_links")).status_code
    client.post(reverse("resource_dead_link_state", args=[told.pk]), {"state": "done"})
    told.refresh_from_db()
    assert (listed == 200, told.state) == (may, "done" if may else "new")


def test_handled_ones_are_forgotten_in_time(page):
    long_ago = timezone.now().date() - dt.timedelta(days=91)
    old, waiting = (
        DeadLink.objects.create(page=page, opening=state, language="en", state=state) for state in ("done", "new")
    )
    DeadLink.objects.update(day=long_ago)
    assert (reporting.forget_handled(), list(DeadLink.objects.all())) == (1, [waiting])
    assert old not in DeadLink.objects.all()
