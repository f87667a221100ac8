from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    """Where a thing stands in one language, for those who translate. Readers are told in core's TranslationState."""

    ORIGINAL = "original", _("Original")
    NONE = "none", _("Not translated")
    MACHINE = "machine", _("Machine draft")
    DRAFT = "draft", _("Draft, not checked")
    CHECKED = "checked", _("Checked")
    OUTDATED = "outdated", _("Outdated")


class NoteState(models.TextChoices):
    """What became of a reader's note."""

    NEW = "new", _("New")
    DONE = "done", _("Put right")
    SET_ASIDE = "set-aside", _("Set aside")
