"""What anybody may see of calls."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from hub.calls import feeds, reading, staging
from hub.core import languages

CALENDAR = "text/calendar; charset=utf-8"


def calls(request: HttpRequest, page) -> HttpResponse:
    """All calls and cohorts."""
    now = timezone.now()
    context = {**page.get_context(request), **reading.index_context(now, request.GET)}
    response = TemplateResponse(request, "calls/calls.html", context)
    response.fresh_until = reading.fresh_until([row.page for row in context["rows"]], now)
    return response


def call(request: HttpRequest, page) -> HttpResponse:
    """One call, as it stands at this moment."""
    now = timezone.now()
    told = reading.call_context(page, now, getattr(request, "stage_shown", ""))
    response = TemplateResponse(request, "calls/call.html", {**page.get_context(request), **told})
    others = [row.page for row in told.get("following", ())]
    response.fresh_until = reading.fresh_until([page, *others], now)
    return response


def call_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of one call for a calendar. 404 where nobody may read it."""
    page = reading.call_named(slug)
    if page is None:
        raise Http404
    return _calendar(request, [page], f"{page.slug}-{languages.current()}")


def all_dates(request: HttpRequest) -> HttpResponse:
    """The dates of all calls that are open."""
    now = timezone.now()
    rows = reading.listed(now)
    pages = [row.page for row in rows if staging.is_open(row.page, now=now)]
    response = _calendar(request, pages, f"calls-{languages.current()}")
    response.fresh_until = reading.fresh_until([row.page for row in rows], now)
    return response


def _calendar(request, pages, name) -> HttpResponse:
    response = HttpResponse(feeds.calendar(request, pages), content_type=CALENDAR)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
