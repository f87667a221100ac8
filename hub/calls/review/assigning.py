"""Who reads what. Never what somebody said she is too close to, or asked to leave."""

from collections import Counter, defaultdict

from django.db import transaction
from django.utils import timezone

from hub.calls import moving
from hub.calls.enums import State
from hub.calls.models import Application, Review, Round
from hub.core.models import User

READ_NOW = (State.RECEIVED, State.SCREENING, State.MORE_INFO, State.IN_REVIEW, State.DISCUSSION)
GIVEN_OUT = (State.RECEIVED, State.SCREENING, State.MORE_INFO, State.IN_REVIEW)


class TooCloseError(Exception):
    """She has declared a conflict of interest, or is no reviewer of this round."""


@transaction.atomic
def add_reviewer(*, round_: Round, user: User) -> None:
    round_.reviewers.add(user)


@transaction.atomic
def remove_reviewer(*, round_: Round, user: User) -> None:
    """What she has not read goes back; what she has read stays."""
    _hold(round_)
    round_.reviewers.remove(user)
    Review.objects.filter(application__round=round_, reviewer=user, state=Review.State.ASKED).delete()


@transaction.atomic
def give_out(*, round_: Round, wanted: int) -> int:
    """Gives each to as many reviewers as are wanted, to those first who have the least; how many readings were given."""
    _hold(round_)
    waiting = Application.objects.whole().filter(round=round_, state__in=GIVEN_OUT).listed().select_for_update()
    keys = [application.pk for application in waiting.order_by("sent_at", "pk")]
    reviewers = list(round_.reviewers.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    new = list(_shared(round_, keys, reviewers, wanted))
    now = timezone.now()
    rows = [Review(application_id=key, reviewer_id=reviewer, given_at=now) for key, reviewer in new]
    Review.objects.bulk_create(rows, batch_size=500)
    asked = Review.objects.filter(application__round=round_).values("application")
    begun = Application.objects.filter(round=round_, state__in=[State.RECEIVED, State.SCREENING], pk__in=asked)
    begun.update(state=State.IN_REVIEW)
    return len(new)


def _shared(round_, keys, reviewers, wanted):
    """Pairs of application and reviewer that are new."""
    load, held, met = Counter(dict.fromkeys(reviewers, 0)), Counter(), defaultdict(set)
    rows = Review.objects.filter(application__round=round_).values_list("application_id", "reviewer_id", "state")
    for key, reviewer, state in rows:
        met[key].add(reviewer)
        if state in Review.COUNTED:
            held[key] += 1
            load[reviewer] += 1
    for key in sorted(keys, key=lambda key: held[key]):
        free = sorted((each for each in reviewers if each not in met[key]), key=lambda each: (load[each], each))
        for reviewer in free[: max(0, wanted - held[key])]:
            load[reviewer] += 1
            yield key, reviewer


@transaction.atomic
def give(*, application: Application, user: User) -> None:
    """By hand. Raises TooCloseError, NoWayError."""
    held = moving.locked(application)
    if held.state not in READ_NOW or held.anonymised_at:
        raise moving.NoWayError("not read now")
    if not held.round.reviewers.filter(pk=user.pk).exists():
        raise TooCloseError
    review, is_new = Review.objects.get_or_create(application=held, reviewer=user)
    if review.state == Review.State.CONFLICT:
        raise TooCloseError
    if not is_new and review.state == Review.State.ABSTAINED:
        review.state = Review.State.ASKED
        review.save(update_fields=["state"])
    if held.state in (State.RECEIVED, State.SCREENING):
        moving.move(application=held, to=State.IN_REVIEW)


@transaction.atomic
def take_back(*, application: Application, user: User) -> None:
    """Only what she has not read yet."""
    moving.locked(application)
    Review.objects.filter(application=application, reviewer=user, state=Review.State.ASKED).delete()


def next_for(user: User, round_: Round) -> Application | None:
    """Of what she has still to read, what the fewest have read."""
    return to_read(user, round_).order_by("readings", "given", "pk").first()


def to_read(user: User, round_: Round):
    """What waits for her, with `readings` and the day on which it was `given`."""
    mine = {"reviews__reviewer": user, "reviews__state": Review.State.ASKED}
    keys = Application.objects.filter(round=round_, state__in=READ_NOW, anonymised_at=None, **mine).values("pk")
    return Application.objects.filter(pk__in=keys).listed().with_readings().given_to(user)


def _hold(round_: Round) -> Round:
    return Round.objects.select_for_update().get(pk=round_.pk)
