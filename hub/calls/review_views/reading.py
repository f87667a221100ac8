"""A reviewer's desk: what is hers to read, one application as she may see it, and her word on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.calls import moving, review_forms, rounds_of
from hub.calls.enums import State
from hub.calls.models import Message, Review, Round
from hub.calls.review import assigning, rights, scoring, seeing, shown, talking
from hub.calls.review_views.application import thread
from hub.calls.review_views.screens import application_for, changed_meanwhile, for_reviewers, screen


@require_safe
@for_reviewers
def reading(request: HttpRequest, round_: Round) -> HttpResponse:
    page = rounds_of.page_of(round_)
    hers = {
        each.application_id: each for each in Review.objects.filter(application__round=round_, reviewer=request.user)
    }
    talked = rights.readable_by(request.user, round_).filter(state=State.DISCUSSION).listed()
    read = rights.readable_by(request.user, round_).listed().exclude(state=State.DISCUSSION)
    context = {
        "to_read": assigning.to_read(request.user, round_).order_by("readings", "given", "pk"),
        "talked": [(each, hers.get(each.pk)) for each in talked],
        "read": [(each, hers[each.pk]) for each in read if hers[each.pk].state != Review.State.ASKED],
        "conflicts": sum(each.state == Review.State.CONFLICT for each in hers.values()),
        "is_blind": seeing.reviewers_sight(page).is_blind,
    }
    return screen(request, "reading", _("To read"), round_, page, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Before she reads: is she too close to it?"""
    held = application_for(request, application_id, rights.may_review)
    if request.method == "POST":
        return _leave(request, held) or redirect("calls:first", held.pk)
    page = rounds_of.page_of(held.round)
    sight = seeing.reviewers_sight(page)
    found = shown.shown(held, sight)
    told = {each.key for each in shown.questions_seen(page, sight) if each.is_identifying}
    lines = [line for _step, lines in found.steps for line in lines if line.key in told and line.lines]
    context = {"application": held, "sight": sight, "shown": found, "telling": lines}
    return screen(request, "first", _("Before you read"), held.round, page, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, application_id: UUID) -> HttpResponse:
    held = application_for(request, application_id, rights.may_review)
    page = rounds_of.page_of(held.round)
    criteria = list(page.criteria.all()) if page else []
    review = Review.objects.filter(application=held, reviewer=request.user).first()
    forms = {
        "score": review and review_forms.ScoreForm(criteria=criteria, review=review),
        "talk": review_forms.WordsForm(circle=Message.Circle.TEAM),
    }
    if request.method == "POST":
        done = _sent(request, held, review, criteria, forms)
        if done:
            return done
    has_read = bool(review and review.state == Review.State.DONE)
    sight = seeing.reviewers_sight(page)
    context = {
        "application": held,
        "sight": sight,
        "shown": shown.shown(held, sight),
        "review": review,
        "is_open": held.state in assigning.READ_NOW,
        "forms": forms,
        "others": _others(held, request.user, criteria) if has_read else [],
        "talks": has_read or held.state == State.DISCUSSION,
        "team": thread(held)[Message.Circle.TEAM],
    }
    return screen(request, "read", held.reference, held.round, page, **context)


def _sent(request, held, review, criteria, forms) -> HttpResponse | None:
    do = request.POST.get("do", "")
    if do in LEAVING:
        return _leave(request, held)
    try:
        if do == "score" and review:
            return _score(request, held, criteria, review, forms)
        if do == "say" and (held.state == State.DISCUSSION or (review and review.state == Review.State.DONE)):
            return _say(request, held, forms)
    except (moving.NoWayError, scoring.NotHersError):
        messages.warning(request, changed_meanwhile())
        return redirect("calls:reading", held.round_id)
    return None


def _score(request, held, criteria, review, forms):
    form = forms["score"] = review_forms.ScoreForm(request.POST, criteria=criteria, review=review)
    if not form.is_valid():
        return None
    scoring.score(
        application=held,
        user=request.user,
        scores=form.scores,
        note=form.cleaned_data["note"],
        criteria=criteria,
    )
    messages.success(request, _("Your reading is kept. You can change it until it is decided."))
    following = assigning.next_for(request.user, held.round)
    if "next" in request.POST and following:
        return redirect("calls:first", following.pk)
    return redirect("calls:read", held.pk)


def _say(request, held, forms):
    form = forms["talk"] = review_forms.WordsForm(request.POST, circle=Message.Circle.TEAM)
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    talking.say(
        application=held,
        circle=Message.Circle.TEAM,
        author=request.user,
        text=asked["text"],
        opening=str(asked["opening"]),
    )
    messages.success(request, _("Your words are there for the team."))
    return redirect("calls:read", held.pk)


LEAVING = {"conflict": scoring.declare_conflict, "abstain": scoring.abstain}


def _leave(request, held) -> HttpResponse | None:
    """She is too close to it, or leaves it to others."""
    leave = LEAVING.get(request.POST.get("do", ""))
    if leave is None:
        return None
    try:
        leave(application=held, user=request.user)
    except (moving.NoWayError, scoring.NotHersError):
        messages.warning(request, changed_meanwhile())
    else:
        messages.success(request, _("Thank you for saying so. Somebody else reads it."))
    return redirect("calls:reading", held.round_id)


def _others(held, user, criteria) -> list[tuple]:
    """Others' readings: who, the mean, scores by criterion in words, and the note."""
    done = held.reviews.filter(state=Review.State.DONE).exclude(reviewer=user).select_related("reviewer")
    return [(each, [(criterion.title, each.scores.get(criterion.key, "–")) for criterion in criteria]) for each in done]
