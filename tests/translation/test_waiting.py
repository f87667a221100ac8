"""What waits for a translator on the home page of the admin, and where she starts."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.core.models import User
from hub.translation import desk
from hub.translation.models import ReaderNote, Work
from hub.translation.waiting import WaitingPanel, first_of
from tests.translation.at_the_desk import CODES, translator, without_languages
from tests.translation.desk import activity_in, change_step, work_on

pytestmark = pytest.mark.django_db


def panel(user, rf) -> str:
    request = rf.get("/admin/")
    request.user = user
    return WaitingPanel().render_html({"request": request})


def test_panel_says_what_waits_in_her_languages(ana, chief, rf, at_commit):
    source = activity_in("en")
    with at_commit():
        change_step(source, "Sit in a circle and listen to the rain.")
    work = work_on(source, "es")
    Work.objects.filter(pk=work.pk).update(assigned_to=ana)
    ReaderNote.objects.create(page=activity_in("es"), language="es", text="A word is wrong.")
    ReaderNote.objects.create(page=activity_in("fr"), language="fr", text="Not hers.")
    html = panel(ana, rf)
    assert f'href="/admin/translation/work/{work.pk}/"' in html
    lines = re.findall(r'<dd><a href="[^"]*">([^<]*)</a></dd>', html)
    assert lines[0] == "Assigned to you: 1"
    assert lines[-1] == "Notes from readers: 1"
    assert re.findall(r'<dt lang="(\w+)"', html) == ["es"]


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_panel_is_for_translators_only(rf, starter_library):
    assert panel(without_languages(translator()), rf) == ""


def test_panel_says_what_to_do_when_nothing_waits(ana, rf):
    Work.objects.exclude(state="original").update(state="checked")
    html = panel(ana, rf)
    assert "Nothing waits for you." in html
    assert "assignee=nobody" in html
    assert "Start here" not in html


def test_start_is_her_own_work_then_open_work_then_the_oldest(ana, chief):
    viewer = desk.viewer_of(ana)
    now = timezone.now()
    Work.objects.exclude(state="original").update(state="checked")
    works = list(Work.objects.filter(locale__language_code="es").exclude(state="original").order_by("pk")[:5])
    ages = dict(zip((work.pk for work in works), (1, 9, 5, 7, 99), strict=True))
    for pk, age in ages.items():
        Work.objects.filter(pk=pk).update(
            state="draft", total=5, done=4, outdated=0, waiting_since=now - dt.timedelta(days=age)
        )
    first, oldest_done, older, old, others = works
    Work.objects.filter(pk=oldest_done.pk).update(done=5)
    Work.objects.filter(pk=others.pk).update(assigned_to=chief)
    assert first_of(viewer) == old
    Work.objects.filter(pk=old.pk).update(state="checked")
    assert first_of(viewer) == older
    Work.objects.filter(pk=first.pk).update(assigned_to=ana)
    assert first_of(viewer) == first
    Work.objects.filter(pk__in=[first.pk, older.pk]).update(state="checked")
    assert first_of(viewer) == oldest_done


def test_start_never_leads_to_an_original_that_is_not_public(ana, private):
    Work.objects.exclude(subject=private).exclude(state="original").update(state="checked")
    assert Work.objects.waiting().filter(subject=private, locale__language_code="es").exists()
    assert first_of(desk.viewer_of(ana)) is None


def test_panel_takes_few_queries(rf, starter_library):
    user = User.objects.get(pk=translator("Ana", *CODES).pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        panel(user, rf)
    assert len(queries) <= 10
