"""Sending: what goes out, what is tried again and when, what is kept afterwards."""

import datetime as dt

import pytest
from django.core import mail

from hub.core.models import User
from hub.mail import sending, services
from hub.mail.models import Letter

pytestmark = pytest.mark.django_db
BACKENDS = "tests.mail.backends."
STATE = ("state", "tries", "error", "due_at")


def post(reader, key="k", subject="News", text="A text nobody else should read") -> None:
    services.post(to_user=reader, subject=subject, text=text, key=key)


def kept(*names) -> tuple:
    return Letter.objects.values_list(*names).get()


def test_letter_goes_out_once_as_plain_text_from_a_machine(reader, settings):
    settings.DEFAULT_FROM_EMAIL = "The hub <letters@hub.example.org>"
    post(reader)
    assert (sending.send_due(), sending.send_due()) == ({"sent": 1}, {})
    message = mail.outbox[0].message()
    assert len(mail.outbox) == 1
    assert message.get_content_type() == "text/plain"
    assert (message["Auto-Submitted"], message["From"]) == ("auto-generated", "The hub <letters@hub.example.org>")
    assert message["Message-ID"].endswith("@hub.example.org>")
    assert message["List-Unsubscribe"] is None


def test_sent_letter_keeps_only_its_key_its_day_and_what_became_of_it(reader, clock):
    news = services.News(to_user=reader, key="k", items={"a": 1}, write=lambda items: ("Subject", "Text"))
    services.gather(news=[news], due_at=clock.now)
    sending.send_due()
    row = Letter.objects.values().get()
    row.pop("id")
    assert row == {
        **{
            "key": "k",
            "day": clock.now.date(),
            "state": "sent",
            "to_user_id": None,
            "to_address": "",
            "to_holder": "",
            "subject": "",
            "text": "",
        },
        **{"items": {}, "due_at": None, "tries": 0, "error": ""},
    }


def test_key_of_a_sent_letter_is_still_taken(reader):
    post(reader)
    sending.send_due()
    post(reader)
    assert (sending.send_due(), len(mail.outbox)) == ({}, 1)


def test_address_is_read_when_the_letter_goes(reader):
    post(reader)
    User.objects.update(email="new@example.org")
    sending.send_due()
    assert mail.outbox[0].to == ["new@example.org"]


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_letter_to_nobody_is_counted_and_erased(reader, change):
    post(reader)
    User.objects.update(**change)
    assert sending.send_due() == {"no-address": 1}
    assert (mail.outbox, kept("state", "text", "to_user")) == ([], ("no-address", "", None))


def test_letter_goes_with_its_reader(reader):
    post(reader)
    reader.delete()
    assert (sending.send_due(), Letter.objects.count()) == ({}, 0)


def test_refused_letter_is_tried_six_times_ever_more_slowly_and_then_given_up(reader, settings, clock):
    settings.EMAIL_BACKEND = BACKENDS + "Refusing"
    error = "SMTPRecipientsRefused: {'…': (550, b'no such box')}"
    post(reader)
    for number, minutes in enumerate([1, 5, 30, 120, 720], start=1):
        assert sending.send_due() == {"waiting": 1}
        assert kept(*STATE) == ("waiting", number, error, clock.now + dt.timedelta(minutes=minutes))
        clock.forward(minutes=minutes, seconds=-1)
        assert sending.send_due() == {}
        clock.forward(seconds=1)
    assert sending.send_due() == {"given-up": 1}
    assert kept(*STATE, "text", "to_user") == ("given-up", 0, error, None, "", None)
    clock.forward(days=5)
    assert sending.send_due() == {}


def test_refused_letter_goes_out_when_the_server_takes_it(reader, settings, clock):
    settings.EMAIL_BACKEND = BACKENDS + "Refusing"
    post(reader)
    sending.send_due()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.forward(minutes=1)
    assert sending.send_due() == {"sent": 1}
    assert kept(*STATE) == ("sent", 0, "", None)


def test_one_bad_letter_holds_up_no_other(reader, settings):
    settings.EMAIL_BACKEND = BACKENDS + "RefusingOne"
    for number, subject in enumerate(["Refuse me", "Take me", "Take me too"]):
        post(reader, key=str(number), subject=subject)
    assert sending.send_due() == {"waiting": 1, "sent": 2}
    assert [letter.subject for letter in mail.outbox] == ["Take me", "Take me too"]


def test_server_that_takes_nothing_has_failed(reader, settings):
    settings.EMAIL_BACKEND = BACKENDS + "TakingNothing"
    post(reader)
    assert sending.send_due() == {"waiting": 1}
    assert kept("error") == ("OSError: The mail server took nothing.",)


def test_letter_of_a_sender_that_died_goes_out_after_its_claim(reader, settings, clock):
    settings.EMAIL_BACKEND = BACKENDS + "Dying"
    post(reader)
    with pytest.raises(KeyboardInterrupt):
        sending.send_due()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.forward(minutes=9, seconds=59)
    assert (sending.send_due(), kept("state")) == ({}, ("sending",))
    clock.forward(seconds=1)
    assert (sending.send_due(), sending.send_due()) == ({"sent": 1}, {})


def test_letter_that_kills_every_sender_is_given_up(reader, settings, clock):
    settings.EMAIL_BACKEND = BACKENDS + "Dying"
    post(reader)
    for _time in range(6):
        with pytest.raises(KeyboardInterrupt):
            sending.send_due()
        clock.forward(minutes=10)
    assert sending.send_due() == {"given-up": 1}
    assert kept("error", "text") == ("The sender was broken off each time.", "")


def test_sender_that_wakes_up_late_does_not_undo_what_another_did(reader, settings, clock):
    post(reader)
    slow = sending._claim()
    clock.forward(minutes=10)
    quick = sending._claim()
    sending._failed(slow, OSError("too late"))
    assert kept("state", "error", "tries") == ("sending", "", 2)
    assert sending._deliver(quick) == "sent"


def test_same_letter_sent_again_has_the_same_message_id(reader, settings, clock):
    post(reader)
    post(reader, key="other")
    ids = [sending._message(letter, "a@b.c").message()["Message-ID"] for letter in [*Letter.objects.order_by("pk")] * 2]
    assert (ids[:2], len(set(ids))) == (ids[2:], 2)


def test_letters_wait_where_there_is_no_server(reader, settings):
    settings.EMAIL_BACKEND = services.NO_SERVER
    post(reader)
    assert (sending.send_due(), kept("state", "tries")) == ({}, ("waiting", 0))


def test_no_more_than_asked_for_goes_out(reader):
    for number in range(3):
        post(reader, key=str(number))
    assert (sending.send_due(limit=2), sending.send_due(limit=2)) == ({"sent": 2}, {"sent": 1})


def test_rows_are_gone_after_thirty_days(reader, settings, clock):
    post(reader, key="sent")
    sending.send_due()
    settings.EMAIL_BACKEND = services.NO_SERVER
    post(reader, key="waiting")
    clock.forward(days=30)
    sending.send_due()
    assert sorted(Letter.objects.values_list("key", flat=True)) == ["sent", "waiting"]
    clock.forward(days=1)
    sending.send_due()
    assert Letter.objects.count() == 0
