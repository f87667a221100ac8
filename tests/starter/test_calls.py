import datetime as dt
import shutil
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from hub.calls.asking import application_questions
from hub.calls.building import CallFormBuilder
from hub.calls.enums import Kind, Sees, Stage
from hub.calls.models import Application, CallIndexPage, CallPage, CohortPage, Round
from hub.core import later
from hub.search.models import SearchDocument
from hub.starter import calls, files
from hub.starter.ledger import KEPT, SAME, UPDATED, Ledger

pytestmark = pytest.mark.django_db
OPEN, DECIDED = "host-a-jam-session", "hosts-of-the-last-round"
LANGUAGES = {"en", "es", "fr", "pt", "ar", "ru", "sw", "th"}


@pytest.fixture
def root(tmp_path, starter_library):
    """The calls in two languages: loading them again is quick."""
    shutil.copytree(
        files.CONTENT / "calls", tmp_path / "calls", ignore=lambda _folder, names: {f"{code}.toml" for code in OTHERS}
    )
    return tmp_path


OTHERS = LANGUAGES - {"en", "ar"}


def load(root) -> Ledger:
    ledger = Ledger()
    with later.together():
        calls.load(root, ledger)
    return ledger


def call(slug, language="en") -> CallPage:
    return CallPage.objects.get(slug=slug, locale__language_code=language)


def later_by(monkeypatch, days):
    """The clock goes on."""
    now = timezone.now() + dt.timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def test_calls_are_there_in_every_language_and_say_what_they_are(starter_library):
    found = CallPage.objects.live().filter(is_example=True, alias_of__isnull=True).select_related("locale")

    assert {(page.slug, page.language) for page in found} == {
        (slug, code) for slug in (OPEN, DECIDED) for code in LANGUAGES
    }
    assert {page.translation_state for page in found if page.language != "en"} == {"machine"}
    for model in (CallIndexPage, CohortPage):
        assert set(model.objects.live().values_list("locale__language_code", flat=True)) == LANGUAGES
    assert set(CallIndexPage.objects.values_list("slug", "show_in_menus")) == {("calls", True)}


def test_dates_count_from_the_day_of_loading_and_are_the_same_in_all_languages(starter_library):
    now = timezone.now()
    opened, decided = call(OPEN), call(DECIDED)

    assert (opened.stage_at(now, is_released=False), opened.closes_at - opened.opens_at) == (
        Stage.OPEN,
        dt.timedelta(days=42, hours=9),
    )
    assert (
        decided.stage_at(now, is_released=bool(Round.objects.get(pk=decided.translation_key).released_at)) == Stage.DONE
    )
    assert (decided.next_call, decided.announcements.first().cohort) == (opened, decided.cohort)
    assert [host.chosen_name for host in decided.cohort.hosts.filter(is_shown=True)] == [
        f"Demo host {number}" for number in (1, 2, 3)
    ]
    dates = ("opens_at", "closes_at", "decision_by", "data_kept_until")
    assert CallPage.objects.filter(slug=OPEN).values(*dates).distinct().count() == 1


def test_form_uses_every_kind_of_question_by_the_same_keys_in_all_languages(starter_library):
    by_language = {code: application_questions(call(OPEN, code)) for code in LANGUAGES}
    questions = by_language["en"]

    assert {question.kind for question in questions} == set(Kind)
    assert len(dict.fromkeys(question.step for question in questions)) == 4
    facts = {
        code: [(each.key, each.kind, [key for key, _label in each.choices], each.show_if) for each in found]
        for code, found in by_language.items()
    }
    assert all(found == facts["en"] for found in facts.values())
    labels = {code: [each.label for each in found] for code, found in by_language.items()}
    assert len({tuple(found) for found in labels.values()}) == len(LANGUAGES)
    assert [each.key for each in questions if each.is_identifying] == ["group"]
    assert [each.key for each in questions if Sees.APPLICANT not in each.visible_to] == ["fits"]
    assert [each.key for each in questions if each.visible_to == {Sees.APPLICANT, Sees.STAFF}] == ["safety"]
    assert {each.key: each.show_if for each in questions if each.show_if} == {"way_in": ("format", "in-person")}
    assert [row.weight for row in call(OPEN).criteria.all()] == [3, 2, 2, 1]


