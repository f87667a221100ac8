"""A plan in the forms in which it leaves the hub, each with its size."""

import json

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from hub.core import version
from hub.core.holding import open_page
from hub.planner import keeping, out, sheets
from hub.planner.plan_views import loose
from hub.planner.plan_views.kept import found_plan
from hub.planner.plan_views.pressing import pressed
from hub.planner.plan_views.showing import page
from hub.planner.plans import document, packing
from hub.planner.plans.document import Plan

KEPT_SECONDS = 24 * 3600


@found_plan("GET")
def taken_edit(request: HttpRequest, code: str) -> HttpResponse:
    """All forms of a kept plan: for hosts, or for those who come."""
    kept = keeping.to_edit(code)
    is_open = "open" in request.GET
    return _offered(request, kept.plan, is_open=is_open, kept=kept)


@open_page("GET", "POST")
def taken_loose(request: HttpRequest) -> HttpResponse:
    plan = _loose(request)
    if plan is None:
        return redirect("plan")
    return _offered(request, plan, is_open="open" in request.POST, packed=packing.packed([plan]), switch_by="taken")


@found_plan("GET")
def form_edit(request: HttpRequest, code: str, key: str) -> HttpResponse:
    return _made(request, keeping.to_edit(code).plan, key, is_open="open" in request.GET)


@found_plan("GET")
def form_view(request: HttpRequest, code: str, key: str) -> HttpResponse:
    return _made(request, keeping.to_view(code).plan, key, is_open=True)


@open_page("GET", "POST")
def form_loose(request: HttpRequest, key: str) -> HttpResponse:
    plan = _loose(request)
    return _made(request, plan, key, is_open="open" in request.POST) if plan else redirect("plan")


@found_plan("GET")
def view(request: HttpRequest, code: str) -> HttpResponse:
    """What those who come may see, and take along."""
    kept = keeping.to_view(code)
    return page(request, "view", {**_forms(request, kept.plan, is_open=True), "plan": kept.plan, "kept": kept})


@open_page("POST")
def file(request: HttpRequest) -> HttpResponse:
    """The plan as a file to be opened here again."""
    plan = _loose(request)
    if plan is None:
        return redirect("plan")
    return _sent(packing.as_file(plan), "application/json", f"{_name(plan)}.json")


def _loose(request: HttpRequest) -> Plan | None:
    plan = loose.brought(request)
    return pressed(plan, request.POST).plan if plan else None


def _offered(request: HttpRequest, plan: Plan, *, is_open: bool, **more) -> HttpResponse:
    return page(request, "take", {**_forms(request, plan, is_open=is_open), "plan": plan, "is_open": is_open, **more})


def _forms(request: HttpRequest, plan: Plan, *, is_open: bool) -> dict:
    """The sheet, and what can be made of it with the bytes of each. Sizes are counted once for the words of a plan; the cache
    has numbers, never words."""
    sheet = sheets.sheet_of(plan, is_for_participants=is_open)
    forms, missing = out.offered(sheet)
    host = _host(request)
    words = json.dumps([document.said(plan), sheet.language, is_open, host, version.current()])
    key = f"plan-sizes:{salted_hmac('hub.planner.sizes', words, algorithm='sha256').hexdigest()}"
    sizes = cache.get(key)
    if sizes is None or set(sizes) != {form.key for form in forms}:
        sizes = {form.key: len(out.made(sheet, form.key, host=host)) for form in forms}
        cache.set(key, sizes, KEPT_SECONDS)
    papers = [(form, sizes[form.key]) for form in forms if form.is_paper]
    files = [(form, sizes[form.key]) for form in forms if not form.is_paper]
    return {"sheet": sheet, "papers": papers, "files": files, "missing": missing}


def _made(request: HttpRequest, plan: Plan, key: str, *, is_open: bool) -> HttpResponse:
    sheet = sheets.sheet_of(plan, is_for_participants=is_open)
    try:
        content = out.made(sheet, key, host=_host(request))
    except out.UnknownFormError as error:
        raise Http404 from error
    form = out.BY_KEY[key]
    if form.is_paper:
        return HttpResponse(content, content_type=form.mime)
    return _sent(content, form.mime, f"{_name(plan)}.{form.extension}")


def _sent(content: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _name(plan: Plan) -> str:
    return slugify(plan.title)[:40] or "plan"


def _host(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
