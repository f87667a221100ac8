"""Inviting people and joining: once, for a week, by who may, with the roles that were chosen."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from hub.core.models import User
from hub.mail.models import Letter
from hub.people import invitations
from hub.people.enums import InvitationState
from hub.people.models import Invitation
from tests.people.conftest import PASSWORD, is_signed_in, person

pytestmark = pytest.mark.django_db
FORM = {"username": "demo-new", "chosen_name": "Mango", "password": PASSWORD}


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def invited(*roles: str, **fields) -> str:
    """A token."""
    by = User.objects.create_superuser("demo-root", password=PASSWORD)
    fields = {"language": "en", **fields}
    _one, token = invitations.invite(by=by, groups=[group(role) for role in roles], link_to=str, **fields)
    return token


def join(client, token: str, **changes):
    return client.post(f"/en/account/invitation/{token}/", {**FORM, **changes})


def test_invited_person_makes_her_account_and_is_in(client):
    token = invited("Hosts", "Reviewers")
    assert join(client, token).url == "/admin/"
    user = User.objects.get(username="demo-new")
    assert (user.get_full_name(), user.email, user.is_superuser) == ("Mango", "", False)
    assert sorted(user.groups.values_list("name", flat=True)) == ["Hosts", "Reviewers"]
    assert is_signed_in(client)


def test_invited_translator_has_her_languages(client):
    join(client, invited("Translators", languages=["fr", "sw"]))
    user = User.objects.get(username="demo-new")
    codes = user.translator_languages.values_list("locale__language_code", flat=True)
    assert sorted(codes) == ["fr", "sw"]
    assert client.get("/admin/translation/").status_code == 200


def test_invited_editor_sets_up_a_second_factor_next(client, required):
    join(client, invited("Editors"))
    assert client.get("/admin/").url == "/en/account/2fa/"
    assert client.get("/en/account/2fa/totp/activate/").status_code == 200


def test_form_sent_twice_makes_one_account_and_signs_in(client):
    token = invited("Hosts")
    join(client, token)
    second = Client()
    join(second, token)
    assert User.objects.filter(username="demo-new").count() == 1
    assert is_signed_in(second)


@pytest.mark.parametrize("changes", [{"password": "another long password"}, {"username": "demo-other"}])
def test_used_link_lets_nobody_else_in(client, changes):
    token = invited("Hosts")
    join(client, token)
    other = Client()
    assert join(other, token, **changes).status_code == 404
    assert not is_signed_in(other)
    assert User.objects.filter(username="demo-other").count() == 0


def test_used_link_does_not_skip_the_second_factor(client):
    from tests.people.conftest import enrol

    token = invited("Hosts")
    join(client, token)
    enrol(User.objects.get(username="demo-new"))
    other = Client()
    assert join(other, token).url == "/en/account/2fa/authenticate/"
    assert not is_signed_in(other)


def test_every_dead_link_says_the_same(client):
    token = invited("Hosts")
    only = Invitation.objects.get()
    pages = [client.get("/en/account/invitation/no-such-token/")]
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    pages.append(client.get(f"/en/account/invitation/{token}/"))
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    invitations.withdraw(invitation=only, by=only.made_by)
    pages.append(client.get(f"/en/account/invitation/{token}/"))
    pages.append(join(client, token))
    bodies = {re.sub(r"/invitation/[^/\"]+/", "", page.content.decode()) for page in pages}
    assert {page.status_code for page in pages} == {404}
    assert len(bodies) == 1
    assert User.objects.filter(username="demo-new").count() == 0


@pytest.mark.parametrize("username", ["demo-root", "DEMO ROOT", "", "a" * 151, "<script>"])
def test_name_that_cannot_be_used_is_asked_for_again(client, username):
    token = invited("Hosts")
    page = join(client, token, username=username)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert User.objects.count() == 1
    assert Invitation.objects.get().state == InvitationState.WAITING


@pytest.mark.parametrize(
    "extra", [{"is_superuser": "1"}, {"groups": "1"}, {"email": "x@example.org"}, {"is_staff": "1"}]
)
def test_form_gives_nothing_but_what_was_chosen(client, extra):
    join(client, invited("Hosts"), **extra)
    user = User.objects.get(username="demo-new")
    assert (user.is_superuser, user.is_staff, user.email) == (False, False, "")
    assert list(user.groups.values_list("name", flat=True)) == ["Hosts"]


def test_link_is_kept_as_a_hash_only():
    token = invited("Hosts")
    assert token not in str(list(Invitation.objects.values()))


def test_address_gets_a_letter_in_its_language_and_becomes_hers(client):
    token = invited("Hosts", address="new@example.org", language="en")
    letter = Letter.objects.get()
    assert (letter.to_address, letter.subject) == ("new@example.org", "An invitation")
    assert token in letter.text
    join(client, token)
    assert User.objects.get(username="demo-new").email == "new@example.org"
    assert Invitation.objects.get().address == ""


def test_staff_invite_see_the_link_once_and_can_renew_and_withdraw(client):
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    fields = {"groups": [group("Translators").pk], "languages": ["fr"], "language": "fr", "note": "for the desk"}
    page = client.post("/admin/invitations/add/", fields).content.decode()
    link = re.search(r"http://testserver(/fr/account/invitation/[\w-]+/)", page).group(1)
    assert Client().get(link).status_code == 200
    listed = client.get("/admin/invitations/").content.decode()
    assert "for the desk" in listed
    assert link not in listed
    one = Invitation.objects.get()
    again = client.post(f"/admin/invitations/{one.pk}/renew/").content.decode()
    newer = re.search(r"http://testserver(/fr/account/invitation/[\w-]+/)", again).group(1)
    assert Client().get(link).status_code == 404
    assert Client().get(newer).status_code == 200
    client.post(f"/admin/invitations/{one.pk}/withdraw/")
    assert Client().get(newer).status_code == 404
    assert Invitation.objects.get().state == InvitationState.WITHDRAWN


@pytest.mark.parametrize(
    "fields",
    [
        {"language": "xx"},
        {"language": "en", "groups": ["99999"]},
        {"language": "en", "languages": ["fr"]},
        {"language": "en", "address": "no address"},
        {"language": "en", "note": "x" * 201},
        {},
    ],
)
def test_wrong_invitation_is_not_made(client, fields):
    client.force_login(User.objects.create_superuser("demo-root", password=PASSWORD))
    assert client.post("/admin/invitations/add/", fields).status_code == 200
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators", "Reviewers", "Hosts"])
def test_no_role_invites_or_makes_links(client, role):
    target = person("demo-target")
    token_owner = User.objects.create_superuser("demo-root", password=PASSWORD)
    one, _link = invitations.invite(by=token_owner, groups=[], language="en", link_to=str)
    before = Invitation.objects.get().token_hash
    client.force_login(person("demo-person", role))
    client.post("/admin/invitations/add/", {"language": "en"})
    client.post(f"/admin/invitations/{one.pk}/renew/")
    client.post(f"/admin/invitations/{one.pk}/withdraw/")
    answer = client.post(f"/admin/people/{target.pk}/reset-link/")
    assert answer.status_code == 302
    assert [(each.token_hash, each.state) for each in Invitation.objects.all()] == [(before, InvitationState.WAITING)]
