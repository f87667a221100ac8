"""A plan in the forms in which it leaves the hub, each with its size."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify

from hub.core.holding import open_page
from hub.planner import keeping, out, sheets
from hub.planner.plan_views import loose
from hub.planner.plan_views.kept import found_plan
from hub.planner.plan_views.pressing import pressed
from hub.planner.plan_views.showing import page
from hub.planner.plans import packing
from hub.planner.plans.document import Plan


@found_plan("GET")
def taken_edit(request: HttpRequest, code: str) -> HttpResponse:
    """All forms of a kept plan: for hosts, and for those who come."""
    kept = keeping.to_edit(code)
    return _offered(request, kept.plan, kept=kept)


@open_page("GET", "POST")
def taken_loose(request: HttpRequest) -> HttpResponse:
    plan = _loose(request)
    return _offered(request, plan, packed=packing.packed([plan])) if plan else redirect("plan")


@found_plan("GET")
def form_edit(request: HttpRequest, code: str, key: str) -> HttpResponse:
    return _made(request, keeping.to_edit(code).plan, key)


@found_plan("GET")
def form_view(request: HttpRequest, code: str, key: str) -> HttpResponse:
    return _made(request, keeping.to_view(code).plan, key, is_for_participants=True)


@open_page("GET", "POST")
def form_loose(request: HttpRequest, key: str) -> HttpResponse:
    plan = _loose(request)
    is_open = "for_participants" in request.POST
    return _made(request, plan, key, is_for_participants=is_open) if plan else redirect("plan")


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


def _offered(request: HttpRequest, plan: Plan, **more) -> HttpResponse:
    host = _host(request)
    sheet = sheets.sheet_of(plan)
    context = {"plan": plan, "sheet": sheet, "forms": out.offered(sheet, host=host), "missing": out.missing(), **more}
    context["open_forms"] = out.offered(sheets.sheet_of(plan, is_for_participants=True), host=host)
    return page(request, "take", context)


def _made(request: HttpRequest, plan: Plan, key: str, *, is_for_participants: bool = False) -> HttpResponse:
    form = out.form_of(key)
    if form is None:
        raise Http404
    sheet = sheets.sheet_of(plan, is_for_participants=is_for_participants)
    content = out.made(sheet, key, host=_host(request))
    if form.is_page:
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
