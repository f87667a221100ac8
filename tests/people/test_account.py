"""One's own account, and what staff can do for it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import ModelLogEntry

from hub.core.models import User
from hub.mail.models import Letter
from tests import factories
from tests.people.conftest import PASSWORD, enrol, is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db
NEW = "eight loud mountains sing"


def test_reader_without_account_gets_no_cookie_and_one_quiet_link(client):
    page = client.get("/en/")
    assert page.cookies == {}
    assert page.content.decode().count("/en/account/") == 1


@pytest.mark.parametrize("path", ["", "delete/", "email/", "password/change/", "2fa/"])
def test_account_is_for_the_signed_in(client, path):
    assert client.get(f"/en/account/{path}").url.startswith("/en/account/login/?next=")


def test_names_are_changed(client):
    person("demo-host")
    sign_in(client, "demo-host")
    client.post("/en/account/", {"username": "demo-mango", "chosen_name": "Mango", "is_superuser": "1"})
    user = User.objects.get(username="demo-mango")
    assert (user.get_full_name(), user.is_superuser) == ("Mango", False)


def test_taken_name_is_refused_and_the_page_still_says_mine(client):
    person("demo-other")
    person("demo-host")
    sign_in(client, "demo-host")
    page = client.post("/en/account/", {"username": "demo-other", "chosen_name": "x"})
    assert "cannot be used" in page.content.decode()
    assert User.objects.filter(username="demo-host").exists()


def test_sign_out_everywhere_ends_every_session(client):
    person("demo-host")
    other = Client()
    for each in (client, other):
        sign_in(each, "demo-host")
    client.post("/en/account/everywhere/")
    assert [each.get("/en/account/").status_code for each in (client, other)] == [302, 302]


def test_sign_out_everywhere_leaves_others_alone(client):
    person("demo-host")
    person("demo-other")
    other = Client()
    sign_in(client, "demo-host")
    sign_in(other, "demo-other")
    client.post("/en/account/everywhere/")
    assert other.get("/en/account/").status_code == 200


def test_deleted_account_is_gone_and_its_work_stays_without_the_name(client):
    user = enrol(person("demo-editor", "Editors", chosen_name="Mango-canary"))
    page = factories.activity(title="Round of stones")
    page.owner = user
    page.save()
    page.save_revision(user=user).publish()
    client.force_login(user)
    assert client.post("/en/account/delete/", {"password": "wrong wrong wrong"}).status_code == 200
    assert User.objects.filter(pk=user.pk).exists()
    client.post("/en/account/delete/", {"password": PASSWORD})
    assert not User.objects.filter(pk=user.pk).exists()
    assert not Authenticator.objects.filter(user_id=user.pk).exists()
    page.refresh_from_db()
    assert (page.live, page.owner) == (True, None)
    assert b"Mango-canary" not in Client().get(page.url).content
    assert not is_signed_in(client)


def test_last_administrator_cannot_leave(client):
    user = User.objects.create_superuser("demo-root", password=PASSWORD)
    client.force_login(user)
    page = client.post("/en/account/delete/", {"password": PASSWORD})
    assert "last administrator" in page.content.decode()
    assert User.objects.filter(pk=user.pk).exists()


def test_staff_hand_out_a_link_that_sets_a_password_and_it_is_logged(client):
    person("demo-host")
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    target = User.objects.get(username="demo-host")
    page = client.post(f"/admin/people/{target.pk}/reset-link/").content.decode()
    path = re.search(r"http://testserver(/en/account/password/reset/key/[^\"]+)", page).group(1)
    visitor = Client()
    visitor.post(visitor.get(path).url, {"password1": NEW})
    target.refresh_from_db()
    assert target.check_password(NEW)
    assert list(ModelLogEntry.objects.filter(action="people.reset_link").values_list("object_id", flat=True)) == [
        str(target.pk)
    ]


def test_link_leaves_the_second_factor_unless_staff_say_it_is_lost(client):
    target = enrol(person("demo-host", email="host@example.org"))
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    client.post(f"/admin/people/{target.pk}/reset-link/")
    assert target.authenticator_set.count() == 2
    hers = Client()
    hers.force_login(target)
    client.post(f"/admin/people/{target.pk}/reset-link/", {"without_second_factor": "on"})
    assert target.authenticator_set.count() == 0
    assert hers.get("/en/account/").status_code == 302
    assert "removed your second factor" in Letter.objects.get(to_user=target).text
    assert ModelLogEntry.objects.filter(action="people.forget_second_factor").count() == 1


@pytest.fixture
def people_manager(client) -> User:
    user = person("demo-manager", "Translators")
    user.user_permissions.add(Permission.objects.get(codename="change_user"))
    client.force_login(user)
    return user


def test_who_manages_people_is_no_way_to_become_an_administrator(client, people_manager):
    root = User.objects.create_superuser("demo-root", password=PASSWORD)
    client.post(f"/admin/people/{root.pk}/reset-link/", {"without_second_factor": "on"})
    assert ModelLogEntry.objects.filter(action="people.reset_link").count() == 0
    for target in (people_manager, root):
        fields = {"username": target.username, "is_active": "on", "is_superuser": "on", "chosen_name": "taken over"}
        client.post(f"/admin/users/edit/{target.pk}/", fields)
    people_manager.refresh_from_db()
    root.refresh_from_db()
    assert (people_manager.is_superuser, root.chosen_name) == (False, "")


def test_staff_make_no_account_and_know_no_password(client):
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    target = person("demo-host")
    assert client.get("/admin/users/new/").url == "/admin/invitations/add/"
    form = client.get(f"/admin/users/edit/{target.pk}/").context["form"]
    assert sorted(form.fields) == ["chosen_name", "groups", "is_active", "is_superuser", "username"]


def test_admins_own_page_leads_to_the_account(client):
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    html = client.get("/admin/account/").content.decode()
    assert 'href="/en/account/"' in html
    assert "password" not in re.findall(r'type="(\w+)"', html)


@pytest.mark.parametrize("path", ["/en/", "/en/activities/", "/en/account/", "/admin/"])
def test_what_the_signed_in_see_is_kept_by_no_cache(client, settings, path):
    person("demo-editor", "Editors", chosen_name="Mango-canary")
    sign_in(client, "demo-editor")
    assert client.get(path).headers["Cache-Control"] == "no-store, private"
    assert b"Mango-canary" not in Client().get(path).content
