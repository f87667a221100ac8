"""Who may see and do what at the desk, and where a translator cannot come."""

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page

from hub.core.models import User
from hub.mail.models import Letter
from hub.translation import assigning, rights
from hub.translation.models import TranslatorLanguage, Work
from tests.translation.desk import activity_in, work_on

pytestmark = pytest.mark.django_db


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


@pytest.fixture
def ana(starter_library) -> User:
    user = User.objects.create_user("ana", "ana@example.org", "a long enough password")
    TranslatorLanguage.objects.create(user=user, locale=locale("es"))
    TranslatorLanguage.objects.create(user=user, locale=locale("th"), may_publish=True)
    return user


def test_given_a_language_somebody_may_enter_the_admin_and_see_the_desk(client, ana):
    client.force_login(ana)
    assert client.get("/admin/").status_code == 200
    html = client.get("/admin/translation/").content.decode()
    assert ("Español" in html, "Français" in html) == (True, False)


def test_rights_are_by_language(ana):
    chief = User.objects.create_superuser("chief", "", "a long enough password")
    nobody = User.objects.create_user("nobody", "", "a long enough password")
    found = {
        user.username: [
            (rights.may_translate(user, locale(code)), rights.may_publish(user, locale(code)))
            for code in ("es", "th", "fr")
        ]
        for user in (ana, chief, nobody)
    }
    assert found == {
        "ana": [(True, False), (True, True), (False, False)],
        "chief": [(True, True)] * 3,
        "nobody": [(False, False)] * 3,
    }


@pytest.mark.parametrize(
    "path",
    [
        "pages/", "images/", "documents/", "users/", "groups/", "settings/core/hubsettings/", "snippets/core/theme/",
        "snippets/hub_translation/glossaryterm/", "translators/", "language_policies/",
        "reports/missed-words/", "redirects/", "locales/", "sites/", "reports/letters/", "reports/site-history/",
        "reports/site-history/results/",
    ],
)  # fmt: skip
def test_translator_reaches_nothing_but_the_desk(client, ana, path):
    client.force_login(ana)
    answer = client.get(f"/admin/{path}")
    assert answer.status_code in {302, 403, 404}, path
    if answer.status_code == 302:
        assert answer.headers["Location"] in {"/admin/", f"/en/account/login/?next=/admin/{path}"} or "pages" in path


@pytest.mark.parametrize(
    "path", ["", "account/", "reports/locked/", "reports/workflow/", "reports/workflow_tasks/", "reports/aging-pages/",
             "reports/page-types-usage/", "localize/reports/translations/", "translation/", "translation/notes/"],
)  # fmt: skip
def test_what_a_translator_can_open_names_nobody(client, ana, path):
    chief = User.objects.create_superuser("chief-of-all", "chief@example.org", "a long enough password")
    page = activity_in("es")
    page.save_revision(user=chief, log_action=True).publish(user=chief)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=chief, locked_at=timezone.now(), owner=chief)
    client.force_login(ana)
    assert "chief" not in client.get(f"/admin/{path}", follow=True).content.decode()


def test_translator_cannot_open_the_page_itself(client, ana):
    client.force_login(ana)
    page = activity_in("es")
    for path in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/delete/",
    ):
        assert client.get(path).status_code == 302


def test_work_given_at_the_desk_goes_out_as_one_letter(ana):
    chief = User.objects.create_superuser("chief", "", "a long enough password")
    works = Work.objects.filter(pk__in=[work_on(activity_in("en"), code).pk for code in ("es", "th", "fr")])
    outcome = assigning.assign(works=works, person=ana, by=chief)
    assert outcome == assigning.Outcome(done=2, refused=1)
    assert [letter.to_user for letter in Letter.objects.all()] == [ana]
    assigning.assign(works=works, person=ana, by=chief)
    assert Letter.objects.count() == 1
