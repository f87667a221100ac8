"""Beginning a story, coming back to it, and keeping what is typed: right or wrong, nothing is lost."""

import datetime as dt
import json

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hub.stories import codes
from hub.stories.enums import DECIDED, SubmissionState
from hub.stories.models import Submission

KEPT_DAYS = 14  # after the last change, while it is not sent
TOLD_DAYS = 90  # after the decision
MOST_BEGUN_IN_A_DAY = 1000
MOST_WAITING = 300
MOST_LETTERS = 300_000  # of all answers of one story


class TooManyError(Exception):
    """So many stories are coming in that no more are taken for now."""


class TooLongError(Exception):
    """The answers are longer than any story; nothing of them was kept."""


class ClosedError(Exception):
    """The story is with the team, or decided: its host cannot change it now."""


def over(now: dt.datetime) -> Q:
    """Submissions whose time is over: drafts that nobody came back to, and stories decided long ago."""
    return Q(state=SubmissionState.BEGUN, changed_at__lt=now - dt.timedelta(days=KEPT_DAYS)) | Q(
        state__in=DECIDED, decided_at__lt=now - dt.timedelta(days=TOLD_DAYS)
    )


def open_ones() -> QuerySet[Submission]:
    return Submission.objects.exclude(over(timezone.now()))


def find(code: str) -> Submission | None:
    return open_ones().filter(code_hash__in=codes.hashes(code)).first()


def is_full() -> bool:
    since = timezone.now() - dt.timedelta(days=1)
    waiting = Submission.objects.filter(state=SubmissionState.SENT).count()
    return waiting >= MOST_WAITING or Submission.objects.filter(begun_at__gte=since).count() >= MOST_BEGUN_IN_A_DAY


@transaction.atomic
def begin(*, opening: str, language: str, owner=None) -> tuple[Submission, str]:
    """The submission and its code, which is told now and cannot be read anywhere afterwards. Raises TooManyError."""
    code = codes.code_for(opening)
    known = Submission.objects.filter(opening=codes.opening_hash(opening)).first()
    if known:
        return known, code
    if is_full():
        raise TooManyError
    made, _is_new = Submission.objects.get_or_create(
        opening=codes.opening_hash(opening),
        defaults={"code_hash": codes.hashes(code)[0], "language": language, "owner": owner},
    )
    return made, code


@transaction.atomic
def keep(*, submission: Submission, step: str, answers: dict) -> None:
    """Keeps these answers of a step beside its others, as they are. Raises ClosedError, TooLongError."""
    held = locked(submission)
    if answers:
        held.answers[step] = {**held.answers_of(step), **answers}
        if len(json.dumps(held.answers, ensure_ascii=False)) > MOST_LETTERS:
            raise TooLongError
        held.changed_at = timezone.now()
        held.save(update_fields=["answers", "changed_at"])
    submission.answers, submission.changed_at = held.answers, held.changed_at


def locked(submission: Submission) -> Submission:
    """The submission as it is now, until the end of the transaction. Raises ClosedError."""
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if not held.is_editable:
        raise ClosedError
    return held


@transaction.atomic
def speak(*, submission: Submission, language: str) -> None:
    """Says in which language the story is told."""
    Submission.objects.filter(pk=submission.pk).update(language=language)
    submission.language = language


# Activities used: their uids in an order, beside what is said of each.


def add_activity(*, submission: Submission, uid: str) -> None:
    order = _order(submission)
    if uid not in order and len(order) < MOST_ACTIVITIES:
        keep(submission=submission, step="activities", answers={"order": [*order, uid]})


def move_activity(*, submission: Submission, uid: str, places: int) -> None:
    order = _order(submission)
    if uid in order:
        at = order.index(uid)
        order.insert(max(0, min(len(order) - 1, at + places)), order.pop(at))
        keep(submission=submission, step="activities", answers={"order": order})


def remove_activity(*, submission: Submission, uid: str) -> None:
    order = [each for each in _order(submission) if each != uid]
    keep(submission=submission, step="activities", answers={"order": order})


MOST_ACTIVITIES = 20


def _order(submission) -> list[str]:
    return list(submission.answers_of("activities").get("order", []))
