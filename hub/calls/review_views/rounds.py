"""All calls, and one call in numbers."""

import uuid
from collections import Counter, defaultdict

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.calls import rounds_of
from hub.calls.enums import WITH_TEAM, State
from hub.calls.models import Application, CallPage, Review, Round
from hub.calls.review import assigning, rights
from hub.calls.review.standing import standing
from hub.calls.review_views.screens import round_at, screen
from hub.core import languages
from hub.core.enums import TranslationState


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    if not rights.may_come(request.user):
        raise PermissionDenied
    context = {"reading": rounds_to_read(request.user)}
    if rights.may_run(request.user):
        context["rounds"] = rounds_to_run()
    return screen(request, "index", _("Calls and applications"), None, **context)


@require_safe
def overview(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """The call in numbers for staff; for reviewers, what they have to read."""
    if not rights.may_come(request.user):
        raise PermissionDenied
    if not rights.may_run(request.user):
        return redirect("calls:reading", round_id)
    round_ = round_at(round_id)
    page = rounds_of.page_of(round_)
    now = timezone.now()
    context = {
        "standing": standing(round_, page),
        "stage": page.stage_at(now, is_released=bool(round_.released_at)) if page else None,
        "reviewers": round_.reviewers.count(),
        "reads_here": rights.reads_in(request.user, round_),
    }
    return screen(request, "round", page.title if page else round_.title, round_, page, **context)


def rounds_to_run() -> list[dict]:
    """Every call, the newest first: its page, its stage, and how many applications are where. Four queries."""
    rounds = Round.objects.in_bulk()
    pages: dict = defaultdict(list)
    for page in CallPage.objects.filter(alias_of=None).select_related("locale"):
        pages[page.translation_key].append(page)
    counts: dict = defaultdict(Counter)
    for key, state, number in Application.objects.order_by().values_list("round", "state").annotate(Count("pk")):
        counts[key][state] += number
    now = timezone.now()
    found = [_told(key, rounds.get(key), pages[key], counts[key], now) for key in rounds.keys() | pages.keys()]
    return sorted(found, key=lambda each: (each["closes_at"] is None, each["closes_at"], each["title"]), reverse=True)


def _told(key, round_, pages, counts, now) -> dict:
    wished = languages.current()
    order = {page.pk: (page.language != wished, page.translation_state != TranslationState.ORIGINAL) for page in pages}
    page = min(pages, key=lambda each: order[each.pk], default=None)
    return {
        "key": key,
        "title": page.title if page else round_.title,
        "language": page.language if page else "",
        "closes_at": page.closes_at if page else None,
        "stage": page.stage_at(now, is_released=bool(round_ and round_.released_at)) if page else None,
        "drafts": counts[State.DRAFT],
        "with_team": sum(counts[state] for state in WITH_TEAM),
        "pending": counts[State.DECIDED_PENDING],
        "total": sum(counts.values()),
    }


def rounds_to_read(user) -> list[tuple]:
    """Rounds in which she reads, by page or title, and how much waits for her."""
    rounds = list(Round.objects.filter(reviewers=user)) if rights.may_read(user) else []
    waits = Review.objects.filter(
        reviewer=user,
        state=Review.State.ASKED,
        application__state__in=assigning.READ_NOW,
        application__anonymised_at=None,
    )
    counted = dict(waits.order_by().values_list("application__round").annotate(Count("pk")))
    return [(each, rounds_of.page_of(each), counted.get(each.pk, 0)) for each in rounds]
