"""Posting: once for each key, in the reader's language, in the transaction of what it tells of, and nothing sent by it."""

import datetime as dt

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from wagtail.users.models import UserProfile

from hub.core.models import User
from hub.mail import sending, services
from hub.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_same_key_is_posted_once(reader):
    first = services.post(to_user=reader, subject="One", text="First text", key="k")
    second = services.post(to_user=reader, subject="Two", text="Second text", key="k")
    assert (first, second) == (True, False)
    assert list(Letter.objects.values_list("key", "subject", "text")) == [("k", "One", "First text")]


def test_letter_is_undone_with_what_it_tells_of(reader):
    with transaction.atomic():
        services.post(to_user=reader, subject="One", text="Text", key="k")
        assert Letter.objects.count() == 1
        transaction.set_rollback(True)
    assert Letter.objects.count() == 0


def test_posting_sends_nothing(reader):
    services.post(to_user=reader, subject="One", text="Text", key="k")
    assert mail.outbox == []
    sending.send_due()
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]


@pytest.mark.parametrize(
    ("preferred", "words"), [("es", "Buscar"), ("", "Search"), ("xx", "Search"), ("en", "Search"), ("fr", "Chercher")]
)
def test_letter_is_in_the_language_of_its_reader(reader, preferred, words):
    UserProfile.objects.create(user=reader, preferred_language=preferred)
    services.post(to_user=reader, subject=gettext_lazy("Search"), text=lambda: gettext("Search"), key="k")
    assert Letter.objects.values_list("subject", "text").get() == (words, words)


def test_subject_is_one_short_line(reader):
    services.post(to_user=reader, subject="One\r\nBcc: all@example.org " + "x" * 300, text="Text", key="k")
    subject = Letter.objects.get().subject
    assert (subject[:26], len(subject), subject.splitlines()) == ("One Bcc: all@example.org x", 200, [subject])
    sending.send_due()
    assert mail.outbox[0].recipients() == ["ana@example.org"]


def listing(items) -> tuple[str, str]:
    return "What is new", "\n".join(f"{name} {number}" for name, number in sorted(items.items()))


def gather(reader, due_at, write=listing, **items) -> None:
    services.gather(news=[services.News(to_user=reader, key="k", items=items, write=write)], due_at=due_at)


def test_gathered_letter_grows_until_it_is_due(reader, clock):
    due_at = clock.now + dt.timedelta(hours=1)
    gather(reader, due_at, a=1)
    gather(reader, due_at, b=1)
    gather(reader, due_at, a=2)
    assert sending.send_due() == {}
    clock.forward(hours=1)
    sending.send_due()
    assert [(letter.subject, letter.body) for letter in mail.outbox] == [("What is new", "a 2\nb 1")]
    gather(reader, due_at, c=1)
    assert Letter.objects.values_list("state", "items", "text").get() == ("sent", {}, "")


def test_gathered_letter_is_in_the_language_of_its_reader(reader):
    UserProfile.objects.create(user=reader, preferred_language="es")
    gather(reader, timezone.now(), write=lambda items: (gettext("Search"), gettext("Search")))
    assert Letter.objects.values_list("subject", "text").get() == ("Buscar", "Buscar")


def test_gathering_for_many_costs_as_much_as_for_one(reader, django_assert_num_queries):
    readers = [reader, *(User.objects.create_user(name, "", "a long enough password") for name in ("b", "c"))]
    for some in (readers[:1], readers):
        news = [services.News(to_user=each, key=each.username, items={"a": 1}, write=listing) for each in some]
        with django_assert_num_queries(6):
            services.gather(news=news, due_at=timezone.now())
