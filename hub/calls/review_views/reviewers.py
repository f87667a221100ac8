"""Who reads in a round, how much each has, and giving out."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hub.calls import rounds_of
from hub.calls.models import Application, Review, Round
from hub.calls.review import assigning, rights
from hub.calls.review_forms import PersonForm
from hub.calls.review_views.screens import for_staff, screen
from hub.core.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff()
def reviewers(request: HttpRequest, round_: Round) -> HttpResponse:
    page = rounds_of.page_of(round_)
    wanted = page.reviews_wanted if page else 0
    if request.method == "POST":
        step = STEPS.get(request.POST.get("do", ""))
        if step:
            step(request, round_, wanted)
        return redirect("calls:reviewers", round_.pk)
    others = rights.possible_reviewers().exclude(pk__in=round_.reviewers.values("pk"))
    open_ = Application.objects.whole().filter(round=round_, state__in=assigning.GIVEN_OUT)
    given = Count("reviews", filter=Q(reviews__state__in=Review.COUNTED))
    context = {
        "people": _with_load(round_),
        "add": PersonForm(people=others),
        "wanted": wanted,
        "short": open_.order_by().values("pk").annotate(given=given).filter(given__lt=wanted).count(),
    }
    return screen(request, "reviewers", _("Reviewers"), round_, page, **context)


def _with_load(round_) -> list[tuple]:
    """Each reviewer with how many she has read, has to read, left to others, and is too close to."""
    rows = Review.objects.filter(application__round=round_).values("reviewer")
    counted = {
        each["reviewer"]: each
        for each in rows.annotate(**{state.value: Count("pk", filter=Q(state=state)) for state in Review.State})
    }
    none = dict.fromkeys(Review.State.values, 0)
    return [(user, counted.get(user.pk, none)) for user in round_.reviewers.order_by("username")]


def _add(request, round_, _wanted) -> None:
    form = PersonForm(request.POST, people=rights.possible_reviewers())
    if form.is_valid():
        assigning.add_reviewer(round_=round_, user=form.cleaned_data["user"])
        messages.success(request, _("She can read in this round now."))


def _remove(request, round_, _wanted) -> None:
    form = PersonForm(request.POST, people=User.objects.filter(pk__in=round_.reviewers.values("pk")))
    if form.is_valid():
        assigning.remove_reviewer(round_=round_, user=form.cleaned_data["user"])
        messages.success(request, _("She reads in this round no more. What she had not read yet is free again."))


def _give_out(request, round_, wanted) -> None:
    given = assigning.give_out(round_=round_, wanted=wanted)
    said = ngettext("%(n)d reading was given out.", "%(n)d readings were given out.", given) % {"n": given}
    messages.success(request, said)


STEPS = {"add": _add, "remove": _remove, "give_out": _give_out}
