"""What staff see of the search in the admin: synonyms, promoted results, and the words that were not found."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Locale

from hub.activities.models import ActivityPage
from hub.core.models import User
from hub.search.models import MissedWord, PromotedResults, Synonyms

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(client, starter_library):
    client.force_login(User.objects.create_superuser("chief", "", "a long enough password"))
    return client


def reader_of_the_admin(client) -> None:
    """Somebody who may enter the admin and nothing more."""
    group = Group.objects.create(name="Guests of the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user("guest", "", "a long enough password")
    user.groups.add(group)
    client.force_login(user)


def test_synonyms_are_added_in_the_admin_and_found_at_once(as_admin):
    locale = Locale.objects.get(language_code="en")
    address = "/admin/snippets/hub_search/synonyms/add/"
    assert as_admin.get(address).status_code == 200
    answer = as_admin.post(address, {"locale": locale.pk, "words": "qwertz\nmirror"})
    assert answer.status_code == 302
    assert Synonyms.objects.filter(words="qwertz\nmirror").exists()
    found = as_admin.get("/en/activities/?q=qwertz").content.decode()
    assert 'data-uid="6w7sp8"' in found


def test_promoted_results_are_added_in_the_admin(as_admin):
    page = ActivityPage.objects.get(uid="6w7sp8", locale__language_code="en")
    answer = as_admin.post(
        "/admin/snippets/hub_search/promotedresults/add/",
        {
            "locale": page.locale_id,
            "queries": "burned out",
            "picks-TOTAL_FORMS": 1,
            "picks-INITIAL_FORMS": 0,
            "picks-MIN_NUM_FORMS": 1,
            "picks-MAX_NUM_FORMS": 5,
            "picks-0-page": page.pk,
            "picks-0-ORDER": 1,
        },
    )
    assert answer.status_code == 302
    assert [pick.page_id for pick in PromotedResults.objects.get().picks.all()] == [page.pk]


def test_report_shows_and_exports_what_was_not_found(as_admin):
    MissedWord.objects.create(week=dt.date(2026, 11, 16), language="en", word="zyzzyva", times=3)
    html = as_admin.get("/admin/reports/missed-words/").content.decode()
    assert "zyzzyva" in html
    assert "/admin/reports/missed-words/" in as_admin.get("/admin/").content.decode()
    export = b"".join(as_admin.get("/admin/reports/missed-words/?export=csv").streaming_content).decode()
    assert export.splitlines()[1] == "2026-11-16,en,zyzzyva,3"


def test_report_is_for_those_who_may_answer_it(client, starter_library):
    reader_of_the_admin(client)
    assert client.get("/admin/reports/missed-words/").status_code == 302
    assert "missed-words" not in client.get("/admin/").content.decode()
