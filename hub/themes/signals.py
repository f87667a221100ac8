"""Portraits in conversations answer for the consents that they rest on."""

from hub.consent import events
from hub.consent.models import Consent
from hub.themes import leaving


def connect():
    events.covering.connect(on_consents_asked, sender=Consent, dispatch_uid="themes.consents_asked")
    events.resting.connect(on_pictures_asked, sender=Consent, dispatch_uid="themes.pictures_asked")
    events.needing.connect(on_need_asked, sender=Consent, dispatch_uid="themes.need_asked")
    events.leaving.connect(on_consent_leaving, sender=Consent, dispatch_uid="themes.consent_leaving")


def on_consents_asked(sender, consents, **kwargs):
    return leaving.covered(consents)


def on_pictures_asked(sender, consent, **kwargs):
    return leaving.resting(consent)


def on_need_asked(sender, consent, pictures, **kwargs):
    return leaving.needed(consent, pictures)


def on_consent_leaving(sender, consent, pictures, **kwargs):
    return leaving.take_out(consent, pictures)
