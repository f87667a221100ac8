"""A translator switches her own letters off, and nobody else's."""

import pytest
from django.urls import reverse

from hub.translation.models import TranslatorLanguage
from tests.translation.test_letters import translator

pytestmark = pytest.mark.django_db
FORM = {"locale-current_time_zone": "UTC", "locale-preferred_language": "en", "theme-theme": "system"} | {
    "theme-contrast": "system",
    "theme-density": "default",
    "theme-keyboard_shortcuts": "on",
}


def wanted(user) -> dict:
    return dict(user.translator_languages.values_list("locale__language_code", "wants_letters"))


@pytest.mark.parametrize(
    ("chosen", "after"),
    [([], {"ar": False, "es": False}), (["es"], {"ar": False, "es": True}), (["ar", "es"], {"ar": True, "es": True})],
)
def test_translator_chooses_her_letters(client, starter_library, chosen, after):
    ana, zuri = translator("ana", "es", "ar"), translator("zuri", "es")
    client.force_login(ana)
    rows = ana.translator_languages.filter(locale__language_code__in=chosen)
    answer = client.post(reverse("wagtailadmin_account"), FORM | {"letters-languages": [row.pk for row in rows]})
    assert answer.status_code == 302
    assert (wanted(ana), wanted(zuri)) == (after, {"es": True})


@pytest.mark.parametrize("value", ["others", "x", "99999999"])
def test_account_refuses_letters_that_are_not_hers(client, starter_library, value):
    ana, zuri = translator("ana", "es"), translator("zuri", "es", wants_letters=False)
    client.force_login(ana)
    pk = TranslatorLanguage.objects.get(user=zuri).pk if value == "others" else value
    answer = client.post(reverse("wagtailadmin_account"), FORM | {"letters-languages": [pk]})
    assert (answer.status_code, wanted(ana), wanted(zuri)) == (200, {"es": True}, {"es": False})


def test_account_of_others_says_nothing_of_letters(client, starter_library, admin_user):
    client.force_login(admin_user)
    assert "letters-languages" not in client.get(reverse("wagtailadmin_account")).content.decode()
