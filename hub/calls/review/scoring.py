"""A reviewer's own word on an application: scores, a note, or that she leaves it to others."""

from django.db import transaction
from django.utils import timezone

from hub.calls import moving
from hub.calls.models import Application, Criterion, Review
from hub.calls.review import rights
from hub.calls.review.assigning import READ_NOW
from hub.core.models import User

LEAST, MOST = 1, 5


class NotHersError(Exception):
    """It was not given to her, or was taken back."""


@transaction.atomic
def score(
    *, application: Application, user: User, scores: dict[str, int], note: str, criteria: list[Criterion]
) -> Review:
    """`scores`: criterion's key → 1 to 5, for all of them. She may change hers until it is decided. Raises NotHersError,
    NoWayError, and ValueError where a score is missing or strange."""
    review = _own(application, user)
    asked = {each.key: each.weight for each in criteria}
    if set(scores) != set(asked) or any(value not in range(LEAST, MOST + 1) for value in scores.values()):
        raise ValueError("scores do not fit the criteria")
    review.state, review.scores, review.note, review.done_at = Review.State.DONE, scores, note, timezone.now()
    review.score = weighted(scores, asked)
    review.save()
    return review


def weighted(scores: dict[str, int], weights: dict[str, int]) -> float | None:
    total = sum(weights.values())
    return round(sum(weights[key] * value for key, value in scores.items()) / total, 4) if total else None


@transaction.atomic
def abstain(*, application: Application, user: User) -> None:
    """Somebody else reads it. Raises NotHersError, NoWayError."""
    _emptied(_own(application, user), Review.State.ABSTAINED)


@transaction.atomic
def declare_conflict(*, application: Application, user: User) -> None:
    """It is never given to her again, and what she scored is gone. Raises NotHersError, NoWayError."""
    held = moving.locked(application)
    if held.state not in READ_NOW or held.anonymised_at:
        raise moving.NoWayError("decided")
    if not rights.reads_in(user, held.round):
        raise NotHersError
    review, _is_new = Review.objects.get_or_create(application=held, reviewer=user)
    _emptied(review, Review.State.CONFLICT)


def _own(application, user) -> Review:
    held = moving.locked(application)
    if held.state not in READ_NOW or held.anonymised_at:
        raise moving.NoWayError("decided")
    review = Review.objects.filter(application=held, reviewer=user).exclude(state=Review.State.CONFLICT).first()
    if review is None or not rights.reads_in(user, held.round):
        raise NotHersError
    return review


def _emptied(review, state) -> None:
    review.state, review.scores, review.score, review.note, review.done_at = state, {}, None, "", None
    review.save()
