"""What anybody may see of gatherings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from hub.core import languages, routing, zones
from hub.gatherings import feeds, narrowing, reading
from hub.gatherings.models import EditionPage

CALENDAR = "text/calendar; charset=utf-8"


def gatherings(request: HttpRequest, page) -> HttpResponse:
    """All gatherings: a plain GET form in, what is coming and what is past out."""
    now = timezone.now()
    rows, known = reading.listed(now)
    found = narrowing.narrowed(request.GET, rows, languages.current())
    coming = [row for row in found.shown if not row.is_over]
    context = {
        **page.get_context(request),
        "results": found,
        "has_any": bool(rows),
        "is_any_coming": any(not row.is_over for row in rows),
        "coming": reading.grouped(coming, known),
        "past": reading.grouped([row for row in found.shown if row.is_over], known),
    }
    response = TemplateResponse(request, "gatherings/gatherings.html", context)
    response.fresh_until = reading.fresh_until(rows, now)
    return response


def series(request: HttpRequest, page) -> HttpResponse:
    """One series with its editions."""
    now = timezone.now()
    told = reading.series_context(page, now)
    response = TemplateResponse(request, "gatherings/series.html", {**page.get_context(request), **told})
    response.fresh_until = reading.fresh_until(told["rows"], now)
    return response


def edition(request: HttpRequest, page) -> HttpResponse:
    """One gathering, as it stands at this moment; `?zone=` shows its hours on other clocks too."""
    now = timezone.now()
    told = reading.edition_context(page, now, request.GET)
    if told["asked"]["is_asked"]:
        told["zones"] = zones.names()
    response = TemplateResponse(request, "gatherings/edition.html", {**page.get_context(request), **told})
    changes = [told["change"], reading.fresh_until(told["others"], now)]
    response.fresh_until = min(filter(None, changes), default=None)
    return response


def edition_dates(request: HttpRequest, series: str, slug: str, number: int | None = None) -> HttpResponse:
    """The dates of one gathering for a calendar, or the one with this number. 404 where nobody may read it."""
    page = _edition_at(f"gatherings/{series}/{slug}/")
    spans = page.spans if page else []
    if number is not None:
        spans = spans[number - 1 : number] if number else []
    if not spans:
        raise Http404
    name = f"{page.slug}-{languages.current()}" + (f"-{number}" if number else "")
    return _calendar(request, [(page, spans)], f"{series}-{name}")


def all_dates(request: HttpRequest) -> HttpResponse:
    """The dates of all coming gatherings."""
    pages = reading.coming(timezone.now())
    response = _calendar(request, [(page, page.spans) for page in pages], f"gatherings-{languages.current()}")
    response.fresh_until = feeds.changes_at(pages)
    return response


def _edition_at(path: str) -> EditionPage | None:
    """As the page's own address finds it: in the reader's language, or else in one that it exists in."""
    route = routing.find(path, languages.current())
    if route is None or route.is_private or route.model is not EditionPage:
        return None
    return EditionPage.objects.visible().select_related("locale").filter(pk=route.page_id).first()


def _calendar(request, dated, name) -> HttpResponse:
    response = HttpResponse(feeds.calendar(request, dated), content_type=CALENDAR)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
