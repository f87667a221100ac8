import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from django.test import Client

from hub.core.models import User

PASSWORD = "seven quiet rivers meet"
SECRET = "JBSWY3DPEHPK3PXP"


def person(name: str, *roles: str, password: str = PASSWORD, **fields) -> User:
    """Somebody in these groups. Fields of the user can be given."""
    user = User.objects.create_user(name, password=password, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def enrol(user: User) -> User:
    """Gives her an app for codes and recovery codes."""
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code_now() -> str:
    return totp.format_hotp_value(totp.hotp_value(SECRET, next(iter(totp.yield_hotp_counters_from_time()))))


def sign_in(client: Client, name: str, password: str = PASSWORD, **headers):
    return client.post("/en/account/login/", {"login": name, "password": password}, **headers)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture(autouse=True)
def _one_half_minute(monkeypatch) -> None:
    """The code that an app has just shown is still the right one when it arrives, however slow the machine is."""
    counter = next(totp.yield_hotp_counters_from_time())
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([counter]))


@pytest.fixture
def required(settings):
    """The second factor is asked for, as in production."""
    settings.HUB_SECOND_FACTOR = "required"


@pytest.fixture
def admin_client_enrolled(client, db):
    """An administrator with a second factor, signed in."""
    client.force_login(enrol(User.objects.create_superuser("root-demo", password=PASSWORD)))
    return client
