from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationState(models.TextChoices):
    """What a reader may know about the words before her."""

    ORIGINAL = "original", _("Written in this language")
    MACHINE = "machine", _("Made by machine, not yet checked")
    DRAFT = "draft", _("Not yet checked by a speaker")
    CHECKED = "checked", _("Checked by a speaker")
    OUTDATED = "outdated", _("Older than the original")


class Format(models.TextChoices):
    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online video")
    AUDIO = "audio", _("Phone or audio")
    HYBRID = "hybrid", _("Hybrid")
    ASYNC = "async", _("Each in their own time")
    OUTDOORS = "outdoors", _("Outdoors")


class Licence(models.TextChoices):
    CC0 = "cc0", _("CC0 (public domain)")
    BY = "by", _("CC BY 4.0")
    BY_SA = "by-sa", _("CC BY-SA 4.0")
    BY_NC = "by-nc", _("CC BY-NC 4.0")
    BY_NC_SA = "by-nc-sa", _("CC BY-NC-SA 4.0")
    BY_ND = "by-nd", _("CC BY-ND 4.0")
    RESERVED = "reserved", _("All rights reserved")
    UNKNOWN = "unknown", _("Licence unknown")


class GroupSize(models.TextChoices):
    """How many people came, as a band: nobody is counted."""

    UP_TO_5 = "2-5", _("2 to 5 people")
    UP_TO_12 = "6-12", _("6 to 12 people")
    UP_TO_25 = "13-25", _("13 to 25 people")
    UP_TO_50 = "26-50", _("26 to 50 people")
    MORE = "51-", _("More than 50 people")
