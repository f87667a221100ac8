"""The desk: who sees what, how it narrows, how many there are, how quick it is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.core.models import Theme, User
from hub.translation import desk
from hub.translation.filters import DeskFilter, people_for
from hub.translation.models import Subject, Work
from tests.translation.at_the_desk import (
    CODES,
    DESK,
    columns,
    holders,
    manager,
    post,
    titles,
    translator,
    without_languages,
)
from tests.translation.desk import activity_in
from tests.translation.many import many_subjects

pytestmark = pytest.mark.django_db


# Who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status", "seen"),
    [
        ("nobody", 302, []),
        ("somebody without the admin", 302, []),
        ("guest of the admin", 302, []),
        ("translator of es", 200, ["es"]),
        ("translator of ar and th", 200, ["ar", "th"]),
        ("translator who left", 302, []),
        ("runs the desk", 200, CODES),
        ("superuser", 200, CODES),
    ],
)
def test_desk_opens_to_those_who_translate(client, starter_library, role, status, seen):
    people = {
        "nobody": lambda: None,
        "somebody without the admin": lambda: User.objects.create_user("reader"),
        "guest of the admin": lambda: without_languages(translator()),
        "translator of es": lambda: translator(),
        "translator of ar and th": lambda: translator("A", "ar", "th"),
        "translator who left": lambda: gone(translator()),
        "runs the desk": manager,
        "superuser": lambda: User.objects.create_superuser("chief"),
    }
    user = people[role]()
    if user:
        client.force_login(user)
    assert client.get(DESK).status_code == status
    assert client.post(DESK, {"do": "take"}).status_code == status
    assert client.get(DESK, {"export": "csv"}).status_code == status
    assert columns(client) == seen


def gone(user) -> User:
    user.is_active = False
    user.save()
    return user


def test_translator_sees_nothing_of_an_original_that_is_not_public(client, ana, chief, private):
    client.force_login(chief)
    assert titles(client, q="Hidden round") == ["Hidden round"]
    client.force_login(ana)
    assert titles(client, q="Hidden round") == []
    assert "Hidden round" not in client.get(DESK, {"export": "csv"}).content.decode()
    assert post(client, "take", [private]).status_code == 302
    assert holders(private) == set()


def test_translator_sees_the_private_work_that_is_assigned_to_her(client, private):
    user = translator("Ana", "es", "fr")
    Work.objects.filter(subject=private, locale__language_code="es").update(assigned_to=user)
    client.force_login(user)
    html = client.get(DESK, {"q": "Hidden round"}).content.decode()
    cells = Work.objects.filter(subject=private, locale__language_code__in=["es", "fr"]).in_bulk()
    shown = [work.locale.language_code for work in cells.values() if f"/work/{work.pk}/" in html]
    assert shown == ["es"]


def test_desk_shows_chosen_names_only(client, ana, chief):
    subject = Subject.objects.first()
    nameless = User.objects.create_user("legal.name", "mail@example.org", first_name="Legal", last_name="Name")
    Work.objects.filter(subject=subject).update(assigned_to=nameless)
    client.force_login(ana)
    html = (
        client.get(DESK, {"q": subject.title}).content.decode() + client.get(DESK, {"export": "csv"}).content.decode()
    )
    assert "Somebody" in html
    assert [word for word in ("legal.name", "mail@example.org", "Legal") if word in html] == []


# Cells -----------------------------------------------------------------------------------------------------------


def test_cell_says_how_a_work_stands(ana, chief):
    work = Work.objects.filter(subject__kind="activities.activitypage", locale__language_code="es").first()
    since = timezone.now() - dt.timedelta(days=5, hours=1)
    values = {"state": "outdated", "total": 10, "done": 9, "outdated": 2, "unpublished": 1}
    Work.objects.filter(pk=work.pk).update(**values, assigned_to=ana, waiting_since=since)
    (row,) = desk.rows(desk.viewer_of(ana), desk.Asked(), [work.subject])
    (cell,) = row.cells
    assert (str(cell.state), cell.progress, cell.changed) == ("Outdated", "", 3)
    assert (cell.name, str(cell.waiting)) == ("Ana of the river", "5 days")
    assert cell.address == reverse("translation:edit", args=[work.pk])


def test_cell_of_work_in_progress_says_how_far_it_is(ana):
    work = Work.objects.filter(locale__language_code="es").exclude(state="original").first()
    Work.objects.filter(pk=work.pk).update(state="draft", total=10, done=4, outdated=0)
    (row,) = desk.rows(desk.viewer_of(ana), desk.Asked(), [work.subject])
    assert (row.cells[0].progress, row.cells[0].changed) == ("4/10", 0)


def test_original_is_named_and_leads_nowhere(client, chief):
    subject = Subject.objects.filter(language="en").first()
    client.force_login(chief)
    html = client.get(DESK, {"q": subject.title, "language": "en"}).content.decode()
    work = Work.objects.get(subject=subject, locale__language_code="en")
    assert "desk-cell--original" in html
    assert f"/work/{work.pk}/" not in html


def test_title_is_escaped(client, chief):
    subject = Subject.objects.first()
    Subject.objects.filter(pk=subject.pk).update(title="<script>alert(1)</script>")
    client.force_login(chief)
    assert titles(client, q="<script>") == ["&lt;script&gt;alert(1)&lt;/script&gt;"]


# Filters ---------------------------------------------------------------------------------------------------------


def test_filters_combine_and_the_language_is_the_only_column(client, chief, ana):
    theme = Theme.objects.filter(locale__language_code="en", parent=None).first()
    about = Subject.objects.filter(topics__contains=f" {theme.key} ", kind="activities.activitypage")
    wanted = about.order_by("title")[:2]
    Work.objects.filter(subject__in=wanted, locale__language_code="es").update(state="outdated", assigned_to=ana)
    Work.objects.filter(subject__in=wanted, locale__language_code="fr").update(state="outdated")
    client.force_login(chief)
    asked = {"language": "es", "state": "outdated", "kind": "activities.activitypage", "theme": theme.key}
    assert sorted(titles(client, **asked, assignee=ana.pk)) == [subject.title for subject in wanted]
    assert columns(client, **asked) == ["es"]
    assert titles(client, **{**asked, "language": "fr"}, assignee=ana.pk) == []
    assert titles(client, **asked, q=wanted[0].title, assignee=ana.pk) == [wanted[0].title]


@pytest.mark.parametrize(
    ("state", "values"),
    [
        ("to-do", {"state": "machine"}),
        ("machine", {"state": "machine"}),
        ("checked", {"state": "checked"}),
        ("unpublished", {"unpublished": 4}),
    ],
)
def test_state_narrows_to_works_that_stand_so(client, ana, state, values):
    Work.objects.update(state="checked", unpublished=0)
    Work.objects.filter(locale__language_code="fr").update(state="machine", unpublished=1)
    subject = Subject.objects.order_by("pk").last()
    if state != "checked":
        Work.objects.filter(subject=subject, locale__language_code="es").update(**values)
    client.force_login(ana)
    wanted = [subject.title] if state != "checked" else list(Subject.objects.values_list("title", flat=True))
    found = desk.subjects(desk.viewer_of(ana), desk.Asked(state=state))
    assert sorted(each.title for each in found) == sorted(wanted)


def test_assignee_is_me_nobody_or_a_person(ana, chief):
    subjects = list(Subject.objects.order_by("pk")[:3])
    Work.objects.update(assigned_to=chief)
    Work.objects.filter(subject=subjects[0]).update(assigned_to=ana)
    Work.objects.filter(subject=subjects[1]).update(assigned_to=None)
    viewer = desk.viewer_of(ana)
    found = {who: list(desk.subjects(viewer, desk.Asked(assignee=who))) for who in ("me", "nobody")}
    assert found == {"me": [subjects[0]], "nobody": [subjects[1]]}
    assert list(desk.subjects(desk.viewer_of(chief), desk.Asked(assignee=str(ana.pk)))) == [subjects[0]]


def test_search_finds_titles_of_the_original_and_of_translations(client, ana, starter_library):
    page = activity_in("es")
    original = activity_in("en")
    assert page.title != original.title
    client.force_login(ana)
    assert original.title in titles(client, q=page.title)
    assert titles(client, q=original.title.lower()) == [original.title]


@pytest.mark.parametrize("name", ["language", "state", "kind", "theme", "assignee"])
@pytest.mark.parametrize("value", ["nonsense", "' OR 1=1 --", "\x00", "9" * 5000, "<b>"])
def test_bad_value_is_dropped_alone_and_said(client, ana, name, value):
    client.force_login(ana)
    answer = client.get(DESK, {"q": "Healing", name: value})
    assert answer.status_code == 200
    assert answer.context["asked"] == desk.Asked(q="Healing")
    assert len(answer.context["filter"].dropped) == 1


@pytest.mark.parametrize("asked", [{"q": "\x00"}, {"q": "x" * 5000}, {"p": "nonsense"}, {"p": "9" * 5000}, {"p": "-1"}])
def test_hostile_address_shows_the_desk(client, ana, asked):
    client.force_login(ana)
    assert client.get(DESK, asked).status_code == 200


def test_translator_cannot_ask_for_other_languages_or_people(ana, chief):
    form = DeskFilter({"language": "fr", "assignee": str(chief.pk)}, viewer=desk.viewer_of(ana), people=[])
    assert form.asked == desk.Asked()
    assert people_for(desk.viewer_of(ana)) == []


# Counts ----------------------------------------------------------------------------------------------------------


def test_counts_lead_to_as_many_rows(client, chief):
    client.force_login(chief)
    for asked in ({}, {"q": "circle"}, {"kind": "core.theme"}):
        for standing in client.get(DESK, asked).context["standings"]:
            for count in standing.counts[::3]:
                shown = client.get(count.address).context["page_obj"].paginator.count
                assert (standing.locale.language_code, count.label, shown) == (
                    standing.locale.language_code,
                    count.label,
                    count.number,
                )


def test_counts_are_those_of_her_languages(ana, private):
    Work.objects.filter(locale__language_code="es").exclude(state="original").update(state="draft", unpublished=0)
    Work.objects.filter(locale__language_code="es", subject=private).update(state="outdated", unpublished=2)
    (standing,) = desk.standings(desk.viewer_of(ana), desk.Asked())
    originals = Work.objects.filter(locale__language_code="es", state="original").count()
    drafts = Work.objects.filter(locale__language_code="es", state="draft").count()
    assert [count.number for count in standing.counts] == [drafts, 0, 0, drafts, 0, 0, 0, originals]
    assert (standing.checked, standing.total) == (0, drafts)


# Speed -----------------------------------------------------------------------------------------------------------


def test_two_thousand_subjects_take_few_queries(client, ana, chief):
    people = [ana, chief]
    many_subjects(2000, people=people)
    counted = {}
    for user in people:
        client.force_login(user)
        for asked in ({}, {"p": "3"}, {"q": "river", "state": "to-do"}, {"language": "es", "assignee": "nobody"}):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(DESK, asked)
            assert len(answer.context["rows"]) == 50
            counted[user.username, str(asked)] = len(queries)
    assert {key: number for key, number in counted.items() if number > 20} == {}
