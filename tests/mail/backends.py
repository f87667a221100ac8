"""Mail servers as they should not be, and one that can be watched. Chosen by settings.EMAIL_BACKEND."""

import os
import signal
import smtplib
import threading

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Working


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such box") for message in messages})


class RefusingOne(Working):
    def send_messages(self, messages):
        if messages[0].subject == "Refuse me":
            raise ConnectionRefusedError(111, "Connection refused")
        return super().send_messages(messages)


class TakingNothing(BaseEmailBackend):
    def send_messages(self, messages):
        return 0


class Dying(BaseEmailBackend):
    """As if the process had been killed with the letter in hand."""

    def send_messages(self, messages):
        raise KeyboardInterrupt


class StoppedMeanwhile(Working):
    """The service is told to stop while the letter is on its way."""

    def send_messages(self, messages):
        os.kill(os.getpid(), signal.SIGTERM)
        return super().send_messages(messages)


class Shared(BaseEmailBackend):
    """Two senders meet at it: the first letter of each waits until the other has one in hand too."""

    sent: list[str] = []
    senders: set[int] = set()
    meeting = threading.Barrier(2, timeout=20)

    def send_messages(self, messages):
        if threading.get_ident() not in self.senders:
            self.senders.add(threading.get_ident())
            self.meeting.wait()
        self.sent.extend(message.subject for message in messages)
        return len(messages)
