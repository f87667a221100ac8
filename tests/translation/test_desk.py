"""The desk: who sees what, how it narrows, what is done with chosen rows, what leaves it as a file, where she starts."""

import csv
import datetime as dt
import io
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale

from hub.core.models import Theme, User
from hub.translation import assigning, desk, services
from hub.translation.filters import BulkForm, DeskFilter, people_for
from hub.translation.models import GlossaryTerm, ReaderNote, Subject, TranslatorLanguage, Work
from hub.translation.waiting import WaitingPanel, first_of
from tests import factories
from tests.translation.desk import activity_in, change_step, work_on
from tests.translation.many import many_subjects

pytestmark = pytest.mark.django_db
DESK = "/admin/translation/"
CODES = ["ar", "en", "es", "fr", "pt", "ru", "sw", "th"]


def translator(name="Ana of the river", *codes, username="ana") -> User:
    """Somebody with the right to enter the admin and these languages, nothing more."""
    group, _made = Group.objects.get_or_create(name="Translators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(username, "", "a long enough password", chosen_name=name)
    user.groups.add(group)
    for code in codes or ["es"]:
        TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code=code))
    return user


def manager() -> User:
    """Somebody who runs the desk, by its permission and not as a superuser."""
    user = translator("Desk", "es", username="desk")
    user.user_permissions.add(Permission.objects.get(codename="change_work"))
    TranslatorLanguage.objects.filter(user=user).delete()
    return User.objects.get(pk=user.pk)


@pytest.fixture
def ana(starter_library) -> User:
    return translator()


@pytest.fixture
def chief(starter_library) -> User:
    return User.objects.create_superuser("chief", "", "a long enough password", chosen_name="Chief")


@pytest.fixture
def private(starter_library) -> Subject:
    """The row of an activity that is not published."""
    page = factories.activity(title="Hidden round", publish=False)
    page.save_revision()
    services.refresh([services.key_of(page)])
    return Subject.objects.get(translation_key=page.translation_key)


def new_subject(word: str) -> Subject:
    """The row of a term that is not yet in the hands of translators."""
    term = GlossaryTerm.objects.create(term=word, locale=Locale.objects.get(language_code="en"))
    return Subject.objects.get(translation_key=term.translation_key)


def titles(client, **asked) -> list[str]:
    """The titles of all rows, over all pages, as the browser gets them."""
    found, page = [], 1
    while True:
        html = client.get(DESK, {**asked, "p": page}).content.decode()
        found += re.findall(r'<span id="s\d+"[^>]*>(.*?)</span>', html)
        if f"p={page + 1}" not in html:
            return found
        page += 1


def columns(client, **asked) -> list[str]:
    html = client.get(DESK, asked).content.decode()
    return re.findall(r'<th scope="col" id="l\d+" lang="(\w+)"', html)


def post(client, do, rows, into="", address=DESK, **more):
    data = {"do": do, "rows": [row.pk for row in rows], "into": into, **more}
    return client.post(address, data)


def said(answer) -> list[str]:
    """What the page after a post tells."""
    return [str(message).strip() for message in answer.context["messages"]]


def holders(*subjects) -> set[tuple[str, str]]:
    """(language, username) of everything that is assigned."""
    held = Work.objects.filter(subject__in=subjects, assigned_to__isnull=False)
    return set(held.values_list("locale__language_code", "assigned_to__username"))


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


def without_languages(user) -> User:
    user.translator_languages.all().delete()
    return user


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


# What is done with chosen rows -----------------------------------------------------------------------------------


def test_submitting_makes_translations_ready_once(client, chief, django_capture_on_commit_callbacks):
    subject = new_subject("A new round")
    client.force_login(chief)
    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(DESK, {"do": "begin", "rows": [subject.pk], "into": ""}, follow=True)
        again = client.post(DESK, {"do": "begin", "rows": [subject.pk], "into": ""}, follow=True)
    assert (said(first), said(again)) == (["Ready to translate: 7."], ["Ready to translate: 0."])
    begun = Work.objects.filter(subject=subject, translation__isnull=False)
    assert sorted(begun.values_list("locale__language_code", flat=True)) == [code for code in CODES if code != "en"]
    assert GlossaryTerm.objects.filter(translation_key=subject.translation_key).count() == 1


