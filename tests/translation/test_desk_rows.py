"""What is done with chosen rows of the desk, and what leaves it as a file."""

import csv
import io

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from hub.translation import assigning, desk
from hub.translation.filters import BulkForm
from hub.translation.models import GlossaryTerm, Subject, Work
from tests.translation.at_the_desk import (
    CODES,
    DESK,
    holders,
    manager,
    new_subject,
    post,
    said,
)

pytestmark = pytest.mark.django_db


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
