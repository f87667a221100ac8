"""After a yes: who comes in, the day, the list, and an account for who wants one."""

import datetime as dt
import html
import re

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from hub.calls import enums
from hub.calls.enums import State
from hub.calls.hosting import accounts, sessions
from hub.calls.models import Application, Hosting, Report
from hub.core import roadmap
from hub.core.models import User
from hub.people.models import Invitation
from tests.calls import full, makers

pytestmark = pytest.mark.django_db
PAGE = "/en/apply/hosting/"


@pytest.fixture
def host(client) -> Application:
    """An accepted application, held by the client."""
    held = full.host()
    full.hold(client, held)
    return held


def send(client, path: str, application, **fields):
    return client.post(f"{PAGE}{path}/", {**full.mark(application), **fields})


@pytest.mark.parametrize("state", State.values)
def test_only_who_has_said_yes_comes_in(client, state):
    held = makers.application(makers.call(), state=state)
    full.hold(client, held)
    answers = [client.get(PAGE), client.get("/en/apply/report/"), send(client, "done", held, done=["purpose"])]
    is_in = state in enums.HOSTING
    assert [each.status_code for each in answers] == ([200, 200, 302] if is_in else [302, 302, 302])
    assert Hosting.objects.count() == is_in
    if not is_in:
        assert {each.headers["Location"] for each in answers} == {"/en/apply/state/"}


def test_without_code_nobody_comes_in_and_nothing_is_kept_by_a_look(client, host):
    assert client.get(PAGE).status_code == 200
    assert (Hosting.objects.count(), Report.objects.count()) == (0, 0)
    client.cookies.clear()
    assert client.get(PAGE).headers["Location"] == "/en/apply/resume/"


def test_page_is_kept_nowhere_and_asks_no_other_host(client, host):
    answer = client.get(PAGE)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert re.findall(r'(?:src|action)="(?:https?:)?//', answer.content.decode()) == []


def test_day_gives_the_list_its_dates_and_the_report_its_day(client, host):
    day = timezone.localdate() + dt.timedelta(days=40)
    assert send(client, "day", host, session_on=day.isoformat()).status_code == 302
    shown = client.get(PAGE).content.decode()
    dates = [dt.date.fromisoformat(each) for each in re.findall(r'<time class="badge" datetime="([^"]+)"', shown)]
    assert [(each - day).days for each in dates] == [-21, -14, -7, -1, 0, 1]
    report = Report.objects.get()
    assert (report.state, report.due_on) == ("due", day + dt.timedelta(days=14))
    send(client, "day", host, session_on="")
    report.refresh_from_db()
    assert (report.due_on, Hosting.objects.get().session_on) == (None, None)


@pytest.mark.parametrize("typed", ["x", "1970-01-01", "9999-12-31", "2026-02-30", "\x00"])
def test_wrong_day_is_said_and_not_kept(client, host, typed):
    answer = send(client, "day", host, session_on=typed)
    assert (answer.status_code, Hosting.objects.count()) == (200, 0)
    assert 'id="id_session_on_error"' in answer.content.decode()
    assert "<title>Please look again" in answer.content.decode()


def test_list_keeps_what_is_ticked_off(client, host):
    send(client, "done", host, done=["invite", "purpose"])
    assert Hosting.objects.get().done == ["purpose", "invite"]
    shown = client.get(PAGE).content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', shown) == ["purpose", "invite"]
    assert len(re.findall(r'type="checkbox"', shown)) == len(roadmap.KEYS) == len(set(roadmap.KEYS))
    send(client, "done", host, done=["nothing of ours"])
    assert Hosting.objects.get().done == ["purpose", "invite"]
    send(client, "done", host)
    assert Hosting.objects.get().done == []


def test_report_can_be_begun_before_the_day_is_said(client, host):
    send(client, "done", host, done=["purpose"])
    assert "Begin the report" in client.get(PAGE).content.decode()
    assert client.get("/en/apply/report/").status_code == 200


def test_what_is_taken_back_in_this_very_moment_leads_to_its_state(client, host, monkeypatch):
    def gone(**kwargs):
        raise sessions.NotHostingError

    monkeypatch.setattr(sessions, "tick", gone)
    assert send(client, "done", host, done=["purpose"]).headers["Location"] == "/en/apply/state/"


def test_form_of_another_application_changes_nothing(client, host):
    other = full.host()
    for path in ("day", "done", "account", "connect"):
        assert send(client, path, other, session_on="2026-12-24", done=["purpose"]).status_code == 302
    assert (Hosting.objects.count(), Invitation.objects.count()) == (0, 0)


def test_link_for_an_account_is_shown_once_and_sent_nowhere(client, host):
    assert "/account/invitation/" not in client.get(PAGE).content.decode()
    first = link_in(send(client, "account", host))
    assert "/account/invitation/" not in client.get(PAGE).content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.address, invitation.note, list(invitation.groups.all())) == (
        "",
        "",
        [Group.objects.get(name="Hosts")],
    )
    second = link_in(send(client, "account", host))
    assert [client.get(link).status_code for link in (first, second)] == [404, 200]


def link_in(answer) -> str:
    return html.unescape(re.search(r'href="(http://[^"]+/account/invitation/[^"]+)"', answer.content.decode())[1])


def test_host_with_an_account_comes_in_without_the_code(client, host):
    link = link_in(send(client, "account", host))
    fields = {"username": "demo-host", "chosen_name": "", "password": "seven quiet rivers meet"}
    client.cookies.clear()
    assert client.post(link, fields).status_code == 302
    listed = client.get(PAGE).content.decode()
    hosting = Hosting.objects.get()
    assert (hosting.host.username, "Demo call" in listed) == ("demo-host", True)
    assert client.post(f"{PAGE}own/", {"hosting": hosting.pk}).headers["Location"] == PAGE
    assert "What to do when" in client.get(PAGE).content.decode()
    with pytest.raises(accounts.HasAccountError):
        accounts.link(application=host, link_to=str)


def test_hosting_of_another_opens_with_no_account(client, host):
    hosting = sessions.say_day(application=host, day=None)
    client.cookies.clear()
    client.force_login(User.objects.create_user("demo-other"))
    assert client.post(f"{PAGE}own/", {"hosting": hosting.pk}).status_code == 404
    assert client.post(f"{PAGE}own/", {"hosting": "x"}).status_code == 302
    assert client.get(PAGE).headers["Location"] == "/en/apply/resume/"


def test_hosting_goes_into_the_account_of_who_is_signed_in_and_stays_there(client, host):
    mine, other = User.objects.create_user("demo-host"), User.objects.create_user("demo-other")
    accounts.link(application=host, link_to=str)
    client.force_login(mine)
    full.hold(client, host)
    send(client, "connect", host)
    client.force_login(other)
    full.hold(client, host)
    send(client, "connect", host)
    assert (Hosting.objects.get().host, Invitation.objects.get().state) == (mine, "withdrawn")
