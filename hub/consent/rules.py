"""What staff are told of a thing that may not be shown to readers without a consent."""

import datetime as dt

from django.utils.translation import gettext as _

from hub.consent.enums import Scope

SITE = Scope.SITE.value


def holds(consent, day: dt.date) -> bool:
    """Whether there is a consent, and it allows this site on this day."""
    return consent is not None and consent.is_valid_on(day, SITE)


def problem(label: str, consent, day: dt.date) -> str:
    """Why what an editor knows as `label` cannot be published on this consent, or None; empty where it can."""
    if consent is None:
        return _("“%(item)s” has no consent.") % {"item": label}
    if not holds(consent, day):
        return _("The consent for “%(item)s” does not allow this site now: %(consent)s.") % {
            "item": label,
            "consent": consent,
        }
    return ""
