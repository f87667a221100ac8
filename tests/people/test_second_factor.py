"""Who needs a second factor, and that she gets nowhere without."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from wagtail.models import Locale

from hub.core.models import User
from hub.core.services import create_first_admin
from hub.people import rights
from hub.translation.models import TranslatorLanguage
from tests.people.conftest import PASSWORD, code_now, enrol, is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db
NEW = "eight loud mountains sing"


def translator(*, may_publish: bool) -> User:
    user = person("demo-translator", "Translators")
    TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code="fr"), may_publish=may_publish)
    return user


@pytest.mark.parametrize(
    ("role", "needs"),
    [("Editors", True), ("Moderators", True), ("Translators", False), ("Reviewers", True), ("Hosts", False)],
)
def test_role_needs_a_second_factor(role, needs):
    assert rights.needs_second_factor(person("demo-person", role)) is needs


@pytest.mark.parametrize("may_publish", [True, False])
def test_translator_needs_one_who_publishes(may_publish):
    assert rights.needs_second_factor(translator(may_publish=may_publish)) is may_publish


def test_administrator_and_any_further_permission_need_one():
    assert rights.needs_second_factor(User.objects.create_superuser("demo-root", password=PASSWORD))
    user = person("demo-translator", "Translators")
    user.user_permissions.add(Permission.objects.get(codename="view_letter"))
    assert rights.needs_second_factor(User.objects.get(pk=user.pk))


def test_somebody_shut_out_needs_none():
    assert not rights.needs_second_factor(person("demo-editor", "Editors", is_active=False))


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/pages/", "/admin/translation/", "/admin/images/", "/admin/account/", "/en/", "/en/account/"],
)
def test_without_it_everything_leads_to_enrolment(client, required, path):
    person("demo-editor", "Editors")
    sign_in(client, "demo-editor")
    answer = client.get(path)
    assert (answer.status_code, answer.url.split("/", 2)[2]) == (302, "account/2fa/")


@pytest.mark.parametrize("code", ["en", "ar", "th"])
def test_enrolment_is_reached_in_every_language(client, required, code):
    person("demo-editor", "Editors")
    sign_in(client, "demo-editor")
    for path in ("2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "logout/"):
        assert client.get(f"/{code}/account/{path}").status_code == 200


def test_enrolment_opens_the_admin(client, required):
    person("demo-editor", "Editors", email="editor@example.org")
    sign_in(client, "demo-editor")
    page = client.get("/en/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    from allauth.mfa.totp.internal import auth

    code = auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))
    answer = client.post("/en/account/2fa/totp/activate/", {"code": code})
    assert answer.url == "/en/account/2fa/recovery-codes/"
    assert client.get(answer.url).content.count(b"<li><code>") == 10
    assert len(client.get("/en/account/2fa/recovery-codes/download/").content.decode().split()) == 10
    assert client.get("/admin/").status_code == 200


def test_picture_of_the_key_is_drawn_without_style_or_data_address(client):
    person("demo-editor", "Editors")
    sign_in(client, "demo-editor")
    page = client.get("/en/account/2fa/totp/activate/")
    html = page.content.decode()
    assert '<div class="account__code"><svg viewBox="0 0 ' in html
    assert page.context["form"].secret in html


@pytest.mark.parametrize("path", ["/admin/", "/en/account/"])
def test_who_needs_none_is_not_stopped(client, required, path):
    translator(may_publish=False)
    sign_in(client, "demo-translator")
    assert client.get(path).status_code == 200


def test_enrolled_is_not_stopped(client, required):
    enrol(person("demo-editor", "Editors"))
    sign_in(client, "demo-editor")
    client.post("/en/account/2fa/authenticate/", {"code": code_now()})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("mode", "left"), [("required", 1), ("optional", 0)])
def test_last_one_stays_where_it_is_needed(client, settings, mode, left):
    settings.HUB_SECOND_FACTOR = mode
    user = enrol(person("demo-editor", "Editors"))
    client.force_login(user)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    client.post("/en/account/2fa/totp/deactivate/")
    assert user.authenticator_set.filter(type="totp").count() == left


def test_first_password_then_second_factor(client, required):
    password, _made = create_first_admin()
    sign_in(client, "admin", password)
    assert client.get("/admin/").url == "/en/account/password/change/"
    assert client.get("/en/account/2fa/").url == "/en/account/password/change/"
    same = client.post("/en/account/password/change/", {"oldpassword": password, "password1": password})
    assert "This is the password you have now" in same.content.decode()
    client.post("/en/account/password/change/", {"oldpassword": password, "password1": NEW})
    assert client.get("/admin/").url == "/en/account/2fa/"
    assert client.get("/en/account/2fa/totp/activate/").status_code == 200


def test_own_password_opens_the_admin_where_a_second_factor_is_optional(client):
    password, _made = create_first_admin()
    sign_in(client, "admin", password)
    client.post("/en/account/password/change/", {"oldpassword": password, "password1": NEW})
    home = client.get("/admin/")
    assert home.status_code == 200
    assert "HUB_SECOND_FACTOR" in home.content.decode()


def test_notice_is_gone_where_it_is_required(admin_client_enrolled, required):
    assert "HUB_SECOND_FACTOR" not in admin_client_enrolled.get("/admin/").content.decode()


def test_lost_second_factor_is_forgotten_by_command(client, capsys):
    enrol(person("demo-host"))
    call_command("forget_second_factor", "demo-host")
    sign_in(client, "demo-host")
    assert is_signed_in(client)
