from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from wagtail.views import serve as wagtail_serve

from hub.core import languages, routing
from hub.core.context_processors import hub_settings
from hub.core.querysets import begun


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
    """A page of the tree, where it has no translation in the language it exists in. Private pages are Wagtail's business."""
    language = languages.current()
    route = routing.find(path, language)
    if route is None:
        return wagtail_serve(request, path)
    if route.is_private:
        if route.language == language:
            return wagtail_serve(request, path)
        return redirect(languages.page_path(route.language, route.url_path))
    found = route.model.objects.live().select_related("locale").filter(begun(), pk=route.page_id).first()
    return found.serve(request) if found else wagtail_serve(request, path)  # another process took it down just now


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """No database, no settings: a plain page that cannot fail itself."""
    return render(request, "500.html", status=500, using=None)


def refused(request, exception=None):
    return render(request, "403.html", status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)
