"""Telling all that is prepared, and the waiting list afterwards."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hub.calls import letters, moving, rounds_of, tasks
from hub.calls.enums import Decision, State
from hub.calls.models import Application, Round
from hub.calls.review import deciding, rights
from hub.calls.review_forms import PlaceForm, ReleaseForm
from hub.calls.review_views.screens import changed_meanwhile, for_staff, screen


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(rights.may_decide)
def release(request: HttpRequest, round_: Round) -> HttpResponse:
    """What would be told, to be looked at; sent, it is told."""
    form = ReleaseForm(request.POST)
    if request.method == "POST" and form.is_valid():
        return _released(request, round_, form.cleaned_data)
    page = rounds_of.page_of(round_)
    prepared = deciding.prepared(round_)
    rows = Application.objects.whole().filter(round=round_, state=State.DECIDED_PENDING)
    context = {
        "form": ReleaseForm(initial=prepared),
        "prepared": [(Decision(key).label, number) for key, number in prepared.items()],
        "total": sum(prepared.values()),
        "undecided": Application.objects.undecided().filter(round=round_).exclude(state=State.DECIDED_PENDING).count(),
        "taken": deciding.places_taken(round_),
        "places": page.places if page else 0,
        "languages": sorted(set(rows.values_list("language", flat=True))),
    }
    return screen(request, "release", _("Tell the decisions"), round_, page, **context)


def _released(request, round_, seen) -> HttpResponse:
    try:
        with transaction.atomic():
            told = deciding.release(round_=round_, seen=seen, user=request.user)
            tasks.tell_decided.enqueue(round_.pk)
    except moving.NoWayError:
        messages.warning(request, changed_meanwhile())
        return redirect("calls:release", round_.pk)
    said = ngettext("%(n)d person is told.", "%(n)d people are told.", told) % {"n": told}
    messages.success(request, said)
    return redirect("calls:round", round_.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(rights.may_decide)
def waiting_list(request: HttpRequest, round_: Round) -> HttpResponse:
    if request.method == "POST":
        step = STEPS.get(request.POST.get("do", ""))
        try:
            if step:
                step(request, round_)
        except moving.NoWayError:
            messages.warning(request, changed_meanwhile())
        return redirect("calls:waiting_list", round_.pk)
    page = rounds_of.page_of(round_)
    context = {
        "waiting": deciding.waiting(round_),
        "taken": deciding.places_taken(round_),
        "places": page.places if page else 0,
    }
    return screen(request, "waiting_list", _("Waiting list"), round_, page, **context)


def _offer(request, round_) -> None:
    offered = deciding.offer_next(round_=round_, user=request.user)
    letters.tell(offered, key=f"{offered.state}:{offered.decided_at:%Y%m%d%H%M%S}")
    messages.success(request, _("The place is offered to the first on the list."))


def _place(request, round_) -> None:
    form = PlaceForm(request.POST)
    if form.is_valid():
        held = get_object_or_404(Application, pk=form.cleaned_data["application"], round=round_)
        deciding.put_at(application=held, place=form.cleaned_data["place"])
        messages.success(request, _("The list is in its new order."))


STEPS = {"offer": _offer, "place": _place}
