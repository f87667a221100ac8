"""A plan that is kept on the hub: whoever has the link may edit it, with others at the same time."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from hub.core.holding import open_page
from hub.planner import keeping, sheets
from hub.planner.keeping import Kept
from hub.planner.plan_views import loose
from hub.planner.plan_views.loose import brought, until_of
from hub.planner.plan_views.pressing import Pressed, pressed
from hub.planner.plan_views.showing import context_of, page
from hub.planner.plans import packing
from hub.planner.plans.clashing import told
from hub.planner.plans.document import Plan, number

MISSES = {"plan": "30/10m/ip"}  # links that lead nowhere, from one network


def found_plan(*methods: str):
    """A page that a link leads to. Who tries links that lead nowhere is soon told to wait; what she brought along is handed
    back."""

    def decorate(view):
        @open_page(*methods)
        @wraps(view)
        def shown(request, *args, **kwargs):
            limit = {"app": "hub.planner", "action": "plan", "config": MISSES, "limit_get": True}
            if not ratelimit.consume(request, dry_run=True, **limit):
                return render(request, "429.html", status=429)
            try:
                return view(request, *args, **kwargs)
            except keeping.NoPlanError:
                ratelimit.consume(request, **limit)
                return _homeless(request) if brought(request) else page(request, "gone", {}, status=404)

        return shown

    return decorate


@found_plan("GET", "POST")
def edit(request: HttpRequest, code: str) -> HttpResponse:
    kept = keeping.to_edit(code)
    if request.method != "POST":
        return shown(request, kept)
    if request.POST.get("do") == "delete":
        keeping.delete(edit=code)
        return page(request, "deleted", {})
    return _saved(request, kept)


def shown(
    request: HttpRequest, kept: Kept, done: Pressed | None = None, *, clashes=(), plan: Plan | None = None, **more
):
    context = context_of(plan or kept.plan, done, kept=kept, may_undo=kept.may_undo, **links_of(request, kept))
    context |= {
        "packed": packing.packed([context["plan"]]),
        "clashes": told(clashes),
        "voices": keeping.voices(kept),
        **more,
    }
    return page(request, "edit", context, status=409 if clashes else 200)


def _homeless(request: HttpRequest) -> HttpResponse:
    """What somebody wrote after the plan was deleted, or its time was over, is handed back to her."""
    if "quiet" in request.POST:
        return JsonResponse({"is_gone": True})
    done = pressed(brought(request), request.POST)
    return loose.shown(request, [done.plan], done, is_homeless=True)


def links_of(request: HttpRequest, kept: Kept) -> dict:
    return {
        "edit_link": request.build_absolute_uri(reverse("plan_edit", args=[kept.edit])),
        "view_link": request.build_absolute_uri(reverse("plan_view", args=[kept.view])),
        "say_link": request.build_absolute_uri(reverse("plan_say", args=[kept.say])),
    }


def _saved(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What the form says is laid over what it began from, and that over what is kept by now."""
    base = number(request.POST.get("serial"), 1, 10**9) or 0
    began = next((step.plan for step in kept.steps if step.serial == base), None)
    done = pressed(began or brought(request) or kept.plan, request.POST)
    try:
        after, clashes = keeping.save(edit=kept.edit, plan=done.plan, base=base)
    except keeping.TooLargeError:
        return shown(request, kept, done, plan=done.plan, is_too_large=True)
    if "quiet" in request.POST:
        return _quiet(after, done, bool(clashes))
    if clashes or done.about.wrong or done.day:
        return shown(request, after, done, clashes=clashes)
    is_hers = base == kept.serial  # nobody else has changed it since she saw it
    return _pressed_on(request, after, done, may_undo=is_hers)


def _pressed_on(request: HttpRequest, kept: Kept, done: Pressed, *, may_undo: bool) -> HttpResponse:
    """What a button does beyond changing the plan, and where she goes on. A step that she has not seen is not taken back."""
    do = request.POST.get("do", "")
    if do == "take":
        return redirect("plan_edit_take", kept.edit)
    if do == "run":
        return redirect("plan_edit_run", kept.edit)
    if do == "undo" and may_undo:
        keeping.undo(edit=kept.edit, serial=kept.serial)
    if do == "extend":
        keeping.extend(edit=kept.edit, until=until_of(request.POST))
    anchor = {"extend": "kept"}.get(do, done.anchor)
    return redirect(reverse("plan_edit", args=[kept.edit]) + (f"#{anchor}" if anchor else ""))


def _quiet(kept: Kept, done: Pressed, is_clashing: bool) -> JsonResponse:
    """For a page that saves by itself. `is_other`: somebody else changed the plan too, and the page shows less than there is."""
    sheet = sheets.sheet_of(kept.plan)
    parts = {"findings": render_to_string("planner/plan/findings.html", {"sheet": sheet, "may_edit": True})}
    is_other = is_clashing or done.plan != kept.plan
    return JsonResponse({"serial": kept.serial, "is_other": is_other, "is_clashing": is_clashing, "parts": parts})
