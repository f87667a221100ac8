"""Letters to people who applied and wish for e-mail. They say that there is news, and nothing else.

The outbox keeps no address: it is looked up, and opened, when the letter goes out.
"""

import datetime as dt
import uuid

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.calls.enums import DECIDED_AS, Way
from hub.calls.models import Application
from hub.mail import services

HOLDER = "calls.application"
RECENT = dt.timedelta(days=14)  # letters are kept far longer: a task that is run again writes none twice
SUBJECT = gettext_lazy("News for you")


def address_of(key: str) -> str:
    """Where somebody who applied is written to; nothing where she does not wish it, or is gone."""
    try:
        found = Application.objects.whole().filter(pk=uuid.UUID(key)).first()
    except ValueError:
        return ""
    contact = found.contact if found else {}
    return contact.get("value", "") if contact.get("way") == Way.EMAIL else ""


def tell(application: Application, *, key: str) -> bool:
    """Puts “there is news” into the outbox, in her language, once for a key; nothing where she would get none."""
    if not services.can_send() or "@" not in address_of(str(application.pk)):
        return False
    return services.post(
        subject=SUBJECT,
        text=_words,
        key=f"calls:{application.pk}:{key}",
        to_holder=f"{HOLDER}:{application.pk}",
        language=application.language,
    )


def tell_decided(round_id: uuid.UUID) -> int:
    """All of a round who were decided on just now."""
    since = timezone.now() - RECENT
    rows = Application.objects.whole().filter(round=round_id, state__in=DECIDED_AS.values(), decided_at__gte=since)
    return sum(tell(each, key=f"{each.state}:{each.decided_at:%Y%m%d%H%M%S}") for each in rows.iterator(200))


def _words() -> str:
    language = translation.get_language()
    try:
        path = reverse("apply_resume")
    except NoReverseMatch:
        path = f"/{language}/"
    said = _("There is news for you. Come back with your code to read it:")
    return f"{said}\n{settings.WAGTAILADMIN_BASE_URL}{path}\n"
