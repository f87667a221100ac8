from functools import cache

from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.cache import cache_page
from wagtail.models import Page

from config.urls import handler404, handler500  # noqa: F401
from config.urls import urlpatterns as hub_urls
from hub.core import views as core

FLOOR = "<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1><p>{{ page.summary }}</p>"


def bare(request):
    """A Django view without a database, behind all our middleware."""
    return HttpResponse("<!doctype html><title>bare</title><h1>bare</h1>")


@cache
def floor_template():
    return engines["django"].from_string(FLOOR)


def floor(request, path):
    """Wagtail's own way to a page (its router, its checks), then a template of two lines."""
    found = Page.route_for_request(request, path)
    found.page.get_view_restrictions().exists()
    return HttpResponse(floor_template().render({"page": found.page}, request))


@cache_page(600)
def cached(request, path):
    """Django's own whole-page cache around our own page."""
    return core.page(request, path)


urlpatterns = [
    path("bare/", bare),
    path("en/floor/<path:path>", floor),
    path("en/cached/<path:path>", cached),
    *hub_urls,
]
