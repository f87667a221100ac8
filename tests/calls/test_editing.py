"""Staff write a call in the admin alone: its times, its questions, its languages; what cannot be is said where it is."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from hub.calls import asking, rules, usual_report
from hub.calls.enums import Kind, Sees
from hub.calls.models import Application, CallPage
from hub.core import zones
from hub.core.models import User
from hub.translation import translating
from hub.translation.models import Work
from tests.calls import makers

pytestmark = pytest.mark.django_db
RICH = ("intro", "for_whom", "not_for_whom", "support_note", "who_decides", "results_note")


@pytest.fixture
def editor(client, starter_library, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor", password="a long enough password"))
    return client


def row(label="Your idea?", **fields):
    return {
        "label": label,
        "field_type": "short",
        "visible_to": tuple(Sees.values),
        "show_if_key": "",
        "choices": "",
        "clean_name": "",
        **fields,
    }


def filled(*questions, publish=True, **fields):
    """What the admin's form of a call sends."""
    data = {
        "title": "Hosts wanted",
        "slug": "hosts-wanted",
        "kind": "host",
        "summary": "Two sentences.",
        "places": "3",
        "zone": "Asia/Kolkata",
        "opens_at": "2027-03-05 09:30",
        "closes_at": "2027-04-05 23:59",
        "decision_by": "2027-05-01",
        "data_kept_until": "2027-12-31",
        "reviews_wanted": "2",
        "report_days": "14",
        "afterwards": "anonymise",
        **{name: rich_text("") for name in RICH},
        "form_fields": inline_formset([{**each, "id": each.get("id", "")} for each in questions]),
        "report_fields": inline_formset([]),
        "criteria": inline_formset([]),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data({**data, **({"action-publish": "action-publish"} if publish else {})})


def form_of(*questions, publish=True, **fields):
    """The same, read by the form without a request."""
    parent = makers.calls_page()
    form_class = CallPage.get_edit_handler().get_form_class()
    data = QueryDict(urlencode(filled(*questions, publish=publish, **fields), doseq=True))
    form = form_class(data, instance=CallPage(locale=parent.locale), parent_page=parent, for_user=User())
    if not publish:
        form.defer_required_fields()
    form.is_valid()
    return form


def create(editor, *questions, **fields):
    path = reverse("wagtailadmin_pages:add", args=["calls", "callpage", makers.calls_page().pk])
    return editor.post(path, filled(*questions, **fields))


def errors_in(form) -> dict:
    """Field → its errors, and those of each question by its number."""
    found = {name: list(errors) for name, errors in form.errors.items()}
    for number, each in enumerate(form.formsets["form_fields"].forms):
        found |= {f"{number}.{name}": list(errors) for name, errors in each.errors.items()}
    return found


def test_times_are_those_of_the_zone_and_come_back_as_they_were_typed(editor):
    create(editor, row())
    page = CallPage.objects.get(slug="hosts-wanted")
    assert (page.live, page.opens_at) == (True, dt.datetime(2027, 3, 5, 4, 0, tzinfo=dt.UTC))
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'value="2027-03-05 09:30"' in html
    assert '<option value="Asia/Kolkata" selected>' in html


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"zone": "Europe/Berlin", "closes_at": "2027-03-28 02:30"}, "closes_at"),
        ({"zone": "Europe/Berlin", "closes_at": "2027-10-31 02:30"}, "closes_at"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"closes_at": "2027-03-05 09:30"}, "closes_at"),
        ({"opens_at": ""}, "opens_at"),
        ({"data_kept_until": ""}, "data_kept_until"),
        ({"data_kept_until": "2027-04-06"}, "data_kept_until"),
        ({"decision_by": "2028-01-01"}, "data_kept_until"),
        ({"decision_by": "2027-04-01"}, "decision_by"),
        ({"reading_from": "2027-04-01"}, "reading_from"),
        ({"stipend_least": "9", "stipend_most": "8", "currency": "EUR"}, "stipend_most"),
        ({"stipend_least": "9"}, "currency"),
    ],
)
def test_what_is_out_of_order_is_not_published(starter_library, fields, wrong):
    assert list(errors_in(form_of(row(), **fields))) == [wrong]


