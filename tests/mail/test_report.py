"""What superusers see of the outbox in the admin."""

import pytest
from django.contrib.auth.models import Group, Permission

from hub.core.models import User
from hub.mail import sending, services
from hub.mail.models import Letter

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/letters/"


def somebody(client, *, role: str) -> None:
    group = Group.objects.create(name="Guests of the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if role == "editor":
        group.permissions.add(*Permission.objects.filter(content_type__app_label="hub_mail"))
    user = User.objects.create_user("guest", "", "a long enough password", is_superuser=role == "superuser")
    user.groups.add(group)
    client.force_login(user)


@pytest.fixture
def letters(reader, settings):
    """Two that were sent, one that was refused, one that waits."""
    for key in ("one", "two"):
        services.post(to_user=reader, subject="Hidden subject", text="Hidden text", key=f"hidden {key}")
    sending.send_due()
    services.post(to_user=reader, subject="Hidden subject", text="Hidden text", key="hidden three")
    settings.EMAIL_BACKEND = "tests.mail.backends.Refusing"
    sending.send_due()
    services.post(to_user=reader, subject="Hidden subject", text="Hidden text", key="hidden four")


def test_report_counts_letters_and_names_errors_without_text_or_person(client, letters):
    somebody(client, role="superuser")
    day = Letter.objects.first().day
    html = client.get(ADDRESS).content.decode()
    assert "no such box" in html
    assert [word for word in ("Hidden", "hidden", "ana") if f">{word}" in html or f"{word}@" in html] == []
    export = b"".join(client.get(f"{ADDRESS}?export=csv").streaming_content).decode()
    assert export.splitlines()[1:] == [
        f"sent,,2,{day}",
        f"waiting,,1,{day}",
        f"waiting,\"SMTPRecipientsRefused: {{'…': (550, b'no such box')}}\",1,{day}",
    ]


def test_report_says_where_there_is_no_server(client, settings):
    somebody(client, role="superuser")
    assert "No mail server is set" not in client.get(ADDRESS).content.decode()
    settings.EMAIL_BACKEND = services.NO_SERVER
    assert "No mail server is set, so letters wait." in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(("role", "sees"), [("superuser", True), ("editor", False), ("guest", False)])
def test_report_is_for_superusers(client, letters, role, sees):
    somebody(client, role=role)
    for address in (ADDRESS, f"{ADDRESS}results/", f"{ADDRESS}?export=csv"):
        assert (client.get(address).status_code == 200) is sees
    assert (ADDRESS in client.get("/admin/").content.decode()) is sees


def test_report_is_not_for_strangers(client, db):
    assert client.get(ADDRESS).url == f"/en/account/login/?next={ADDRESS}"
