from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a list of questions is for."""

    JOURNAL = "journal", _("Your journal as a host")
    CLOSING = "closing", _("The end of a session")
    PROFILE = "profile", _("Who took part, without names")
