"""The groups that the migration makes, and what each opens."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from hub.core.models import HomePage, User
from tests import factories
from tests.people.conftest import PASSWORD, person

pytestmark = pytest.mark.django_db
ROLES = ["Editors", "Moderators", "Translators", "Reviewers", "Hosts"]
calls = importlib.import_module("hub.calls.migrations.0002_rights")  # stands on the groups: taken back before them
migration = importlib.import_module("hub.people.migrations.0002_groups")


def state():
    rights = Permission.objects.filter(group__isnull=False).values_list(
        "group__name", "content_type__model", "codename"
    )
    pages = GroupPagePermission.objects.values_list("group__name", "permission__codename")
    files = GroupCollectionPermission.objects.values_list("group__name", "permission__codename")
    return sorted(rights), sorted(pages), sorted(files)


def test_groups_are_there():
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(ROLES)


def test_migration_can_run_again_without_a_change():
    before = state()
    migration.make_groups(apps, None)
    assert state() == before


def test_migration_can_be_taken_back_and_done_again():
    before = state()
    calls.take_back(apps, None)
    migration.take_back(apps, None)
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Editors", "Moderators"]
    assert ("Editors", "publish_page") not in state()[1]
    migration.make_groups(apps, None)
    calls.give(apps, None)
    assert state() == before


def test_taking_back_leaves_a_group_that_somebody_is_in():
    person("demo-host", "Hosts")
    migration.take_back(apps, None)
    assert Group.objects.filter(name="Hosts").exists()


def test_no_permission_is_there_twice():
    pairs = list(Permission.objects.values_list("content_type", "codename"))
    assert len(pairs) == len(set(pairs))


OPENS = {
    "/admin/": {"Editors", "Moderators", "Translators", "Reviewers"},
    "/admin/calls/": {"Moderators", "Reviewers"},
    "/admin/images/": {"Editors", "Moderators"},
    "/admin/documents/": {"Editors", "Moderators"},
    "/admin/snippets/core/theme/": {"Editors"},
    "/admin/snippets/hub_search/synonyms/": {"Editors"},
    "/admin/snippets/hub_search/promotedresults/": {"Editors"},
    "/admin/snippets/hub_translation/glossaryterm/": {"Editors"},
    "/admin/language_policies/": {"Editors"},
    "/admin/reports/missed-words/": {"Editors"},
    "/admin/translation/": {"Editors", "Moderators"},
    "/admin/reports/letters/": set(),
    "/admin/translators/": set(),
    "/admin/users/": set(),
    "/admin/groups/": set(),
    "/admin/invitations/": set(),
}


@pytest.mark.parametrize("path", OPENS)
def test_page_of_the_admin_opens_for(client, path):
    opened = set()
    for role in [*ROLES, ""]:
        client.force_login(person(f"demo-{role}", role))
        if client.get(path).status_code == 200:
            opened.add(role)
    assert opened == OPENS[path]
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("role", ["", *ROLES])
def test_page_is_published_by(client, role):
    home = HomePage.objects.get(locale__language_code="en")
    page = factories.activity(title="Round of stones", publish=False)
    user = person("demo-person", role)
    permissions = page.permissions_for_user(user)
    assert permissions.can_publish() is (role in {"Editors", "Moderators"})
    assert home.permissions_for_user(user).can_edit() is (role in {"Editors", "Moderators"})
