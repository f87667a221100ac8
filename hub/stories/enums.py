"""The controlled vocabularies of a story. Keys are stable: they stand in addresses and content files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.enums import GroupSize


class SessionType(models.TextChoices):
    ONE = "one", _("One session")
    SERIES = "series", _("A series of sessions")
    DAYS = "days", _("A whole day or more")
    OPEN = "open", _("An open event")


class Place(models.TextChoices):
    """How much of the place readers are told."""

    EXACT = "exact", _("Everything, the exact place too")
    CITY = "city", _("City, region and country")
    REGION = "region", _("Region and country")
    COUNTRY = "country", _("Only the country")
    HIDDEN = "hidden", _("Nothing")


class When(models.TextChoices):
    """How much of the date readers are told."""

    DAY = "day", _("The day")
    MONTH = "month", _("The month")
    SEASON = "season", _("Three months")
    YEAR = "year", _("Only the year")


class Effect(models.TextChoices):
    """After the effects that Actipedia describes."""

    ACTIVATES = "activates", _("Brought new people in")
    STRENGTHENS = "strengthens", _("Made the group stronger")
    AMPLIFIES = "amplifies", _("Made more people hear us")
    SHIFTS = "shifts", _("Changed minds or rules")
    SUSTAINS = "sustains", _("Helped us to go on")
    NOTHING = "nothing", _("Nothing yet")


class Faces(models.TextChoices):
    NONE = "none", _("Nobody can be recognised")
    BLURRED = "blurred", _("Faces are hidden")
    CONSENTED = "consented", _("Those who are seen agree")


class Review(models.TextChoices):
    PENDING = "pending", _("Not looked at yet")
    OK = "ok", _("Safe to publish")
    CHANGES = "changes", _("Something must change")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    PRIVATE = "private", _("Only staff")


class SubmissionState(models.TextChoices):
    """How far a host's story has come."""

    BEGUN = "begun", _("Begun, not sent yet")
    SENT = "sent", _("Waiting to be read")
    ASKED = "asked", _("Changes asked")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({SubmissionState.BEGUN, SubmissionState.ASKED})
DECIDED = frozenset({SubmissionState.PUBLISHED, SubmissionState.DECLINED, SubmissionState.WITHDRAWN})


# Groups that may be so small that naming their country could point at somebody.
SMALL = frozenset({"", GroupSize.UP_TO_5})
NAMED_UP_TO = {  # what of the place is told
    Place.EXACT: ("place", "city", "region", "country"),
    Place.CITY: ("city", "region", "country"),
    Place.REGION: ("region", "country"),
    Place.COUNTRY: ("country",),
    Place.HIDDEN: (),
}
