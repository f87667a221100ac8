"""The controlled vocabularies of a gathering. Keys are stable: they stand in addresses and content files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What staff say of an edition. That one with dates is over follows from the clock."""

    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Open: one can join")
    FULL = "full", _("Full")
    CANCELLED = "cancelled", _("Cancelled")
    OVER = "over", _("Over, its dates are not known")


class Stage(models.TextChoices):
    """Where an edition stands at a moment, as readers are told."""

    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("You can join")
    FULL = "full", _("Full")
    CANCELLED = "cancelled", _("Cancelled")
    PAST = "past", _("Over")


class Place(models.TextChoices):
    """How much of the place readers are told: never more than the organisers choose."""

    EXACT = "exact", _("Everything, the exact place too")
    CITY = "city", _("City, region and country")
    REGION = "region", _("Region and country")
    COUNTRY = "country", _("Only the country")
    JOIN = "join", _("Told to those who join")


class Join(models.TextChoices):
    """How one joins."""

    LINK = "link", _("By a link")
    CONTACT = "contact", _("By writing to the organisers")
    ASK = "ask", _("By asking us, the team of this site")


class When(models.TextChoices):
    COMING = "coming", _("Coming")
    PAST = "past", _("Past")


NAMED_UP_TO = {
    Place.EXACT: ("place", "city", "region", "country"),
    Place.CITY: ("city", "region", "country"),
    Place.REGION: ("region", "country"),
    Place.COUNTRY: ("country",),
    Place.JOIN: (),
}
