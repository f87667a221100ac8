"""The first administrator, and how staff call themselves in the admin."""

import pytest
from django.urls import reverse

from hub.core.models import User
from hub.core.services import create_first_admin

pytestmark = pytest.mark.django_db


def test_first_admin_is_made_only_once():
    assert create_first_admin()[1] is True
    assert create_first_admin() == ("", False)


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index"])
def test_one_time_password_opens_nothing_but_the_form_for_a_new_one(client, name):
    password, _made = create_first_admin()
    client.login(username="admin", password=password)
    assert client.get(reverse(name)).url == "/en/account/password/change/"


def test_staff_need_no_legal_name_and_give_no_picture(client):
    user = User.objects.create_superuser("staff", password="a long password of my own")
    client.force_login(user)
    form = {"name_email-chosen_name": "Mango", "locale-current_time_zone": "UTC", "theme-theme": "system"}
    form |= {"theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"}
    answer = client.post(reverse("wagtailadmin_account"), form)
    assert answer.url == reverse("wagtailadmin_account")
    user.refresh_from_db()
    assert user.get_full_name() == "Mango"
    assert b"avatar-avatar" not in client.get(reverse("wagtailadmin_account")).content
