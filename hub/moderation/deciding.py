"""Decisions on stories: each on the latest version that the moderator has seen, once, and in the log."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from hub.moderation.enums import UNDO_DAYS, Verdict
from hub.moderation.models import Decision, SafetyCheck, StoryApprovalTask, last_editor
from hub.stories import rules
from hub.stories.enums import NAMED_UP_TO, Review, SubmissionState, When
from hub.stories.models import StoryPage
from hub.stories.sharing import deciding

UNDO = dt.timedelta(days=UNDO_DAYS)


class DecidedError(Exception):
    """Somebody has decided meanwhile, or there is a newer version than the one that was looked at."""


class OwnWorkError(Exception):
    """Who wrote the latest version does not approve it."""


class NotReadyError(Exception):
    """Carries what is wrong: field → sentences."""


def waiting_states():
    """The states of all stories that wait for a moderator, the oldest first."""
    tasks = StoryApprovalTask.objects.filter(active=True)
    return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=tasks).order_by("started_at", "pk")


def state_of(story) -> TaskState | None:
    return (
        waiting_states()
        .filter(workflow_state__object_id=str(story.pk))
        .select_related("workflow_state", "task")
        .first()
    )


def may_moderate(user) -> bool:
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return user.is_superuser or StoryApprovalTask.objects.filter(active=True, groups__in=user.groups.all()).exists()


@transaction.atomic
def keep_check(*, story: StoryPage, answers: dict, user) -> None:
    SafetyCheck.objects.update_or_create(story=story, defaults={"answers": answers, "by": user})


@transaction.atomic
def approve(*, story: StoryPage, seen: int, user) -> None:
    """Publishes the version `seen` on the workflow's own way. Raises DecidedError, OwnWorkError, NotReadyError."""
    state = _held(story, seen)
    if last_editor(story) == user:
        raise OwnWorkError
    latest = story.get_latest_revision_as_object()
    latest.safety_state, latest.safety_by, latest.safety_on = Review.OK, user, timezone.localdate()
    wrong = rules.problems(latest, today=timezone.localdate())
    if wrong:
        raise NotReadyError(wrong)
    TaskState.objects.filter(pk=state.pk).update(revision=_keep(latest))
    state.refresh_from_db()
    _record(story, Verdict.APPROVED, user)
    state.task.specific.on_action(state, user, "approve")


@transaction.atomic
def ask(*, story: StoryPage, seen: int, user, remarks: dict[str, str], reply: str) -> None:
    """Gives it back to be changed. Raises DecidedError."""
    state = _held(story, seen)
    _record(story, Verdict.ASKED, user)
    submissions = list(_submissions(story))
    state.task.specific.on_action(state, user, "reject", comment="" if submissions else reply)
    for submission in submissions:
        deciding.ask(submission=submission, remarks=remarks, reply=reply)


@transaction.atomic
def decline(*, story: StoryPage, seen: int, user, reply: str) -> None:
    """Ends its way; for seven days that can be taken back. Raises DecidedError."""
    state = _held(story, seen)
    _record(story, Verdict.DECLINED, user)
    state.workflow_state.cancel(user=user)
    for submission in _submissions(story):
        deciding.decline(submission=submission, reply=reply)


def may_reopen(story) -> bool:
    last = story.decisions.first()
    since = timezone.now() - UNDO
    return bool(last and last.verdict == Verdict.DECLINED and last.at >= since and not story.workflow_in_progress)


@transaction.atomic
def reopen(*, story: StoryPage, user) -> None:
    """Takes back that it was declined. Raises DecidedError."""
    story = StoryPage.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if not may_reopen(story):
        raise DecidedError
    _record(story, Verdict.REOPENED, user)
    for submission in story.submissions.filter(state=SubmissionState.DECLINED):
        deciding.reopen(submission=submission)
    story.get_workflow().start(story, user)


@transaction.atomic
def narrow(*, story: StoryPage, seen: int, user, place: str, date: str) -> None:
    """Tells readers less of where and when; never more. Raises DecidedError, PermissionDenied."""
    _held(story, seen)
    latest = story.get_latest_revision_as_object()
    places, dates = list(NAMED_UP_TO), When.values
    if places.index(place) < places.index(latest.place_precision) or dates.index(date) < dates.index(
        latest.date_precision
    ):
        raise PermissionDenied
    latest.place_precision, latest.date_precision = place, date
    _keep(latest)
    log(instance=story, action="hub.moderation.narrowed", user=user)


@transaction.atomic
def drop_picture(*, story: StoryPage, seen: int, user, row: str) -> None:
    """Takes a picture off the story. Raises DecidedError."""
    _held(story, seen)
    latest = story.get_latest_revision_as_object()
    latest.pictures = [each for each in latest.pictures.all() if str(each.translation_key) != row]
    _keep(latest)
    log(instance=story, action="hub.moderation.narrowed", user=user)


def _held(story, seen) -> TaskState:
    """The state in which it waits, kept from others until the end of the transaction."""
    story.refresh_from_db(fields=["latest_revision"])
    found = state_of(story)
    held = found and WorkflowState.objects.select_for_update().get(pk=found.workflow_state_id)
    if not held or held.status != WorkflowState.STATUS_IN_PROGRESS or story.latest_revision_id != seen:
        raise DecidedError
    return found


def _keep(latest):
    """A version that only takes away: nobody's own work, so that whoever looked may still approve it."""
    return latest.save_revision(user=None, log_action=False)


def _record(story, verdict, user) -> None:
    Decision.objects.create(story=story, verdict=verdict, by=user)
    log(instance=story, action=f"hub.moderation.{verdict}", user=user)


def _submissions(story):
    return story.submissions.filter(state__in=deciding.WAITING)
