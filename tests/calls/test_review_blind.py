"""A reviewer who reads blind walks through every address of the hub and never learns who applied."""

import io
import re
import zipfile
import zlib

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hub.calls.models import Application, ApplicationFile, CallPage
from hub.mail.models import Letter
from tests.calls import reviewing
from tests.people import matrix, world
from tests.people.conftest import person

pytestmark = pytest.mark.django_db
SEARCHES = [
    "/admin/pages/search/?q=kestrel",
    "/admin/images/?q=kestrel",
    "/admin/documents/?q=kestrel",
    "/admin/reports/site-history/?q=kestrel",
    "/en/search/?q=kestrel",
    "/en/search/suggest/?q=kestrel",
]


def said(answer) -> str:
    """All that an answer carries: its headers, its words, and what is packed in a table or on paper."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    parts = [str(answer.headers).encode(), body]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    if body.startswith(b"%PDF"):
        streams = re.findall(rb"stream\n(.*?)\nendstream", body, re.S)
        text = b"".join(zlib.decompress(each) for each in streams if each[:1] == b"x")
        spoken = re.findall(rb"ActualText <FEFF([0-9A-F]*)>", text)
        parts += [text, "".join(bytes.fromhex(each.decode()).decode("utf-16-be") for each in spoken).encode()]
    return b"\n".join(parts).decode("utf-8", "replace")


def asked(client, address, data=None) -> str:
    """What it changes is taken back: one of the addresses signs out."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.post(address, data) if data is not None else client.get(address)
        found = said(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def sent_to(held) -> list[tuple[str, dict]]:
    """Addresses of the review that answer to a POST with something to read."""
    export = reverse("calls:export", args=[held.round_id])
    return [
        (export, {"kind": "csv", "with_names": "on"}),
        (export, {"kind": "xlsx", "with_names": "on"}),
        (reverse("calls:paper", args=[held.pk]), {}),
        (reverse("calls:application", args=[held.pk]), {"do": "open"}),
        (reverse("calls:read", args=[held.pk]), {"do": "open"}),
        (reverse("calls:read", args=[held.pk]), {"do": "score"}),
        (reverse("calls:first", args=[held.pk]), {"do": "open"}),
    ]


def test_blind_reviewer_learns_nowhere_who_it_is():
    ids = world.ids()
    held = Application.objects.get(pk=ids["application_id"])
    page = CallPage.objects.get(translation_key=held.round_id)
    user = reviewing.reader(page)
    reviewing.given(held, user)
    reader, staff = reviewing.client_of(user), reviewing.client_of(person("demo-staff", "Moderators"))
    reader.raise_request_exception = False
    names = ApplicationFile.objects.values_list("name", flat=True)
    secret = [*reviewing.words(), *(name.rpartition("/")[2] for name in names)]
    telling = [word for word in secret if not word.endswith(".bin")]
    file = reverse("calls:file", args=[ids["file_id"]])
    shown = asked(staff, reverse("calls:application", args=[held.pk]), {"do": "open"}) + asked(staff, file)
    assert [word for word in telling if word not in shown] == []  # it is all there, for staff
    with translation.override("en"):
        addresses = [matrix.address(route, pattern, ids) for route, pattern in sorted(matrix.routes().items())]
    harmless = reverse("calls:file", args=[held.files.get(key="sketch").pk])
    answers = {address: asked(reader, address) for address in [*addresses, *SEARCHES, harmless]}
    answers |= {f"{address} {data}": asked(reader, address, data) for address, data in sent_to(held)}
    hits = {(address, word) for address, text in answers.items() for word in secret if word in text}
    assert hits == set()
    assert "a harmless drawing" in answers[harmless]
    assert sum("We sing by the river." in text for text in answers.values()) >= 4  # page, tables, paper
    assert not any(word in f"{row}" for row in Letter.objects.values_list() for word in secret)


def test_what_she_had_open_closes_when_the_call_is_decided():
    held = reviewing.marked(reviewing.call(), state="discussion")
    page = CallPage.objects.get(translation_key=held.round_id)
    client: Client = reviewing.client_of(reviewing.reader(page))
    read = reverse("calls:read", args=[held.pk])
    assert "We sing by the river." in asked(client, read)
    held.state = "declined"
    held.save()
    assert "We sing by the river." not in asked(client, read)
