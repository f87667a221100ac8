import signal
import time
from contextlib import contextmanager

import django.db
from django.core.management.base import BaseCommand

from hub.mail import sending, services

EVERY = 20  # seconds


class Command(BaseCommand):
    help = "Sends the letters that are due. --watch goes on doing so every 20 seconds, until SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true")

    def handle(self, *args, watch=False, **options):
        if not services.can_send():
            self.stderr.write("No mail server is set (HUB_EMAIL_URL), so letters wait.")
        if not watch:
            self._say(sending.send_due())
            return
        with told_to_stop() as is_stopping:
            while not is_stopping():
                self._round(is_stopping)
                wait(is_stopping)

    def _round(self, is_stopping):
        try:
            self._say(sending.send_due(is_stopping=is_stopping))
        except django.db.Error as error:  # the database is away; it will come back
            self.stderr.write(f"The letters could not be read: {error}")
            django.db.close_old_connections()

    def _say(self, became):
        if words := sending.said(became):
            self.stdout.write(words)


@contextmanager
def told_to_stop():
    """A function that says whether SIGTERM or SIGINT has come; the letter in hand is finished first."""
    came = []
    before = {number: signal.signal(number, lambda *_: came.append(1)) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait(is_stopping) -> None:
    """A threading.Event would be shorter, but must not be set from a signal's handler."""
    for _second in range(EVERY):
        if is_stopping():
            return
        time.sleep(1)
