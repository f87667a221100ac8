from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from hub.core import languages, version
from hub.core.context_processors import hub_settings

ROUTE_SECONDS = 3600


def choose_language(request: HttpRequest) -> HttpResponse:
    """The first page: all languages in their own names, the browser's wish on top; nobody is sent anywhere."""
    offered = hub_settings(request).languages or list(languages.names())
    code = languages.suggested(request.headers.get("Accept-Language", ""), offered)
    entries = [
        {
            "code": other,
            "name": name,
            "path": f"/{other}/",
            "direction": languages.direction(other),
            "is_suggested": other == code,
        }
        for other, name in languages.names().items()
        if other in offered
    ]
    entries.sort(key=lambda entry: not entry["is_suggested"])
    with translation.override(code):
        request.LANGUAGE_CODE = code
        response = render(request, "core/choose_language.html", {"entries": entries})
    response.headers["Content-Language"] = code
    return response


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's page view with a remembered route: one query in place of two for each level of the tree.

    Only pages that anybody may read are remembered; all others, and the first visit, go through Wagtail's own view.
    """
    key = f"route:{version.current()}:{languages.current()}:{path}"
    remembered = cache.get(key) if len(key) < 200 and path.isascii() else None
    if remembered:
        model, page_id = remembered
        found = model.objects.select_related("locale").get(pk=page_id)
        return found.serve(request)
    response = wagtail_serve(request, path)
    route = getattr(request, "_wagtail_route_for_request", None)
    if route and not route.args and not route.kwargs and len(key) < 200 and path.isascii():
        found = route.page
        if response.status_code == 200 and found.live and not _is_restricted(found):
            cache.set(key, (type(found), found.pk), ROUTE_SECONDS)
    return response


def _is_restricted(found: Page) -> bool:
    return found.get_view_restrictions().exists()


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """No database, no settings: a plain page that cannot fail itself."""
    return render(request, "500.html", status=500, using=None)


def refused(request, exception=None):
    return render(request, "403.html", status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)
