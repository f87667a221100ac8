"""My toolkit: for readers all of it is in the address and nothing here; for the signed-in it is in their account."""

import json
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hub.core import languages
from hub.core.context_processors import hub_settings
from hub.planner import carried, presenting, services
from hub.planner.carried import Kit

MOVES = {"up": -1, "down": 1}


@require_safe
def toolkit(request: HttpRequest) -> HttpResponse:
    """The toolkit of the address; where it names none, the one that somebody signed in has in use."""
    kit = request.carried
    added = request.GET.get("add", "")
    if added and carried.KEY.fullmatch(added):
        kit = services.resolved((kit or Kit()).with_one(added))
        return _private(redirect(_at(kit)))
    if kit is None and request.user.is_authenticated:
        return _account_page(request)
    return _page(request, kit or Kit(), wished=_wished(request) if kit else "")


@csrf_exempt  # its cookie would be one; nothing is kept here, the changed toolkit goes back as an address
def change(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _private(redirect("toolkit"))
    kit = _changed(services.resolved(carried.read(request.POST)), request.POST)
    if not kit.fits:
        return _page(request, kit, is_too_long=True)
    return _private(redirect(_at(kit) + _anchor(request.POST)))


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """A change of what is in her account, and back to where she was."""
    if request.method != "POST":
        return _private(redirect("toolkit"))
    what, _dash, about = request.POST.get("do", "").partition("-")
    user = request.user
    number = int(about) if about.isascii() and about.isdigit() and len(about) < 18 else 0
    try:
        if what == "new":
            services.begin(user=user)
        elif what == "take":
            services.merge(user=user, kits=[carried.read(request.POST)])
    except services.TooManyError:
        return _account_page(request, is_full=True)
    if what == "use":
        services.use(user=user, pk=number)
    elif what == "forget":
        services.drop(user=user)
    elif what == "drop":
        services.drop(user=user, pk=number)
    elif what not in {"new", "take"}:
        services.change(user=user, change=lambda kit: _changed(kit, request.POST))
    return _private(redirect(_back(request) + _anchor(request.POST)))


@login_required
@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Takes in what a device had kept before she signed in; the device forgets it only when this has answered well."""
    try:
        services.merge(user=request.user, kits=services.told(json.loads(request.body)))
    except (ValueError, RecursionError, services.TooManyError):
        return HttpResponseBadRequest()
    return _private(HttpResponse(status=204))


def _changed(kit: Kit, data: QueryDict) -> Kit:
    """The toolkit with the words that were sent, and with what the pressed button does."""
    if "name" in data:
        notes = {}
        for item in kit.items:
            most = max(carried.NOTE_LETTERS, len(item.note))  # two notes that were merged are longer, and stay whole
            notes[item.key] = carried.line(data.get(f"note-{item.key}", item.note), most)
        name = carried.line(data["name"], carried.NAME_LETTERS)
        kit = replace(kit, name=name, items=tuple(replace(item, note=notes[item.key]) for item in kit.items))
    what, _dash, key = data.get("do", "").partition("-")
    if what in MOVES:
        return kit.moved(key, MOVES[what])
    if what == "out":
        return kit.without(key)
    if what == "add" and carried.KEY.fullmatch(key):
        return services.resolved(kit.with_one(key))
    return kit


def _at(kit: Kit) -> str:
    return reverse("toolkit") + (f"?{kit.query}" if kit.query else "")


def _anchor(data: QueryDict) -> str:
    """Where on the page she goes on: at the activity that she moved, added or took out."""
    what, _dash, key = data.get("do", "").partition("-")
    if not carried.KEY.fullmatch(key):
        return ""
    if "back" in data:
        return f"#k-{key}"
    return f"#i-{key}" if what in MOVES else ""


def _back(request) -> str:
    path = request.POST.get("back", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("toolkit")


def _wished(request) -> str:
    """The language that the browser asks for, where the address has another: a link comes from somebody with hers."""
    offered = hub_settings(request).languages or list(languages.names())
    said = request.headers.get("Accept-Language", "")
    wished = languages.suggested(said, offered) if said else languages.current()
    return wished if wished != languages.current() else ""


def _account_page(request, **more) -> HttpResponse:
    toolkits = list(request.user.toolkits.all())
    kit = services.kit_of(toolkits[0]) if toolkits else Kit()
    return _page(request, kit, is_account=True, toolkits=toolkits, **more)


def _page(request, kit: Kit, **more) -> HttpResponse:
    context = {**presenting.shown(request, kit), **more, "name_letters": carried.NAME_LETTERS}
    context["note_letters"] = carried.NOTE_LETTERS
    return _private(render(request, "planner/toolkit.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