def test_nothing_typed_is_lost(editor):
    answer = create(editor, row("A question that stays", choices="a\nb"), closes_at="2027-03-05 09:30")
    html = answer.content.decode()
    assert list(errors_in(answer.context["form"])) == ["closes_at", "0.choices"]
    assert [
        each for each in ("A question that stays", "2027-03-05 09:30", "\na\nb</textarea>") if each not in html
    ] == []
    assert CallPage.objects.filter(slug="hosts-wanted").exists() is False


def test_draft_may_be_incomplete_and_is_published_on_no_way(editor):
    create(editor, row(field_type="choice"), publish=False, opens_at="", closes_at="", data_kept_until="")
    page = CallPage.objects.get(slug="hosts-wanted")
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = editor.post(path, {"include_descendants": ""}, follow=True)
    assert "Not ready to be published: “Hosts wanted”" in answer.content.decode()
    page.refresh_from_db()
    assert page.live is False


def test_choices_get_keys_and_keep_them_when_their_labels_change(editor):
    typed = "Blue\nred|Deep red\nBlue\n\n عربي "
    create(editor, row("Which colour?", field_type="choice", choices=typed), row("A second one?"))
    page = CallPage.objects.get(slug="hosts-wanted")
    first, second = page.form_fields.all()
    assert first.choices.splitlines()[:3] == ["blue|Blue", "red|Deep red", "blue_2|Blue"]
    assert all("|" in line for line in first.choices.splitlines())
    changed = first.choices.replace("|Deep red", "|Scarlet")
    questions = [
        row(f"New {each.label}", id=str(each.pk), clean_name=each.clean_name, field_type=each.field_type, choices=words)
        for each, words in ((first, changed), (second, ""))
    ]
    data = filled(*questions) | {"form_fields-INITIAL_FORMS": "2"}
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    asked = asking.application_questions(page)
    assert [(each.key, each.label) for each in asked] == [
        ("which_colour", "New Which colour?"),
        ("a_second_one", "New A second one?"),
    ]
    assert asked[0].choices[:3] == (("blue", "Blue"), ("red", "Scarlet"), ("blue_2", "Blue"))
    data |= {"form_fields-0-clean_name": "another_name"}
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert list(errors_in(answer.context["form"])) == ["0.clean_name"]


