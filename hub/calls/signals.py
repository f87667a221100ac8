"""What follows when something happens around a call."""

from django.db.models.signals import post_save

from hub.calls.hosting import accounts
from hub.calls.models import Round
from hub.core import version
from hub.people import events
from hub.people.models import Invitation


def connect():
    post_save.connect(on_round, sender=Round, dispatch_uid="calls.round_saved")
    events.joined.connect(on_joined, sender=Invitation, dispatch_uid="calls.joined")


def on_round(sender, created, **kwargs):
    """A release of decisions changes what the page of its call says."""
    if not created:
        version.bump()


def on_joined(sender, user, **kwargs):
    """Somebody who has made an account from an application finds her hosting there."""
    accounts.joined(user=user)
