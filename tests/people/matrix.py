"""Every route of the hub, Wagtail's included, and what it answers to each role: read off the resolver, asked for real."""

import csv
import io
import re
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.core.cache import cache
from django.db import models, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLPattern
from django.utils import translation
from django.utils.safestring import SafeString

from tests.people import world

PATH = Path(__file__).parent / "matrix.csv"
NAMED = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
TYPED = re.compile(r"<(?:(\w+):)?(\w+)>")
# What stands for a part of an address that names no object.
WORDS = {
    "path": "a",
    "code": "en",
    "language": "en",
    "language_code": "es",
    "app_label": "wagtailcore",
    "model_name": "page",
    "app_name": "wagtailcore",
    "content_type_app_name": "wagtailcore",
    "content_type_model_name": "page",
    "content_type_app_label": "wagtailcore",
    "filter_spec": "width-400",
    "filename": "a.txt",
    "document_filename": "a.txt",
    "mode": "preview",
    "slug": "a",
}


def routes(resolver=None, prefix: str = "") -> dict[str, URLPattern]:
    """Route, as the resolver writes it, to its pattern. Languages share their routes: they stand here once, in English."""
    found = {}
    for each in (resolver or get_resolver()).url_patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            found.setdefault(here, each)
        else:
            found |= {name: pattern for name, pattern in routes(each, here).items() if name not in found}
    return found


def address(route: str, pattern: URLPattern, ids: dict[str, object]) -> str:
    """An address of the route, with objects that are there where it asks for some."""

    if route in world.ADDRESSES:
        return f"/{world.ADDRESSES[route]}"

    def fill(kind: str, name: str) -> str:
        if name in ids:
            return str(ids[name])
        if name in {"pk", "id", "object_id"}:
            return str(_object_of(route, pattern, ids))
        return WORDS.get(name) or {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}.get(kind, "a")

    text = NAMED.sub(lambda found: fill("", found[1]), route)
    text = TYPED.sub(lambda found: fill(found[1] or "str", found[2]), text)
    if not isinstance(pattern.pattern, RoutePattern):
        text = re.sub(r"\((?!\?)[^()]*\)", "1", text)
    return "/" + text.replace("^", "").replace("$", "").replace("\\", "").replace("/?", "/")


def _object_of(route: str, pattern: URLPattern, ids: dict[str, object]) -> object:
    """The object that a route shows: by the route's beginning, else the first of the view's model."""
    named = next((value for name, value in ids.items() if "/" in name and route.startswith(name)), None)
    model = _model_of(pattern)
    first = model.objects.order_by("pk").first() if named is None and model is not None else None
    return named or (first.pk if first else 0)


def _model_of(pattern: URLPattern) -> type[models.Model] | None:
    view = pattern.callback
    held = getattr(view, "view_initkwargs", {}).get("model") or getattr(
        getattr(view, "view_class", None), "model", None
    )
    return held if isinstance(held, type) and issubclass(held, models.Model) else None


@contextmanager
def nothing_drawn():
    """Rights are asked before a template is filled in, and the filling is what takes the time."""
    with mock.patch.object(Template, "render", return_value=SafeString("")):
        yield


def answer(client: Client, path: str, *, is_visitor: bool) -> str:
    """What a GET comes to, in one word. What it changes is taken back."""
    cache.clear()
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.get(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    return _word(response, is_visitor=is_visitor)


def _word(response: HttpResponse, *, is_visitor: bool) -> str:
    place = response.headers.get("Location", "")
    if response.status_code in {301, 302}:
        if "/account/login/" in place and "next=" in place:
            return "sign in"
        return "no" if place == "/admin/" and not is_visitor else "leads on"
    return {200: "yes", 304: "yes", 403: "no", 404: "not found", 405: "only sent to"}.get(
        response.status_code, str(response.status_code)
    )


def table(clients: dict[str, Client], ids: dict[str, object]) -> str:
    """The whole matrix as CSV: a route a line, a role a column."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["route", *clients])
    with translation.override("en"), nothing_drawn():
        for route, pattern in sorted(routes().items()):
            path = address(route, pattern, ids)
            said = [answer(client, path, is_visitor=name == "visitor") for name, client in clients.items()]
            lines.writerow([route, *said])
    return out.getvalue()
