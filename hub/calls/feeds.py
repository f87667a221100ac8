"""Calls for those who follow them: a feed in each language, and dates for a calendar."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hub.calls.models import CallPage
from hub.core import languages, moments
from hub.core.context_processors import hub_settings
from hub.core.feeds import PagesFeed

MADE_BY = "-//Jam Sessions Hub//Calls//EN"


class CallsFeed(PagesFeed):
    """The calls that are published in the language of the address, the latest first. Two queries."""

    section = "calls"

    def title(self, request):
        return _("Calls – %(name)s") % {"name": hub_settings(request).name}

    def subtitle(self, request):
        return _("What one can apply for, and until when.")

    def pages(self):
        found = CallPage.objects.visible().filter(locale__language_code=languages.current())
        return found.select_related("locale").order_by("-opens_at", "-pk")

    def lines(self, page):
        return [page.summary, *dates_in_words(page)]

    def item_pubdate(self, item):
        return super().item_pubdate(item) or item[1].opens_at

    def item_updateddate(self, item):
        return super().item_updateddate(item) or item[1].opens_at


def dates_in_words(page) -> list[str]:
    """When it opens and closes, in its own zone."""
    words = (
        (_("Opens: %(day)s, %(time)s (%(zone)s)"), page.opens_at),
        (_("Closes: %(day)s, %(time)s (%(zone)s)"), page.closes_at),
    )
    return [
        text % {"day": told.day, "time": told.time, "zone": told.zone}
        for text, at in words
        if (told := moments.moment(at, page.zone))
    ]


def calendar(request, pages) -> bytes:
    """The dates of calls as RFC 5545 has them: in UTC, each date with the same UID for ever."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for page in pages:
        for event in _events(request, page):
            made.add_component(event)
    return made.to_ical()


def _events(request, page):
    titles = (
        ("opens", _("Opens: %(title)s"), page.opens_at),
        ("closes", _("Closes: %(title)s"), page.closes_at),
        ("decision", _("Decision: %(title)s"), page.decision_by),
    )
    for name, words, at in titles:
        if at:
            yield _event(request, page, name, words % {"title": page.title}, at)


def _event(request, page, name: str, title: str, at) -> Event:
    is_day = not isinstance(at, dt.datetime)
    event = Event()
    event.add("uid", str(uuid.uuid5(page.translation_key, name)))
    event.add("dtstamp", (page.last_published_at or page.opens_at or at).astimezone(dt.UTC))
    event.add("dtstart", at if is_day else at.astimezone(dt.UTC))
    event.add("dtend", at + dt.timedelta(days=1) if is_day else at.astimezone(dt.UTC))
    event.add("summary", title)
    event.add("description", "\n".join([page.summary, *dates_in_words(page)]))
    event.add("url", request.build_absolute_uri(languages.page_path(languages.current(), page.url_path)))
    event.add("transp", "TRANSPARENT")
    return event