QUESTIONS = {
    "choices missing": ([row(field_type="choice")], {"0.choices"}),
    "choices where there are none": ([row(choices="a\nb")], {"0.choices"}),
    "one key twice": ([row(field_type="many", choices="a|A\na|B")], {"0.choices"}),
    "limits the wrong way round": ([row(least="5", most="4")], {"0.most"}),
    "more than there are": ([row(field_type="many", choices="a\nb", most="3")], {"0.most"}),
    "a file too big": ([row(field_type="file", most="2000")], {"0.most"}),
    "depends on nothing above": ([row(show_if_key="why", show_if_value="x")], {"0.show_if_key"}),
    "depends on one below": ([row("One", show_if_key="two", show_if_value="x"), row("Two")], {"0.show_if_key"}),
    "depends on no answer": ([row("One"), row("Two", show_if_key="one")], {"1.show_if_value"}),
    "depends on an answer that is not there": (
        [row("One", field_type="yesno"), row("Two", show_if_key="one", show_if_value="maybe")],
        {"1.show_if_value"},
    ),
    "no longer answerable when needed": (
        [row(required_from="2027-04-01 00:00", freeze_at="2027-03-20 00:00")],
        {"0.freeze_at"},
    ),
    "the same name twice": ([row("One"), row("One")], {"0.label", "1.label"}),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_that_cannot_be_asked_is_named_in_its_row(starter_library, name):
    questions, wrong = QUESTIONS[name]
    assert set(errors_in(form_of(*questions))) == wrong


def test_question_that_is_depended_on_may_be_named_by_its_label(starter_library):
    questions = [row("Do you sing?", field_type="yesno"), row("What?", show_if_key="do you SING?", show_if_value="yes")]
    form = form_of(*questions)
    assert errors_in(form) == {}
    assert form.formsets["form_fields"].forms[1].instance.show_if_key == "do_you_sing"


def test_error_names_the_questions_that_there_are(starter_library):
    form = form_of(row("One"), row("Two"), row("Three", show_if_key="four", show_if_value="x"))
    assert errors_in(form) == {"2.show_if_key": ["No question above is called “four”. There are: one, two."]}


def test_call_whose_answers_are_kept_cannot_be_deleted(editor):
    page = makers.call(title="Demo call", data_kept_until=dt.date(2030, 1, 2))
    makers.application(page)
    gone = makers.application(page)
    gone.anonymised_at = timezone.now()
    gone.save()
    said = "“Demo call” cannot be deleted: the answers of 1 person are still kept."
    single = reverse("wagtailadmin_pages:delete", args=[page.pk])
    parent = reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    for path in (single, parent, bulk):
        assert said in editor.post(path, {"wagtail_site_name": "x"}, follow=True).content.decode()
        assert CallPage.objects.filter(pk=page.pk).exists()
    Application.objects.update(anonymised_at=timezone.now())
    editor.post(single)
    assert CallPage.objects.filter(pk=page.pk).exists() is False


def test_new_call_begins_with_the_usual_report(editor):
    create(editor, row(), publish=False)
    page = CallPage.objects.get(slug="hosts-wanted").get_latest_revision_as_object()
    usual = [(each.key, each.label) for each in usual_report.questions("en")]
    assert [(each.clean_name, each.label) for each in page.report_fields.all()] == usual
    assert [each.label for each in page.form_fields.all()] == ["Your idea?"]


def test_facts_of_the_original_hold_in_all_languages_at_once(starter_library):
    page = makers.call(criteria=[("Care", 2)])
    arabic = makers.call_in("ar", page, title="دعوة")
    page.closes_at += dt.timedelta(days=9)
    page.places = 9
    criterion, question = page.criteria.get(), page.form_fields.first()
    criterion.weight, criterion.title = 5, "Courage"
    question.identifying, question.required, question.label = False, False, "Other words"
    page.criteria, page.form_fields = [criterion], [question, makers.question("new", locale=page.locale)]
    page.save_revision().publish()
    arabic.refresh_from_db()
    held = arabic.criteria.get()
    asked = asking.application_questions(arabic)
    assert (arabic.closes_at, arabic.places, arabic.title) == (page.closes_at, 9, "دعوة")
    assert (held.weight, held.title) == (5, "Care")
    assert [(each.key, each.label, each.is_identifying, each.is_required) for each in asked] == [
        ("place", "Where do you live?", False, False),
        ("new", "New", False, False),
    ]


def test_call_is_translated_and_keeps_its_keys_whatever_a_translator_does(
    starter_library, django_capture_on_commit_callbacks
):
    makers.calls_page("ar")
    with django_capture_on_commit_callbacks(execute=True):
        page = makers.call(
            questions=[
                makers.question("colour", Kind.CHOICE, label="Which colour?", choices="red|Red\nblue|Blue"),
                makers.question("idea", label="Your idea?", begins_step="About you", help_text="Short."),
            ],
            criteria=[("Care", 1)],
            opens_at=dt.datetime(2027, 3, 5, 4, 0, tzinfo=dt.UTC),
            closes_at=dt.datetime(2027, 4, 5, 4, 0, tzinfo=dt.UTC),
            decision_by=dt.date(2027, 5, 1),
            data_kept_until=dt.date(2028, 1, 1),
        )
        page.save_revision().publish()
    words = {"Which colour?": "أي لون؟", "red|Red<br/>blue|Blue": "red|أحمر<br/>broken|أزرق", "Care": "رعاية"}
    work = Work.objects.get(subject__translation_key=page.translation_key, locale__language_code="ar")
    translating.begin(work=work)
    for part in translating.parts(work):
        segment = translating.segment_of(work, part.segment_id)
        translating.write(work=work, segment=segment, text=words.get(part.source, f"ع {part.source}"))
    with django_capture_on_commit_callbacks(execute=True):
        work.refresh_from_db()
        translating.publish(work=work)
    arabic = CallPage.objects.get(translation_key=page.translation_key, locale__language_code="ar")
    assert [(each.key, each.label, each.choices, each.step) for each in asking.application_questions(arabic)] == [
        ("colour", "أي لون؟", (("red", "أحمر"), ("blue", "Blue")), ""),
        ("idea", "ع Your idea?", (), "ع About you"),
    ]
    assert [(each.title, each.weight) for each in arabic.criteria.all()] == [("رعاية", 1)]
    page.refresh_from_db()
    assert (arabic.opens_at, arabic.zone) == (page.opens_at, page.zone)
    question = page.form_fields.get(clean_name="idea")
    question.label = "Your best idea?"
    with django_capture_on_commit_callbacks(execute=True):
        page.form_fields.add(question)
        page.save_revision().publish()
    work.refresh_from_db()
    assert (work.outdated, work.missing) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("Yes\nNo", "yes|Yes\nno|No"),
        ("a|A|B\n|C", "a|A|B\nc|C"),
        ("…\n…", "choice|…\nchoice_2|…"),
        ("yes|Yes\nYes", "yes|Yes\nyes_2|Yes"),
    ],
)
def test_lines_of_choices_are_kept_with_keys(typed, kept):
    assert rules.with_keys(typed) == kept
    assert rules.with_keys(kept) == kept