def test_submitting_into_one_language_leaves_the_others(client, chief):
    subject = new_subject("A new round")
    client.force_login(chief)
    assert post(client, "begin", [subject], into="sw").status_code == 302
    begun = Work.objects.filter(subject=subject, translation__isnull=False)
    assert list(begun.values_list("locale__language_code", flat=True)) == ["sw"]


def test_submitting_stops_at_the_most_and_says_what_is_left(chief, monkeypatch):
    monkeypatch.setattr(assigning, "MOST", 3)
    works = Work.objects.filter(subject=new_subject("A new round"))
    assert assigning.begin(works=works, user=chief) == assigning.Outcome(done=3, left=4)
    assert assigning.begin(works=works, user=chief) == assigning.Outcome(done=3, left=1)


def test_submitting_what_has_lost_its_original_refuses_that_alone(chief):
    good, bad = (new_subject(name) for name in "ab")
    Subject.objects.filter(pk=bad.pk).update(source_id="999999")
    works = Work.objects.filter(subject__in=[good, bad], locale__language_code="es")
    assert assigning.begin(works=works, user=chief) == assigning.Outcome(done=1, refused=1)


def test_translator_takes_and_gives_back_in_her_languages_only(client, ana, chief):
    subject = Subject.objects.filter(language="en").first()
    client.force_login(ana)
    for _click in range(2):
        assert said(client.post(DESK, {"do": "take", "rows": [subject.pk]}, follow=True)) == ["Yours now: 1."]
    assert holders(subject) == {("es", "ana")}
    for number in (1, 0):
        answer = client.post(DESK, {"do": "give-back", "rows": [subject.pk]}, follow=True)
        assert said(answer) == [f"Given back: {number}."]
    assert holders(subject) == set()


def test_taking_leaves_to_others_what_they_have(client, ana, chief):
    subject = Subject.objects.filter(language="en").first()
    Work.objects.filter(subject=subject, locale__language_code="es").update(assigned_to=chief)
    client.force_login(ana)
    answer = client.post(DESK, {"do": "take", "rows": [subject.pk]}, follow=True)
    assert said(answer) == ["Yours now: 0.", "Not possible: 1."]
    client.post(DESK, {"do": "give-back", "rows": [subject.pk]})
    assert holders(subject) == {("es", "chief")}


@pytest.mark.parametrize("do", ["begin", "assign"])
def test_translator_can_neither_submit_nor_assign(client, ana, do):
    subject = new_subject("A new round")
    client.force_login(ana)
    answer = post(client, do, [subject], person=ana.pk)
    assert answer.status_code == 200
    assert not Work.objects.filter(subject=subject, translation__isnull=False).exists()
    assert holders(subject) == set()


def test_staff_assign_to_who_may_translate_the_language(client, ana):
    subject = Subject.objects.filter(language="en").first()
    client.force_login(manager())
    answer = client.post(DESK, {"do": "assign", "rows": [subject.pk], "into": "", "person": ana.pk}, follow=True)
    assert said(answer) == ["Assigned: 1.", "Not possible: 6."]
    assert holders(subject) == {("es", "ana")}
    answer = client.post(DESK, {"do": "assign", "rows": [subject.pk], "into": "es", "person": "nobody"}, follow=True)
    assert said(answer) == ["Assigned: 1."]
    assert holders(subject) == set()


def test_all_rows_of_the_page_are_chosen_with_one_box(client, ana):
    subjects = list(Subject.objects.filter(language="en").order_by("pk")[:3])
    client.force_login(ana)
    data = {"do": "take", "every": "on", "shown": [subject.pk for subject in subjects]}
    assert said(client.post(DESK, data, follow=True)) == ["Yours now: 3."]
    assert said(client.post(DESK, {**data, "every": ""})) == ["Choose at least one row."]


