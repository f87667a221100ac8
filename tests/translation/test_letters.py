"""Letters of the desk: who gets which, once, in her language; nobody hears of what she did herself."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils.translation import get_language
from wagtail.log_actions import LogContext
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from hub.core.models import User
from hub.mail import sending
from hub.mail.models import Letter
from hub.translation import letters
from hub.translation.models import TranslatorLanguage, Work
from tests.mail.clock import Clock
from tests.translation.desk import activity_in, work_on

pytestmark = pytest.mark.django_db
ASSIGNED = """This was given to you to translate:

العربية
– {0}

Español
– {0}
– {1}

https://hub.example.org/admin/translation/

No more of these letters? Switch them off in your account.
"""
CHANGED = """These originals have changed:

Español
– {0} (1 part to look at)
– {1} (2 parts to look at)

https://hub.example.org/admin/translation/

No more of these letters? Switch them off in your account.
"""


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example.org"


@pytest.fixture
def works(starter_library) -> list[Work]:
    """Two activities that are translated into Spanish and not into Thai or Swahili, by their titles."""
    untranslated = Work.objects.filter(locale__language_code="th", state="none").values("subject")
    found = Work.objects.filter(subject__in=untranslated, locale__language_code="es", is_live=True)
    found = found.filter(subject__kind="activities.activitypage").exclude(state="original")
    found = found.select_related("subject", "locale").order_by("subject__title")
    return list(found[:2])


@pytest.fixture
def chief(db) -> User:
    return User.objects.create_superuser("chief", "chief@example.org", "a long enough password")


def translator(name: str, *codes: str, preferred: str = "en", **rights) -> User:
    group, _made = Group.objects.get_or_create(name="Translators here")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(name, f"{name}@example.org", "a long enough password")
    user.groups.add(group)
    for code in codes:
        TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code=code), **rights)
    UserProfile.objects.create(user=user, preferred_language=preferred)
    return user


def assign(works: list[Work], user) -> list[Work]:
    for work in works:
        work.assigned_to = user
        work.save(update_fields=["assigned_to"])
    return works


def change(work: Work, words: str = "Something else.", by=None, **fields) -> None:
    """Publishes other words in the first step of an original, and other fields."""
    page = work.subject.content_type.model_class().objects.get(pk=work.subject.source_id)
    page.steps[0].value["do"] = words
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish()


def addressees() -> list[str]:
    return sorted(Letter.objects.values_list("to_user__username", flat=True))


def test_assignment_is_told_in_one_letter_to_each_person(works, chief):
    ana, zuri = translator("ana", "es", "ar"), translator("zuri", "es")
    first, second = works
    arabic = Work.objects.get(subject=first.subject, locale__language_code="ar")
    given = [*assign([first, second, arabic], ana)]
    other = assign([Work.objects.filter(locale__language_code="es").exclude(pk__in=[w.pk for w in works])[0]], zuri)
    letters.assigned(works=[*given, *other], by=chief)
    assert mail.outbox == []
    assert sending.send_due() == {"sent": 2}
    titles = [work.subject.title for work in works]
    sent = {letter.to[0]: (letter.subject, letter.body) for letter in mail.outbox}
    assert sorted(sent) == ["ana@example.org", "zuri@example.org"]
    assert sent["ana@example.org"] == ("Work is waiting for you", ASSIGNED.format(*titles))


def test_same_assignment_is_told_once_a_day(works, chief, clock):
    ana = translator("ana", "es")
    for _click in range(2):
        letters.assigned(works=assign(works, ana), by=chief)
    assert addressees() == ["ana"]
    letters.assigned(works=works[:1], by=chief)
    clock.forward(days=1)
    letters.assigned(works=works, by=chief)
    assert addressees() == ["ana"] * 3


def test_what_somebody_takes_herself_is_not_told_to_her(works):
    ana = translator("ana", "es")
    letters.assigned(works=assign(works, ana), by=ana)
    assert addressees() == []


def test_work_taken_from_somebody_is_told_to_nobody(works, chief):
    letters.assigned(works=assign(works, None), by=chief)
    assert addressees() == []


def test_letters_that_are_switched_off_are_not_written(works, chief):
    ana = translator("ana", "es", wants_letters=False)
    letters.assigned(works=assign(works, ana), by=chief)
    change(works[0])
    assert addressees() == []


def test_letters_are_in_the_language_of_their_reader(works, chief, monkeypatch):
    monkeypatch.setattr(letters, "render_to_string", lambda template, words: f"{template} {get_language()}")
    ana = translator("ana", "es", preferred="ar")
    letters.assigned(works=assign(works, ana), by=chief)
    change(works[0])
    assert sorted(Letter.objects.values_list("text", flat=True)) == ["mail/assigned.txt ar\n", "mail/changed.txt ar\n"]


def test_changed_originals_are_told_to_everybody_of_the_language_once_a_day(works, clock):
    for name, *codes in (("ana", "es"), ("zuri", "es", "sw"), ("may", "th")):
        translator(name, *codes)
    change(works[0], "First words.")
    change(works[0], "Second words.")
    change(works[1], "Other words.", summary="Other words in short.")
    assert addressees() == ["ana", "zuri"]
    assert sending.send_due() == {}
    clock.forward(hours=12, minutes=10)
    assert sending.send_due() == {"sent": 2}
    text = CHANGED.format(*(work.subject.title for work in works))
    assert [(letter.subject, letter.body) for letter in mail.outbox] == [("Work is waiting for you", text)] * 2
    change(works[0], "Third words.")
    assert Letter.objects.filter(state="waiting").count() == 2


def test_changed_original_is_told_to_whom_it_is_assigned(works):
    ana, _zuri = translator("ana", "es"), translator("zuri", "es")
    assign(works, ana)
    change(works[0])
    assert addressees() == ["ana"]


@pytest.mark.parametrize("change_of_person", ["inactive", "language taken away"])
def test_changed_original_is_told_to_all_where_its_translator_has_gone(works, change_of_person):
    ana, _zuri = translator("ana", "es"), translator("zuri", "es")
    assign(works, ana)
    if change_of_person == "inactive":
        User.objects.filter(pk=ana.pk).update(is_active=False)
    else:
        ana.translator_languages.all().delete()
    change(works[0])
    assert addressees() == ["zuri"]


def test_who_changed_an_original_is_not_told(works):
    ana, zuri = translator("ana", "es"), translator("zuri", "es")
    change(works[0], by=ana)
    assert addressees() == ["zuri"]
    Letter.objects.all().delete()
    with LogContext(user=zuri):
        change(works[1], by=ana)
    assert addressees() == ["ana"]


def test_original_without_translation_is_told_to_nobody(works):
    translator("may", "th")
    untranslated = Work.objects.filter(
        subject__kind="activities.activitypage", locale__language_code="th", state="none"
    ).select_related("subject")[0]
    change(untranslated)
    assert addressees() == []


def test_change_of_minutes_is_told_to_nobody(works):
    translator("ana", "es")
    page = activity_in("en")
    page.duration_min += 1
    page.save_revision().publish()
    letters.original_changed(subject_ids=[work_on(page, "es").subject_id])
    assert addressees() == []


def test_long_letter_says_how_much_it_leaves_out(works, chief):
    ana = translator("ana", "es", "fr", "ar")
    many = list(Work.objects.exclude(state="original").filter(locale__language_code__in=["es", "fr", "ar"])[:60])
    letters.assigned(works=assign(many, ana), by=chief)
    lines = Letter.objects.get().text.splitlines()
    assert (len([line for line in lines if line.startswith("– ")]), "… + 10" in lines) == (50, True)


def test_changes_cost_as_many_questions_for_two_as_for_one(works, django_assert_num_queries):
    translator("ana", "es")
    change(works[0])
    change(works[1])
    for ids in ([works[0].subject_id], [work.subject_id for work in works]):
        with django_assert_num_queries(10):
            letters.original_changed(subject_ids=ids)