def test_all_zones_can_be_chosen():
    for name in zones.names():
        zones.validate_zone(name)


def unblinded(page, **fields):
    """What the admin's form of a call that is there sends, with “read blind” not ticked."""
    times = {
        name: zones.wall(getattr(page, name), "UTC").strftime("%Y-%m-%d %H:%M") for name in ("opens_at", "closes_at")
    }
    days = {name: getattr(page, name).isoformat() for name in ("decision_by", "data_kept_until")}
    return filled(title=page.title, slug=page.slug, zone="UTC", **times, **days, **fields)


def test_reading_blind_cannot_be_switched_off_once_readings_are_given_out(editor, django_user_model):
    page = makers.call(questions=[], criteria=[])
    reader = django_user_model.objects.create_user("reader")
    draft = page.get_latest_revision_as_object()
    draft.is_blind = False
    before = draft.save_revision()  # a draft from before
    review = makers.application(page).reviews.create(reviewer=reader)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    for publish in (True, False):
        assert list(errors_in(editor.post(edit, unblinded(page, publish=publish)).context["form"])) == ["is_blind"]
    assert "Not ready to be published" in editor.post(bulk, {"include_descendants": ""}, follow=True).content.decode()
    with pytest.raises(ValidationError, match="cannot be switched off any more"):
        before.publish()
    page.refresh_from_db()
    assert page.is_blind is True
    review.state = "conflict"
    review.save()
    editor.post(edit, unblinded(page))
    page.refresh_from_db()
    assert page.is_blind is False
    review.state = "done"
    review.save()
    editor.post(edit, unblinded(page, is_blind="on"))
    page.refresh_from_db()
    assert page.is_blind is True


def test_reading_blind_is_not_lifted_by_a_translation(starter_library, django_user_model):
    page = makers.call(questions=[])
    arabic = makers.call_in("ar", page, title="دعوة")
    makers.application(page).reviews.create(reviewer=django_user_model.objects.create_user("reader"))
    arabic.is_blind = False
    with pytest.raises(ValidationError):
        arabic.save_revision().publish()
    assert CallPage.objects.get(pk=arabic.pk).is_blind is True
