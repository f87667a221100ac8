"""The letter about links: at most one a week to each, of each link once as long as it stays wrong."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.mail import services as mail
from hub.resources.health.rights import readers
from hub.resources.models import Link

SHOWN = 50  # links in a letter
HOUR = dt.time(6)  # on Mondays


def tell() -> int:
    """Puts what was found wrong twice, and nobody has heard of, into the letters of this week. Returns how many links."""
    with transaction.atomic():
        new = Link.objects.failing().filter(told_at=None).order_by("address").prefetch_related("uses__page")
        links = list(new)
        people = readers() if links else []
        if not people:
            return 0
        items = {str(link.pk): [link.address, link.titles] for link in links}
        monday = next_monday()
        news = [
            mail.News(to_user=user, key=f"links {user.pk} {monday:%Y-%m-%d}", items=items, write=_written)
            for user in people
        ]
        mail.gather(news=news, due_at=monday)
        return Link.objects.filter(pk__in=[link.pk for link in links]).update(told_at=timezone.now())


def next_monday() -> dt.datetime:
    """The morning of the next Monday that is still to come."""
    now = timezone.localtime()
    day = now.date() + dt.timedelta(days=-now.weekday() % 7)
    moment = dt.datetime.combine(day, HOUR, tzinfo=now.tzinfo)
    return moment if moment > now else moment + dt.timedelta(days=7)


def _written(items: dict) -> tuple[str, str]:
    rows = sorted(items.values())
    words = {
        "rows": rows[:SHOWN],
        "left_out": max(0, len(rows) - SHOWN),
        "report": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("link_health"),
    }
    return _("Links that need a look"), render_to_string("resources/health/letter.txt", words).strip() + "\n"
