"""What the page of a plan shows, however the plan is kept."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.activities.enums import Access
from hub.core import zones
from hub.core.enums import Format
from hub.planner import vision
from hub.planner.plan_views.pressing import Pressed
from hub.planner.plans import packing
from hub.planner.plans.document import MOST_GROUPS, Plan
from hub.planner.sheets import GROUP_LETTERS, sheet_of

SPANS = ((7, _("a week")), (30, _("a month")), (90, _("three months")), (365, _("a year")))
USUAL_DAYS = 30
KNOWN = (
    (1, _("They are strangers to each other")),
    (2, _("Some know each other")),
    (3, _("They know and trust each other")),
)


def context_of(plan: Plan, pressed: Pressed | None = None, **more) -> dict:
    return {
        "sheet": sheet_of(plan),
        "plan": plan,
        "pressed": pressed,
        "wrong": pressed.about.wrong if pressed else {},
        "typed": pressed.about.typed if pressed else {},
        "formats": Format.choices,
        "knowns": KNOWN,
        "accesses": Access.choices,
        "zones": zones.names(),
        "groups": list(enumerate(GROUP_LETTERS[:MOST_GROUPS], 1)),
        "sentence": vision.SENTENCE,
        "journal": vision.JOURNAL,
        "feedback": vision.FEEDBACK,
        "spans": SPANS,
        "usual_days": usual_days(plan),
        "file_bytes": len(packing.as_file(plan)),
        "may_edit": True,
        **more,
    }


def usual_days(plan: Plan) -> int:
    """How long a plan is kept unless its owner says otherwise: a month past its last day, rounded up to what is offered."""
    days = [dt.date.fromisoformat(day.date) for day in plan.days if day.date]
    wanted = USUAL_DAYS + max((max(days) - timezone.now().date()).days, 0) if days else USUAL_DAYS
    return next((span for span, _label in SPANS if span >= wanted), SPANS[-1][0])


def page(request: HttpRequest, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    return render(request, f"planner/plan/{template}.html", context, status=status)
