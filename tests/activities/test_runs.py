"""“We did this”: taken in without a trace, counted by staff, told to readers from three on."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.activities import forms, runs
from hub.activities.enums import RunState
from hub.activities.models import Run
from hub.core import public_forms, version
from hub.core.models import User
from tests.factories import activity, translation

pytestmark = pytest.mark.django_db
AGAIN = "We could not take this yet. Please send it once more."


@pytest.fixture
def page(starter_library):
    return activity(title="Quokka parade")


@pytest.fixture
def counter(client):
    user = User.objects.create_user("counter", "", "a long enough password")
    wanted = [("wagtailadmin", "access_admin"), ("activities", "change_run")]
    for app, codename in wanted:
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client.force_login(user)
    return user


def address(page, code="en") -> str:
    return f"/{code}/activities/{page.uid}/ran/"


def token(page, seconds_ago=60) -> str:
    now = public_forms.time.time
    try:
        public_forms.time.time = lambda: now() - seconds_ago
        return public_forms.token_for(f"run:{page.uid}")
    finally:
        public_forms.time.time = now


def said(page, **values) -> dict:
    month = f"{timezone.localdate():%Y-%m}"
    taps = {"month": month, "format": "in-person", "group_size": "6-12", "worked": "yes"}
    return {**taps, "minutes": "", "changed": "", "token": token(page), **values}


def run(page, number=0, state=RunState.COUNTED, **values) -> Run:
    taps = {"format": "in-person", "group_size": "6-12", "worked": "yes", "language": "en"}
    return Run.objects.create(
        opening=f"made-{number}-{Run.objects.count()}", uid=page.uid, state=state, **{**taps, **values}
    )


def told(client, page, code="en") -> str:
    """The section of the page, its words alone."""
    html = client.get(f"/{code}{page.url_path.removeprefix('/home')}").content.decode()
    section = re.search(r'<section class="ran".*?</section>', html, re.S).group()
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


# Saying it -----------------------------------------------------------------------------------------------------------


def test_four_taps_are_enough(client, page):
    answer = client.post(address(page), said(page))
    assert answer.headers["Location"] == f"/en/activities/{page.uid}/ran/thanks/"
    assert client.get(answer.headers["Location"]).status_code == 200
    kept = Run.objects.values_list(
        "uid", "language", "month", "format", "group_size", "worked", "minutes", "changed", "state"
    )
    first = timezone.localdate().replace(day=1)
    assert list(kept) == [(page.uid, "en", first, "in-person", "6-12", "yes", None, "", "new")]


def test_two_clicks_leave_one_run(client, page):
    data = said(page)
    assert [client.post(address(page), data).status_code for _click in range(2)] == [302, 302]
    assert Run.objects.count() == 1


def test_more_can_be_said(client, page):
    client.post(address(page, "es"), said(page, month="earlier", minutes="25", changed="Más despacio.\r\nCon música."))
    assert list(Run.objects.values_list("language", "month", "minutes", "changed")) == [
        ("es", None, 25, "Más despacio.\nCon música.")
    ]


def test_form_names_what_is_missing_and_keeps_the_rest(client, page):
    answer = client.post(
        address(page), said(page, format="", worked="maybe", minutes="0", changed="We sang <b>more</b>.")
    )
    text = answer.content.decode()
    assert sorted(answer.context["form"].errors) == ["format", "minutes", "worked"]
    assert 'href="#id_format"' in text
    assert 'id="id_format_error"' in text
    assert "We sang &lt;b&gt;more&lt;/b&gt;." in text
    assert re.search(r'value="6-12"[^>]* checked', text)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Run.objects.count() == 0


def test_months_go_a_year_back():
    found = [key for key, _name in forms.months(dt.date(2026, 2, 28))]
    assert (found[:3], found[11:]) == (["2026-02", "2026-01", "2025-12"], ["2025-03", "earlier"])


def test_form_that_came_back_too_soon_is_taken_when_it_is_sent_again(client, page, monkeypatch):
    now = public_forms.time.time()
    monkeypatch.setattr(public_forms.time, "time", lambda: now)
    answer = client.post(address(page), said(page, token=token(page, seconds_ago=0)))
    assert list(answer.context["form"].non_field_errors()) == [AGAIN]
    again = re.search(r'name="token" value="([^"]+)"', answer.content.decode()).group(1)
    monkeypatch.setattr(public_forms.time, "time", lambda: now + 4)
    assert client.post(address(page), said(page, token=again)).status_code == 302


@pytest.mark.parametrize("wrong", [{"token": ""}, {"token": "x:y:z"}, {"website": "https://example.org/"}])
def test_machines_are_asked_to_send_it_again(client, page, wrong):
    answer = client.post(address(page), said(page, **wrong))
    assert list(answer.context["form"].non_field_errors()) == [AGAIN]
    assert Run.objects.count() == 0


def test_token_of_another_activity_is_not_taken(client, page):
    other = activity(title="Other")
    assert client.post(address(page), said(page, token=token(other))).status_code == 200
    assert Run.objects.count() == 0


def test_flood_ends_at_twenty_and_tells_so(client, page):
    answers = [client.post(address(page), said(page)).status_code for _post in range(30)]
    assert (answers.count(302), Run.objects.count()) == (20, 20)
    assert str(runs.MOST_WAITING) == "20"
    assert "Please come back in a few days." in client.get(address(page)).content.decode()
    assert told(client, page) == "Groups who did this We did this"


def test_flood_of_the_day_ends_too(client, page, monkeypatch):
    monkeypatch.setattr(runs, "MOST_IN_A_DAY", 2)
    for title in ("One", "Two", "Three"):
        other = activity(title=title)
        client.post(address(other), said(other))
    assert Run.objects.count() == 2


def test_no_cookie_is_set_and_no_copy_kept(client, page):
    answer = client.get(address(page))
    assert dict(answer.cookies) == {}
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_activities_that_not_everybody_may_read_take_no_runs(client, page):
    draft = activity(title="Not yet", publish=False)
    private = activity(title="Only for some")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    version.bump()
    assert client.get(address(page)).status_code == 200
    for closed in (draft, private):
        answers = [client.get(address(closed)), client.get(f"{address(closed)}thanks/")]
        answers.append(client.post(address(closed), said(closed)))
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert client.get("/en/activities/zzzzzz/ran/").status_code == 404
    assert Run.objects.count() == 0


# Telling it ----------------------------------------------------------------------------------------------------------


def test_readers_are_told_from_three_on(client, page):
    run(page, minutes=20, changed="We went slowly.")
    run(page, minutes=30)
    run(page, minutes=90, state=RunState.NEW)
    version.bump()
    assert told(client, page) == "Groups who did this We did this"
    run(page, minutes=60, language="es", changed="Con música.")
    version.bump()
    assert told(client, page) == (
        "Groups who did this 3 groups did this. It usually takes 30 minutes. What they changed Con música. "
        "We went slowly. We did this"
    )


def test_words_in_another_language_say_so(client, page):
    for _each in range(3):
        run(page, language="ar", changed="بموسيقى")
    version.bump()
    html = client.get("/en/activities/quokka-parade/").content.decode()
    assert html.count('<span lang="ar" dir="rtl">بموسيقى</span>') == 3


def test_minutes_are_told_only_where_three_said_them(client, page):
    for minutes in (10, 20, None, None):
        run(page, minutes=minutes)
    version.bump()
    assert told(client, page) == "Groups who did this 4 groups did this. We did this"


def test_runs_belong_to_the_activity_in_every_language(client, page):
    spanish = translation(page, "es", title="Desfile")
    for _each in range(3):
        run(page)
    version.bump()
    assert runs.told_of(spanish.uid) == runs.Told(3, None, [])


def test_page_needs_no_more_queries_with_many_runs(client, page):
    def queries():
        path = "/en/activities/quokka-parade/"
        client.get(path)
        cache.clear()
        version.forget()
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    before = queries()
    for number in range(50):
        run(page, number, minutes=number + 1, changed=f"Change {number}")
    assert (queries(), before <= 15) == (before, True)


# Counting it ---------------------------------------------------------------------------------------------------------


def test_staff_count_several_at_once(client, page, counter):
    waiting = [run(page, number, state=RunState.NEW, changed=f"Change {number}") for number in range(3)]
    text = client.get(reverse("runs")).content.decode()
    assert [f"Change {number}" in text for number in range(3)] == [True] * 3
    client.post(reverse("runs_state"), {"state": "counted", "run": [each.pk for each in waiting]})
    assert list(Run.objects.values_list("state", "handled_by")) == [("counted", counter.pk)] * 3
    client.logout()
    assert "3 groups did this." in told(client, page)


def test_a_run_can_be_taken_back(client, page, counter):
    counted = [run(page, number) for number in range(3)]
    client.post(reverse("runs_state"), {"state": "new", "run": [counted[0].pk]})
    assert Run.objects.filter(state=RunState.NEW).values_list("pk", "handled_by").get() == (counted[0].pk, None)
    client.logout()
    assert told(client, page) == "Groups who did this We did this"


@pytest.mark.parametrize("sent", [{}, {"run": ["x"]}, {"run": ["9" * 30]}, {"run": ["1"], "state": "<b>"}])
def test_strange_choices_change_nothing(client, page, counter, sent):
    run(page, state=RunState.NEW)
    answer = client.post(reverse("runs_state"), {"state": "counted", **sent})
    assert answer.status_code == 302
    assert list(Run.objects.values_list("state", flat=True)) == ["new"]


@pytest.mark.parametrize("name", ["runs", "runs_state"])
def test_only_those_who_may_count_get_in(client, page, name):
    run(page, state=RunState.NEW)
    user = User.objects.create_user("other", "", "a long enough password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    send = client.get if name == "runs" else client.post
    assert send(reverse(name)).status_code == 302
    assert list(Run.objects.values_list("state", flat=True)) == ["new"]


def test_list_survives_an_activity_that_is_gone(client, page, counter):
    run(page, state=RunState.NEW)
    page.delete()
    text = client.get(reverse("runs")).content.decode()
    assert page.uid in text


def test_nothing_of_the_sender_is_kept(client, page, caplog):
    marked = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "canary-agent", "HTTP_ACCEPT_LANGUAGE": "tlh"}
    assert client.post(address(page), said(page), **marked).status_code == 302
    out = []
    call_command(
        "dumpdata", "activities.run", stdout=type("Out", (), {"write": lambda _self, text: out.append(text)})()
    )
    assert [word in "".join(out) + caplog.text for word in ("203.0.113.77", "canary-agent", "tlh")] == [False] * 3
