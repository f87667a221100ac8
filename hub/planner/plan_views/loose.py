"""A plan that is kept nowhere: it comes with each form, and goes back with the page."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.core import languages
from hub.core.holding import open_page
from hub.planner import carried, keeping, sample_reading, samples, services
from hub.planner.facts import facts_of
from hub.planner.plan_views.pressing import Pressed, pressed
from hub.planner.plan_views.showing import SPANS, USUAL_DAYS, context_of, page
from hub.planner.plans import changing, document, packing
from hub.planner.plans.document import BadPlanError, Plan

MOST_FILE = 400_000


@open_page("GET", "POST")
def plan(request: HttpRequest) -> HttpResponse:
    """How to begin; and, by POST, the plan that the form brings along."""
    if request.method != "POST":
        return start(request)
    try:
        steps = packing.unpacked(request.POST.get("plan", ""))
    except BadPlanError:
        return start(request, wrong=_("This plan could not be read. If you have saved it as a file, open the file."))
    done = pressed(steps[0], request.POST)
    verb = request.POST.get("do", "")
    if verb == "undo" and done.plan == steps[0]:
        return shown(request, steps[1:] or steps)
    if verb == "undo":
        return shown(request, steps)
    if verb == "keep_here" and not done.about.wrong:
        return _kept(request, done, steps)
    if done.plan != steps[0]:
        steps = [done.plan, *steps]
    return shown(request, steps, done)


def brought(request: HttpRequest) -> Plan | None:
    """The plan that the form has with it."""
    try:
        return packing.unpacked(request.POST.get("plan", ""))[0]
    except BadPlanError:
        return None


def start(request: HttpRequest, **more) -> HttpResponse:
    return page(request, "start", {"samples": sample_reading.index_context()["cards"], **more})


def shown(request: HttpRequest, steps: list[Plan], done: Pressed | None = None, **more) -> HttpResponse:
    steps = steps[: packing.MOST_STEPS + 1]
    packed = packing.packed(steps)
    while len(packed) > packing.MOST_PACKED and len(steps) > 1:
        steps = steps[: max(len(steps) // 2, 1)]
        packed = packing.packed(steps)
    context = context_of(steps[0], done, packed=packed, may_undo=len(steps) > 1, switch_by="plan", **more)
    return page(request, "edit", context)


def _kept(request: HttpRequest, done: Pressed, steps: list[Plan]) -> HttpResponse:
    try:
        edit = keeping.keep(plan=done.plan, until=until_of(request.POST))
    except keeping.TooLargeError:
        return shown(request, [done.plan, *steps], done, is_too_large=True)
    return redirect(reverse("plan_edit", args=[edit]) + "#kept")


def until_of(data: QueryDict):
    days = document.number(data.get("days"), 1, SPANS[-1][0]) or USUAL_DAYS
    return timezone.now().date() + timezone.timedelta(days=days)


@open_page("POST")
def begin(request: HttpRequest) -> HttpResponse:
    """A new plan from a sample agenda, a toolkit, or nothing; for the session on `day`, where one is said."""
    zone = document.zone_named(request.POST.get("zone"))
    sample = sample_reading.agenda_of(document.named(request.POST.get("sample")))
    day = document.date(request.POST.get("day"))
    first = dt.date.fromisoformat(day) if day else None
    new = samples.plan_of(sample, zone, first=first) if sample else document.empty(zone, day)
    kit = services.resolved(carried.read(request.POST))
    facts = facts_of([(item.uid, 0) for item in kit.items if item.uid], languages.current())
    new = changing.of_activities(new, [facts[uid] for uid in kit.uids if uid in facts])
    new = _with_notes(new, {item.uid: item.note for item in kit.items if item.note})
    return shown(request, [pinned(new)])


def pinned(plan_: Plan) -> Plan:
    """The plan with each activity at the version that is on the site now, and with the name it has."""
    facts = facts_of([(item.uid, 0) for item in plan_.items if item.uid and not item.version], languages.current())
    for item in plan_.items:
        if item.uid in facts:
            fact = facts[item.uid]
            plan_ = changing.changed(plan_, item.key, version=fact.version, named=fact.page.title[: document.LINE])
    return plan_


def _with_notes(plan_: Plan, notes: dict[str, str]) -> Plan:
    for item in plan_.items:
        if item.uid in notes:
            plan_ = changing.changed(plan_, item.key, note=notes[item.uid])
    return plan_


@open_page("POST")
def opened(request: HttpRequest) -> HttpResponse:
    """A plan from a file that somebody has kept herself."""
    file = request.FILES.get("file")
    if file is None:
        return start(request, wrong=_("Please choose the file of your plan first."))
    if file.size > MOST_FILE:
        return start(request, wrong=_("This file is too large for a plan."))
    try:
        return shown(request, [packing.from_file(file.read())])
    except BadPlanError:
        return start(
            request, wrong=_("This file is not a plan, or it is damaged. Choose a file that this site has saved.")
        )
