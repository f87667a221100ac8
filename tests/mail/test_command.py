"""`send_letters`, and what an operator is told where there is no mail server."""

import io
import signal

import pytest
from django.core import mail
from django.core.management import call_command

from hub.mail import checks, services
from hub.mail.models import Letter

pytestmark = pytest.mark.django_db


def said(*options) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("send_letters", *options, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().strip()


def test_command_sends_what_is_due_and_says_so(reader, settings):
    settings.EMAIL_BACKEND = "tests.mail.backends.RefusingOne"
    for key, subject in enumerate(["Take me", "Refuse me", "Take me too"]):
        services.post(to_user=reader, subject=subject, text="Text", key=str(key))
    assert said() == ("Letters: 2 sent, 1 to be tried again.", "")
    assert said() == ("", "")


def test_watching_ends_at_sigterm_with_the_letter_in_hand_sent(reader, settings):
    settings.EMAIL_BACKEND = "tests.mail.backends.StoppedMeanwhile"
    before = signal.getsignal(signal.SIGTERM)
    for key in "ab":
        services.post(to_user=reader, subject=key, text="Text", key=key)
    assert said("--watch") == ("Letters: 1 sent.", "")
    assert [letter.subject for letter in mail.outbox] == ["a"]
    assert list(Letter.objects.order_by("key").values_list("state", flat=True)) == ["sent", "waiting"]
    assert signal.getsignal(signal.SIGTERM) is before


def test_operator_is_told_that_letters_wait(reader, settings):
    assert checks.mail_server_is_set(None) == []
    settings.EMAIL_BACKEND = services.NO_SERVER
    assert [warning.id for warning in checks.mail_server_is_set(None)] == ["hub_mail.W001"]
    assert said() == ("", "No mail server is set (HUB_EMAIL_URL), so letters wait.")
