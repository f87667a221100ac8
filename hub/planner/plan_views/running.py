"""A plan in the room: one stop after the other, for hosts, and for those who come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hub.core.holding import open_page
from hub.planner import keeping, running, sheets
from hub.planner.plan_views import loose
from hub.planner.plan_views.kept import found_plan
from hub.planner.plan_views.pressing import pressed
from hub.planner.plan_views.showing import page
from hub.planner.plans import packing
from hub.planner.plans.document import Plan


@found_plan("GET")
def run_edit(request: HttpRequest, code: str) -> HttpResponse:
    kept = keeping.to_edit(code)
    return _shown(request, kept.plan, back=reverse("plan_edit", args=[kept.edit]), may_keep=True)


@found_plan("GET")
def run_view(request: HttpRequest, code: str) -> HttpResponse:
    kept = keeping.to_view(code)
    back = reverse("plan_view", args=[kept.view])
    return _shown(request, kept.plan, is_for_participants=True, back=back, may_keep=True)


@open_page("GET", "POST")
def run_loose(request: HttpRequest) -> HttpResponse:
    """The plan that the form brings along."""
    plan = loose.brought(request)
    if plan is None:
        return redirect("plan")
    plan = pressed(plan, request.POST).plan
    return _shown(request, plan, packed=packing.packed([plan]), switch_by="back")


def _shown(request: HttpRequest, plan: Plan, *, is_for_participants: bool = False, **more) -> HttpResponse:
    sheet = sheets.sheet_of(plan, is_for_participants=is_for_participants)
    return page(request, "run", {"plan": plan, "sheet": sheet, "days": running.days_of(sheet), **more})