def test_twelve_applications_answer_the_form_and_are_read_only_by_opening_them(starter_library):
    page = call(DECIDED)
    found = list(Application.objects.filter(round_id=page.translation_key))
    questions = application_questions(page)

    assert Counter(each.state for each in found) == {
        "confirmed": 3,
        "accepted": 1,
        "offered": 1,
        "waitlist": 2,
        "declined": 3,
        "in_review": 1,
        "received": 1,
    }
    assert {each.language for each in found} == LANGUAGES
    assert {(each.delete_on, each.code_hash, each.contact["way"], each.contact["value"]) for each in found} == {
        (page.data_kept_until, None, "none", "")
    }
    for each in found:
        asked = [question for question in questions if Sees.APPLICANT in question.visible_to]
        wanted = [question for question in asked if question.is_asked(each.answers)]
        assert (
            {question.key for question in wanted if question.is_required}
            <= set(each.answers)
            <= {question.key for question in wanted}
        )
        form = CallFormBuilder(wanted).get_form_class()(each.answers)
        assert form.is_valid(), (each.reference, form.errors)
    said = {text for each in found for text in (each.contact["name"], each.answers["group"], each.answers["idea"])}
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, contact, notes, decision_note FROM calls_application")
        stored = str(cursor.fetchall())
    documents = str(list(SearchDocument.objects.filter(kind__contains="call").values()))
    assert [text for text in said if text in stored or text in documents] == []


def test_loading_again_changes_nothing_and_brings_no_application_back(root):
    first = Application.objects.get(reference="demo-river-lamp-one")
    first.delete()
    before = list(CallPage.objects.order_by("pk").values())

    load(root)
    ledger = load(root)

    assert dict(ledger.counts) == {SAME: 6}
    assert list(CallPage.objects.order_by("pk").values()) == before
    assert Application.objects.filter(round_id=call(DECIDED).translation_key).count() == 11


def test_call_that_closed_by_itself_opens_again_and_the_decided_one_stays(root, monkeypatch):
    decided = call(DECIDED)
    now = later_by(monkeypatch, 40)

    ledger = load(root)

    assert dict(ledger.counts) == {UPDATED: 2, SAME: 4}
    assert [call(OPEN, code).is_open_at(now) for code in ("en", "ar")] == [True, True]
    assert call(OPEN, "ar").closes_at == call(OPEN).closes_at
    assert (call(DECIDED).closes_at, call(DECIDED).latest_revision_id) == (
        decided.closes_at,
        decided.latest_revision_id,
    )
    assert Application.objects.filter(round_id=decided.translation_key).count() == 12
    assert dict(load(root).counts) == {SAME: 6}


def test_call_that_an_editor_has_changed_keeps_its_dates(root, monkeypatch):
    page = call(OPEN)
    page.title = "Half a thought"
    page.save_revision()
    later_by(monkeypatch, 40)
    words = root / "calls" / OPEN / "en.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("Six groups", "Some groups"), encoding="utf-8")

    ledger = load(root)

    assert (ledger.counts[KEPT], ledger.kept) == (1, [f"calls/{OPEN}/en.toml"])
    assert (call(OPEN).closes_at, call(OPEN, "ar").closes_at) == (page.closes_at, page.closes_at)


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        ("form/en.toml", '"In one place", ', "", "format: 2 choices; 3 are needed."),
        ("form/en.toml", 'fits = { label = "', 'fits = { lable = "', "questions.fits, lable: Unknown key."),
        (f"{OPEN}/call.toml", 'opens_at = "09:00"', 'opens_at = "9"', "opens_at: A time of the day"),
        (f"{OPEN}/en.toml", "title =", "titel =", f"calls/{OPEN}/en.toml, titel: Unknown key."),
    ],
)
def test_mistake_in_the_files_is_named(root, path, old, new, reason):
    file = root / "calls" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(files.ContentError, match=reason.replace(".", r"\.")):
        calls.load(root, Ledger())
