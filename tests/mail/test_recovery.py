"""The mail server is down: all that people send is kept and confirmed. It is back: each letter goes out once."""

import re
import socketserver
import threading
from contextlib import contextmanager

import pytest

from hub.core.models import User
from hub.mail import sending
from hub.mail.models import Letter
from hub.people.models import Invitation
from tests.factories import stories_page
from tests.stories.sharing import sent

pytestmark = pytest.mark.django_db
READERS = ("new@example.org", "other@example.org")


class MailServer(socketserver.StreamRequestHandler):
    """As much of SMTP as a letter needs; `server.letters` are those that it took."""

    def handle(self):
        self.say("220 ready")
        while command := self.rfile.readline():
            verb = command[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.say("221 bye" if verb == b"QUIT" else "250 ok")

    def say(self, line: str):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def listening(server):
    """The letters that it takes."""
    server.letters = []
    server.server_activate()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.letters
    server.shutdown()


@pytest.fixture
def mail_server(settings):
    """The mail server of the settings. It has its port, so that nobody else takes it, and does not listen yet."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer, bind_and_activate=False)
    server.server_bind()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = (
        "127.0.0.1",
        server.server_address[1],
        False,
        30,
    )
    with server:
        yield server


def invite(client, address: str) -> str:
    """What staff are shown after an invitation."""
    said = {"groups": [], "language": "en", "address": address, "note": ""}
    return client.post("/admin/invitations/add/", said, follow=True).content.decode()


def test_everything_is_kept_while_the_server_is_down_and_goes_out_once_when_it_is_back(
    client, mail_server, clock, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    stories_page()
    submission = sent(client)
    assert 'data-state="sent"' in client.get("/en/share/state/").content.decode()
    assert (submission.state, submission.story is not None) == ("sent", True)
    client.force_login(User.objects.create_superuser("chief-demo"))
    for address in READERS:
        assert "/en/account/invitation/" in invite(client, address)
    assert Invitation.objects.count() == len(READERS)
    assert sending.send_due() == {"waiting": len(READERS)}
    assert set(Letter.objects.values_list("state", "tries")) == {("waiting", 1)}
    clock.forward(minutes=2)
    with listening(mail_server) as letters:
        assert (sending.send_due(), sending.send_due()) == ({"sent": len(READERS)}, {})
        clock.forward(days=1)
        assert sending.send_due() == {}
    assert sorted(re.search(r"^To: (.+?)\r$", letter, re.MULTILINE)[1] for letter in letters) == sorted(READERS)
