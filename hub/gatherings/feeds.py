"""Gatherings for those who follow them: a feed in each language, and dates for a calendar."""

import datetime as dt
import uuid
from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hub.core import clocks, languages
from hub.core.context_processors import hub_settings
from hub.core.feeds import PagesFeed
from hub.gatherings import presenting, reading
from hub.gatherings.enums import Stage, State
from hub.gatherings.spans import DAY, Span

MADE_BY = "-//Jam Sessions Hub//Gatherings//EN"


class GatheringsFeed(PagesFeed):
    """The coming gatherings that are written in the language of the address, the next first. Two queries."""

    section = "gatherings"

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        response.fresh_until = changes_at(self.pages())
        return response

    def title(self, request):
        return _("Gatherings – %(name)s") % {"name": hub_settings(request).name}

    def subtitle(self, request):
        return _("What one can come to, and when.")

    def pages(self):
        return reading.coming(timezone.now(), languages.current())

    def item_title(self, item):
        return title_of(item[1])

    def lines(self, page):
        return lines_of(page, [date.words for date in presenting.dates(page.spans, timezone.now())])


def changes_at(pages) -> dt.datetime | None:
    now = timezone.now()
    return min(
        (at for page in pages for span in page.spans for at in (span.begins, span.ends) if at > now), default=None
    )


def title_of(page) -> str:
    """With a word in front where it does not take place."""
    return _("Cancelled: %(title)s") % {"title": page.title} if page.state == State.CANCELLED else page.title


def lines_of(page, dates: list[str]) -> list[str]:
    """Its summary, dates and place in words, and its topics."""
    place = ", ".join(filter(None, [presenting.format_name(page.format), *presenting.where(page.place_told)]))
    topics = [f"– {block.value['title']}" for block in page.topics]
    return [*filter(None, [page.summary, *dates, place]), *topics]


def calendar(request, dated: list[tuple]) -> bytes:
    """`dated`: pages with those of their dates (Span) that are wanted, as RFC 5545 has them: by the clocks of their zone,
    each date with the same UID for ever."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for zone, spans in sorted(_by_zone(dated).items()):
        made.add_component(clocks.told(zone, min(map(_first, spans)), max(map(_last, spans))))
    for page, spans in dated:
        for span in spans:
            made.add_component(_event(request, page, span))
    return made.to_ical()


def _by_zone(dated) -> dict[str, list[Span]]:
    found = defaultdict(list)
    for _page, spans in dated:
        for span in spans:
            if not span.is_whole and span.zone != "UTC":
                found[span.zone].append(span)
    return found


def _first(span: Span) -> dt.date:
    return span.first_day


def _last(span: Span) -> dt.date:
    return span.last_day


def _event(request, page, span: Span) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(page.translation_key, span.key)))
    event.add("dtstamp", (page.last_published_at or span.begins).astimezone(dt.UTC))
    if span.is_whole:
        event.add("dtstart", span.first_day)
        event.add("dtend", span.last_day + DAY)
    else:
        event.add("dtstart", clocks.shown(span.begins, span.zone))
        event.add("dtend", clocks.shown(span.ends, span.zone))
    event.add("summary", title_of(page))
    event.add("description", "\n".join(lines_of(page, [])))
    place = presenting.where(page.place_told)
    if place:
        event.add("location", ", ".join(place))
    event.add("url", request.build_absolute_uri(languages.page_path(languages.current(), page.url_path)))
    if page.state == Stage.CANCELLED:
        event.add("status", "CANCELLED")
    return event
