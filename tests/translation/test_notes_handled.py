"""Readers' notes before those who handle them: who sees which, what she does with them, and when they are forgotten."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale

from hub.core.models import User
from hub.translation import noting
from hub.translation.models import ReaderNote, TranslatorLanguage
from tests import factories
from tests.translation.desk import activity_in, work_on
from tests.translation.test_notes import many_notes

pytestmark = pytest.mark.django_db
LIST = "/admin/translation/notes/"


def a_note(page, **values) -> ReaderNote:
    return ReaderNote.objects.create(
        **{"page": page, "language": page.locale.language_code, "text": "Wrong word.", **values}
    )


def user_who(name: str, *, languages=(), permissions=(), is_superuser=False) -> User:
    user = User.objects.create_user(name, "", "a long enough password", is_superuser=is_superuser)
    group = Group.objects.create(name=f"May enter: {name}")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    user.groups.add(group)
    for code in languages:
        TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code=code))
    return user


ROLES = {
    "guest": ({}, None),
    "translator": ({"languages": ["es"]}, ["es"]),
    "translator of two": ({"languages": ["es", "ar"]}, ["es", "ar"]),
    "staff": ({"permissions": ["change_work"]}, ["en", "es", "ar"]),
    "superuser": ({"is_superuser": True}, ["en", "es", "ar"]),
}


@pytest.fixture
def three_notes(starter_library) -> dict[str, ReaderNote]:
    return {code: a_note(activity_in(code), text=f"Note in {code}") for code in ("en", "es", "ar")}


@pytest.mark.parametrize("role", ROLES)
def test_notes_are_for_those_who_know_the_language(client, three_notes, role):
    rights, seen = ROLES[role]
    client.force_login(user_who(role, **rights))
    answer = client.get(LIST)
    assert answer.status_code == (302 if seen is None else 200)
    shown = [code for code in three_notes if f"Note in {code}" in answer.content.decode()]
    assert shown == (seen or [])
    answers = {
        code: client.post(f"{LIST}{note.pk}/", {"state": "done"}).status_code for code, note in three_notes.items()
    }
    assert answers == {code: 302 if seen is None or code in seen else 404 for code in three_notes}
    done = set(ReaderNote.objects.filter(state="done").values_list("language", flat=True))
    assert done == set(seen or [])


def test_notes_are_not_for_those_who_are_not_signed_in(client, three_notes):
    note = three_notes["es"]
    assert client.get(LIST).url.startswith("/en/account/login/")
    assert client.post(f"{LIST}{note.pk}/", {"state": "done"}).url.startswith("/en/account/login/")
    assert not ReaderNote.objects.exclude(state="new").exists()


@pytest.fixture
def as_staff(client, starter_library):
    client.force_login(User.objects.create_superuser("chief", "", "a long enough password", chosen_name="The desk"))
    return client


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", ["en", "es"]),
        ("?language=es", ["es"]),
        ("?state=done", ["ar"]),
        ("?language=ar&state=done", ["ar"]),
        ("?language=ar", []),
        ("?language=xx&state=done", ["ar"]),
        ("?language=es&state=%00&p=-1", ["es"]),
        ("?p=999999999999999999999999", ["en", "es"]),
        ("?p=abc&p=2&language=%27%22%3E%3Cscript%3E", ["en", "es"]),
    ],
)
def test_filters_combine_and_a_bad_value_falls_away(as_staff, three_notes, query, seen):
    noting.handle(note=three_notes["ar"], state="done", user=None)
    answer = as_staff.get(LIST + query)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert [code for code in three_notes if f"Note in {code}" in text] == seen
    assert '"><script>' not in text


def test_note_is_put_right_set_aside_and_taken_up_again(as_staff, three_notes):
    note, chief = three_notes["es"], User.objects.get(username="chief")
    seen = []
    for state in ("done", "done", "set-aside", "new", "everything", "done\x00", ""):
        answer = as_staff.post(f"{LIST}{note.pk}/?language=es", {"state": state})
        assert (answer.status_code, answer.url) == (302, f"{LIST}?language=es")
        note.refresh_from_db()
        seen.append((note.state, note.handled_by))
    handled = [("done", chief), ("done", chief), ("set-aside", chief), ("new", None)]
    assert seen == [*handled, ("new", None), ("new", None), ("new", None)]
    assert as_staff.get(f"{LIST}{note.pk}/").status_code == 405
    assert as_staff.post(f"{LIST}{10**30}/", {"state": "done"}).status_code == 404


def test_note_leads_to_its_page_and_to_the_editor(as_staff, three_notes):
    text = as_staff.get(LIST).content.decode()
    original, page = activity_in("en"), activity_in("es")
    assert f'href="{original.address}"' in text
    assert f'href="/admin/pages/{original.pk}/edit/"' in text
    assert f'href="{page.address}"' in text
    assert f'href="/admin/translation/work/{work_on(page, "es").pk}/"' in text


def test_note_on_a_page_that_was_taken_down_is_for_who_runs_the_desk(client, starter_library):
    page, open_page = factories.activity(title="Taken down since"), factories.activity(title="Still there")
    a_note(page)
    a_note(open_page)
    page.unpublish()
    client.force_login(user_who("knows English", languages=["en"]))
    assert titles_in(client.get(LIST)) == ["Still there"]
    assert client.post(f"{LIST}{page_note(page).pk}/", {"state": "done"}).status_code == 404
    client.force_login(user_who("runs the desk", permissions=["change_work"]))
    assert titles_in(client.get(LIST)) == ["Taken down since", "Still there"]
    part = client.get(LIST).content.decode().split('<ul class="notes">')[1].split("</li>")[0]
    assert "<a " not in part


def titles_in(answer) -> list[str]:
    return re.findall(r"<h2>(?:<[^>]+>)(.*?)<", answer.content.decode())


def page_note(page) -> ReaderNote:
    return ReaderNote.objects.get(page=page)


def test_words_of_readers_are_no_markup_in_the_admin(as_staff, starter_library):
    a_note(activity_in("es"), text="<script>alert(1)</script> & <b>\n\n\u202e{{ x }}")
    text = as_staff.get(LIST).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in text
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_notes_asks_the_same_number_of_queries(as_staff, count, django_assert_num_queries):
    as_staff.get(LIST)
    many_notes(activity_in("es"), count)
    as_staff.get(LIST)
    with django_assert_num_queries(QUERIES):
        as_staff.get(LIST)


QUERIES = 13  # one of them counts, for the menu, the stories that wait


def test_long_list_of_notes_has_pages(as_staff, starter_library):
    many_notes(activity_in("es"), 20)
    many_notes(activity_in("ar"), 5)
    assert as_staff.get(LIST).content.decode().count('class="notes__one"') == 20
    assert as_staff.get(f"{LIST}?p=2").content.decode().count('class="notes__one"') == 5
    assert as_staff.get(f"{LIST}?p=2&language=ar").content.decode().count('class="notes__one"') == 5


def test_old_notes_that_were_handled_are_forgotten(capsys, starter_library):
    page, today = activity_in("es"), timezone.now().date()
    for state in ("new", "done", "set-aside"):
        for days in (noting.KEPT_DAYS, noting.KEPT_DAYS + 1):
            note = a_note(page, text=f"{state} {days}", state=state)
            ReaderNote.objects.filter(pk=note.pk).update(day=today - dt.timedelta(days=days))
    call_command("forget_notes")
    left = list(ReaderNote.objects.order_by("pk").values_list("text", flat=True))
    assert left == ["new 90", "new 91", "done 90", "set-aside 90"]
    assert capsys.readouterr().out == "2 notes removed.\n"
