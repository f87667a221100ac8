"""What a consent is about, what it reaches, and how it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PICTURE = "picture", _("Picture")
    QUOTE = "quote", _("Quote")
    RECORDING = "recording", _("Graphic recording")


class Scope(models.TextChoices):
    SITE = "site", _("On this site")
    PRINT = "print", _("In print")
    SOCIAL = "social", _("In social media")
    FUNDER = "funder", _("In reports to funders")


class State(models.TextChoices):
    GIVEN = "given", _("Given")
    UNSURE = "unsure", _("Unsure")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Way(models.TextChoices):
    WRITTEN = "written", _("In writing")
    SPOKEN = "spoken", _("Said aloud")
    MESSAGE = "message", _("By message")
    FORM = "form", _("In a form of this site")


class Reason(models.TextChoices):
    """Why something was taken out."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    NARROWED = "narrowed", _("No longer for this site")
    ENDED = "ended", _("Its time was over")


class Where(models.TextChoices):
    """The kinds of places that something is taken out of."""

    PAGES = "pages", _("Pages")
    VERSIONS = "versions", _("Drafts and older versions")
    STORE = "store", _("Texts kept for translators")
    ANSWERS = "answers", _("Answers in the form for hosts")
    TRACES = "traces", _("Comments and logs")
    PICTURES = "pictures", _("Pictures")
    FILES = "files", _("Picture files")


ENDING_SOON_DAYS = 30
KEPT_AFTER_END_DAYS = 30  # out of sight at once; after that it is removed
