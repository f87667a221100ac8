from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationState(models.TextChoices):
    """What a reader may know about the words before her."""

    ORIGINAL = "original", _("Written in this language")
    MACHINE = "machine", _("Made by machine, not yet checked")
    DRAFT = "draft", _("Not yet checked by a speaker")
    CHECKED = "checked", _("Checked by a speaker")
    OUTDATED = "outdated", _("Older than the original")
