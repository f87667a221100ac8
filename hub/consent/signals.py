"""A consent that changes, changes at once what readers are shown, and which files of pictures they may fetch."""

from django.db.models.signals import post_delete, post_save

from hub.consent.models import Consent
from hub.core import guarding, later, version


def connect():
    post_save.connect(on_saved, sender=Consent, dispatch_uid="consent.saved")
    post_delete.connect(on_gone, sender=Consent, dispatch_uid="consent.gone")


def on_saved(sender, created, **kwargs):
    if not created:
        _tell()


def on_gone(sender, **kwargs):
    _tell()


def _tell():
    later.do(guarding.settle_after)
    version.bump()
