"""The first administrator and staff's own account page."""

import pytest
from django.urls import reverse

from hub.core.models import User
from hub.core.services import create_first_admin

pytestmark = pytest.mark.django_db
NEW = "a long password of my own"


@pytest.fixture
def newcomer(client) -> str:
    """Signed in with the one-time password, which is returned."""
    password, _made = create_first_admin()
    client.login(username="admin", password=password)
    return password


def test_first_admin_is_made_only_once():
    assert create_first_admin()[1] is True
    assert create_first_admin() == ("", False)


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index"])
def test_one_time_password_opens_nothing_but_the_account_page(client, newcomer, name):
    assert client.get(reverse(name)).url == reverse("wagtailadmin_account")


def test_own_password_opens_the_admin(client, newcomer):
    answer = client.post(
        reverse("wagtailadmin_account"),
        {"password-old_password": newcomer, "password-new_password1": NEW, "password-new_password2": NEW},
    )
    assert answer.url == reverse("wagtailadmin_home")
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert User.objects.get().check_password(NEW)


def test_one_time_password_cannot_be_kept(client, newcomer):
    fields = {"password-old_password": newcomer, "password-new_password1": newcomer, "password-new_password2": newcomer}
    answer = client.post(reverse("wagtailadmin_account"), fields)
    assert "This is the password you have now" in answer.content.decode()
    assert User.objects.get().password_is_one_time is True


def test_account_needs_no_legal_name_and_takes_no_picture(client):
    user = User.objects.create_superuser("staff", password=NEW)
    client.force_login(user)
    form = {"name_email-chosen_name": "Mango", "locale-current_time_zone": "UTC", "theme-theme": "system"}
    form |= {"theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"}
    answer = client.post(reverse("wagtailadmin_account"), form)
    assert answer.url == reverse("wagtailadmin_account")
    user.refresh_from_db()
    assert user.get_full_name() == "Mango"
    assert b"avatar-avatar" not in client.get(reverse("wagtailadmin_account")).content
