from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    """Where a letter stands. A letter that failed waits for its next try."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    NO_ADDRESS = "no-address", _("No address")
    GIVEN_UP = "given-up", _("Given up")


OPEN = [LetterState.WAITING, LetterState.SENDING]
