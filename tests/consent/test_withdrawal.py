"""Codes, the page for who holds one, what is kept and what is tried again."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils import timezone

from hub.consent import services
from hub.consent.models import Consent, Leftover, Withdrawal
from hub.core.codes import LENGTH
from hub.core.models import HubImage, User
from hub.stories.models import StoryPage
from tests.consent import carrying
from tests.emptying import empty

pytestmark = pytest.mark.django_db


def opened(client) -> str:
    return re.search(r'name="token" value="([^"]+)"', client.get("/en/consent/").content.decode())[1]


def sent(client, **fields):
    return client.post("/en/consent/", {"token": opened(client), **fields})


def test_code_is_stored_only_as_a_hash_and_found_however_it_is_typed():
    held = carrying.consent()
    code = services.make_code(consent=held)
    assert code.replace("-", "") not in str(Consent.objects.filter(pk=held.pk).values())
    assert services.consent_of(f" {code.upper().replace('-', ' ')} ") == held
    assert services.consent_of("") is None
    assert services.consent_of("0" * LENGTH) is None


def test_new_card_ends_the_one_before():
    held = carrying.consent()
    first, second = services.make_code(consent=held), services.make_code(consent=held)
    assert (services.consent_of(first), services.consent_of(second)) == (None, held)


def test_code_survives_a_new_secret_key(settings):
    held = carrying.consent()
    code = services.make_code(consent=held)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    assert services.consent_of(code) == held


def test_holder_sees_and_withdraws_without_account_or_cookie(client, django_capture_on_commit_callbacks):
    held = carrying.consent()
    page = carrying.story(quotes=[{"text": "We will stay here.", "consent": held}])
    code = services.make_code(consent=held)
    shown = sent(client, code=code)
    assert "We will stay here." in shown.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = sent(client, code=code, step="withdraw")
    held.refresh_from_db()
    assert (held.state, page.quotes.count(), Withdrawal.objects.get().by) == ("withdrawn", 0, None)
    assert "Pages: 1" in done.content.decode()
    assert dict(client.cookies) == {}
    assert {each.headers["Cache-Control"] for each in (shown, done)} == {"private, no-store"}


@pytest.mark.parametrize("code", ["", "x", "0" * 26, "\x00" * 30, "é" * 26, "0" * 5000])
def test_wrong_code_is_refused_in_words(client, code):
    answer = sent(client, code=code, step="withdraw")
    assert (answer.status_code, Withdrawal.objects.count()) == (200, 0)
    assert "Not sent yet" in answer.content.decode()


def test_code_in_the_address_does_nothing(client):
    held = carrying.consent()
    code = services.make_code(consent=held)
    assert held.pseudonym not in client.get(f"/en/consent/?code={code}&step=withdraw").content.decode()
    held.refresh_from_db()
    assert held.state == "given"


@pytest.mark.parametrize(
    ("scopes", "state", "left", "quotes"),
    [
        (["site"], "given", ["site"], 1),
        (["print"], "given", ["print"], 0),
        (["funder"], "withdrawn", ["site", "print"], 0),
        (["site", "print", "funder"], "given", ["site", "print"], 1),
    ],
)
def test_narrowing_leaves_only_what_was_allowed_before(client, scopes, state, left, quotes):
    held = carrying.consent()
    page = carrying.story(quotes=[{"text": "We will stay here.", "consent": held}])
    sent(client, code=services.make_code(consent=held), step="narrow", scopes=scopes)
    held.refresh_from_db()
    assert (held.state, held.scopes, page.quotes.count()) == (state, left, quotes)


def test_withdrawn_twice_is_withdrawn_once():
    held = carrying.consent()
    services.withdraw(consent=held)
    with pytest.raises(services.AlreadyWithdrawnError):
        services.withdraw(consent=held)
    assert Withdrawal.objects.count() == 1


def test_picture_with_another_valid_consent_stays():
    image, held, other = carrying.picture(), carrying.consent(kind="picture"), carrying.consent(pseudonym="Demo Wren")
    first = carrying.story(pictures=[{"image": image, "alt": "Two at a well", "consent": held}])
    second = carrying.story(title="Another", pictures=[{"image": image, "alt": "A well", "consent": other}])
    services.withdraw(consent=held)
    assert (first.pictures.count(), second.pictures.count()) == (0, 1)
    assert HubImage.objects.filter(pk=image.pk).exists()


def test_picture_that_rests_on_an_ended_consent_elsewhere_goes_too():
    over = timezone.localdate() - dt.timedelta(days=1)
    image, held = carrying.picture(), carrying.consent(kind="picture")
    other = carrying.consent(pseudonym="Demo Wren")
    first = carrying.story(pictures=[{"image": image, "alt": "Two at a well", "consent": held}])
    second = carrying.story(title="Another", pictures=[{"image": image, "alt": "A well", "consent": other}])
    Consent.objects.filter(pk=other.pk).update(until=over)
    services.withdraw(consent=held)
    assert (first.pictures.count(), second.pictures.count()) == (0, 0)
    assert not HubImage.objects.filter(pk=image.pk).exists()


def test_file_that_cannot_be_removed_stays_visible_and_is_tried_again(monkeypatch, django_capture_on_commit_callbacks):
    image, held = carrying.picture(), carrying.consent(kind="picture")
    carrying.story(pictures=[{"image": image, "alt": "Two at a well", "consent": held}])
    storage, name = image.file.storage, image.file.name

    def broken(self, name):
        raise OSError

    with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
        patched.setattr(FileSystemStorage, "delete", broken)
        report = services.withdraw(consent=held)
    held.refresh_from_db()
    assert (held.state, report.files_left, storage.exists(name)) == ("withdrawn", 4, True)
    assert set(Leftover.objects.values_list("tries", flat=True)) == {1}
    call_command("end_consents", verbosity=0)
    assert (report.files_left, storage.exists(name)) == (0, False)


@pytest.mark.parametrize(("days", "quotes"), [(1, 1), (30, 1), (31, 0)])
def test_ended_consent_is_taken_out_after_thirty_days(days, quotes):
    held = carrying.consent()
    page = carrying.story(quotes=[{"text": "We will stay here.", "consent": held}])
    Consent.objects.filter(pk=held.pk).update(until=timezone.localdate() - dt.timedelta(days=days))
    call_command("end_consents", verbosity=0)
    call_command("end_consents", verbosity=0)
    assert (page.quotes.count(), Withdrawal.objects.count()) == (quotes, 1 - quotes)
    assert StoryPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("permissions", "sees", "withdraws"),
    [([], 302, "given"), (["view_consent"], 200, "given"), (["view_consent", "change_consent"], 200, "withdrawn")],
)
def test_ledger_is_for_those_who_may(client, permissions, sees, withdraws):
    held = carrying.consent()
    group = Group.objects.create(name="Demo")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    user = User.objects.create_user("demo-staff", password="demo-password-1")
    user.groups.add(group)
    client.force_login(user)
    ledger = client.get("/admin/consents/")
    client.post(f"/admin/consents/{held.pk}/withdraw/")
    client.post(f"/admin/consents/{held.pk}/card/", {"language": "ar"})
    held.refresh_from_db()
    assert (ledger.status_code, held.state) == (sees, withdraws)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("show=soon", ["Demo soon"]),
        ("show=over", ["Demo over"]),
        ("show=unsure", ["Demo unsure"]),
        ("q=OVER", ["Demo over"]),
        ("show=<x>&kind=' or 1=1&p=-1&q=soon", ["Demo soon"]),
    ],
)
def test_ledger_finds_what_is_asked(admin_client, query, found):
    empty(Consent)
    today = timezone.localdate()
    carrying.consent(pseudonym="Demo soon", until=today + dt.timedelta(days=30))
    carrying.consent(pseudonym="Demo unsure", state="unsure")
    carrying.consent(pseudonym="Demo later", until=today + dt.timedelta(days=31))
    over = carrying.consent(pseudonym="Demo over")
    carrying.story(quotes=[{"text": "We will stay here.", "consent": over}])
    Consent.objects.filter(pk=over.pk).update(until=today - dt.timedelta(days=1))
    shown = admin_client.get(f"/admin/consents/?{query}").context["entries"]
    assert [consent.pseudonym for consent, _things in shown] == found


def test_card_is_in_the_readers_language_and_its_code_works(admin_client):
    held = carrying.consent()
    card = admin_client.post(f"/admin/consents/{held.pk}/card/", {"language": "ar"})
    text = card.content.decode()
    code = re.search(r"[0-9A-HJKMNP-TV-Z]{5}-\w{5}(-\w{4}){4}", text)[0]
    assert services.consent_of(code) == held
    assert '<html lang="ar" dir="rtl">' in text
    assert "http://testserver/ar/consent/" in text
    assert set(card.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