def test_wrong_choice_comes_back_filled_in(client, chief):
    subject = Subject.objects.order_by("-changed_at", "pk").first()
    client.force_login(chief)
    answer = post(client, "assign", [subject], into="sw")
    assert (answer.status_code, said(answer)) == (200, ["This field is required."])
    assert f'name="rows" value="{subject.pk}" checked' in answer.content.decode()
    assert '<option value="sw" selected>' in answer.content.decode()
    assert holders(subject) == set()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "take"},
        {"do": "take", "rows": ["nonsense", "-1", "\x00", "9" * 5000]},
        {"do": "drop", "rows": ["1"]},
        {"do": "assign", "rows": ["1"], "person": "0"},
        {"do": "assign", "rows": ["1"], "person": "\x00"},
        {"do": "take", "rows": ["1"], "into": "xx"},
    ],
)
def test_hostile_post_changes_nothing(client, chief, data):
    client.force_login(chief)
    assert client.post(DESK, data).status_code == 200
    assert not Work.objects.filter(assigned_to__isnull=False).exists()


def test_unknown_row_changes_nothing(client, ana):
    client.force_login(ana)
    answer = client.post(DESK, {"do": "take", "rows": ["999999999"]}, follow=True)
    assert said(answer) == ["Yours now: 0."]


def test_post_comes_back_to_the_same_filters(client, ana):
    subject = Subject.objects.filter(language="en").first()
    client.force_login(ana)
    address = f"{DESK}?q=a&language=es&p=1"
    answer = post(client, "take", [subject], address=address)
    assert (answer.status_code, answer["Location"]) == (302, address)


def test_nobody_is_assigned_work_in_a_language_that_she_does_not_speak(ana):
    works = Work.objects.filter(locale__language_code="fr", state="none")[:1]
    chosen = Work.objects.filter(pk__in=[work.pk for work in works])
    assert assigning.assign(works=chosen, person=ana, by=ana) == assigning.Outcome(done=0, refused=len(works))


def test_rows_are_capped(chief):
    viewer = desk.viewer_of(chief)
    data = {"do": "take", "rows": [str(number) for number in range(1, 500)]}
    query = QueryDict(mutable=True)
    query["do"] = "take"
    query.setlist("rows", data["rows"])
    form = BulkForm(query, viewer=viewer, people=[], columns=viewer.locales)
    assert form.is_valid()
    assert len(form.cleaned_data["rows"]) == 200


# Files -----------------------------------------------------------------------------------------------------------


def exported(client, **asked) -> list[dict]:
    text = client.get(DESK, {**asked, "export": "csv"}).content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_export_has_a_line_for_each_subject_and_language_as_asked(client, ana, chief):
    client.force_login(chief)
    assert len(exported(client)) == Work.objects.count()
    client.force_login(ana)
    lines = exported(client, state="to-do")
    wanted = Work.objects.filter(locale__language_code="es").waiting()
    assert len(lines) == wanted.count()
    assert {line["Language"] for line in lines} == {"es"}
    work = wanted.select_related("subject").order_by("-subject__changed_at", "subject__pk").first()
    assert (lines[0]["Title"], lines[0]["State"]) == (work.subject.title, str(work.get_state_display()))


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1"])
def test_export_starts_no_formula(client, chief, title):
    subject = Subject.objects.first()
    Subject.objects.filter(pk=subject.pk).update(title=title)
    client.force_login(chief)
    assert {line["Title"] for line in exported(client, q=title.strip(), language="es")} == {f"'{title}"}
    answer = client.get(DESK, {"export": "xlsx", "q": title.strip(), "language": "es"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [f"'{title}"]


def test_export_survives_what_no_spreadsheet_can_hold(client, chief):
    subject = Subject.objects.first()
    Subject.objects.filter(pk=subject.pk).update(title="bell\x07")
    client.force_login(chief)
    answer = client.get(DESK, {"export": "xlsx", "q": "bell", "language": "es"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["bell "]


def test_unknown_file_format_is_the_page(client, ana):
    client.force_login(ana)
    assert client.get(DESK, {"export": "exe"}).context["asked"] == desk.Asked()


# Waiting for you -------------------------------------------------------------------------------------------------


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
