"""What becomes of a story: changes asked, published, not this time, taken back by its host, forgotten when its time is over."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from hub.consent.models import Consent
from hub.stories import rules
from hub.stories.enums import DECIDED, SubmissionState
from hub.stories.models import StoryPage, Submission
from hub.stories.sharing import keeping
from hub.stories.sharing.asking import ASKABLE
from hub.stories.sharing.pictures import forget

WAITING = (SubmissionState.SENT, SubmissionState.ASKED)


class NotWaitingError(Exception):
    """The story is not with the team: there is nothing to ask or decide."""


class UnknownFieldError(Exception):
    """A remark on something that hosts are not asked for; carries the names."""


@transaction.atomic
def ask(*, submission: Submission, remarks: dict[str, str], reply: str) -> None:
    """Gives the story back to its host with what should change: name of ASKABLE → words, and words on the whole.

    Raises NotWaitingError, UnknownFieldError.
    """
    unknown = set(remarks) - {name for name, _label, _step in ASKABLE}
    if unknown:
        raise UnknownFieldError(sorted(unknown))
    held = _waiting(submission, SubmissionState.SENT, SubmissionState.ASKED)
    held.remarks = {name: text.strip() for name, text in remarks.items() if text.strip()}
    held.reply = reply.strip()
    held.state, held.asked_at = SubmissionState.ASKED, timezone.now()
    held.save(update_fields=["remarks", "reply", "state", "asked_at"])
    submission.refresh_from_db()


@transaction.atomic
def tell_published(*, submission: Submission) -> None:
    """Tells the host that readers can read her story. Twice is once. Raises NotWaitingError."""
    held = _waiting(submission, *WAITING, *DECIDED)
    if held.state != SubmissionState.PUBLISHED:
        _decide(held, SubmissionState.PUBLISHED, reply="")
    submission.refresh_from_db()


@transaction.atomic
def decline(*, submission: Submission, reply: str) -> None:
    """Tells the host that the story is not published this time, and why. Raises NotWaitingError."""
    _decide(_waiting(submission, *WAITING), SubmissionState.DECLINED, reply=reply.strip())
    submission.refresh_from_db()


@transaction.atomic
def reopen(*, submission: Submission) -> None:
    """Takes back that a story was declined: it waits to be read again. Raises NotWaitingError."""
    held = _waiting(submission, SubmissionState.DECLINED)
    held.state, held.decided_at, held.reply = SubmissionState.SENT, None, ""
    held.save(update_fields=["state", "decided_at", "reply"])
    submission.refresh_from_db()


@transaction.atomic
def story_left(*, story, is_gone: bool) -> None:
    """Tells the hosts of a story that readers cannot read it any more, or that it `is_gone` before they ever could."""
    states = [SubmissionState.PUBLISHED, *(WAITING if is_gone else ())]
    Submission.objects.filter(story=story, state__in=states).update(
        state=SubmissionState.WITHDRAWN, decided_at=timezone.now()
    )


@transaction.atomic
def take_back(*, submission: Submission) -> bool:
    """The host's own wish. What is not published is gone at once, with pictures and consents: True. A published story is the
    team's to take down: they see the wish, and only what was typed is gone: False."""
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.story and held.story.live:
        held.withdrawal_asked_at = held.withdrawal_asked_at or timezone.now()
        held.answers, held.sent, held.remarks = {}, {}, {}
        held.save(update_fields=["withdrawal_asked_at", "answers", "sent", "remarks"])
        submission.refresh_from_db()
        return False
    _wipe(held)
    return True


@transaction.atomic
def forget_old() -> int:
    """Removes the submissions whose time is over, with all that is not published of them. Returns how many."""
    old = list(Submission.objects.select_for_update().filter(keeping.over(timezone.now())))
    for submission in old:
        _wipe(submission)
    return len(old)


def _waiting(submission, *states) -> Submission:
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.state not in states:
        raise NotWaitingError
    return held


def _decide(held, state, *, reply: str) -> None:
    held.state, held.reply, held.remarks, held.decided_at = state, reply, {}, timezone.now()
    held.save(update_fields=["state", "reply", "remarks", "decided_at"])


def _wipe(held: Submission) -> None:
    story, pictures = held.story, list(held.pictures.select_related("image"))
    held.delete()
    if story and not story.live:
        for page in StoryPage.objects.filter(translation_key=story.translation_key, live=False):
            _wipe_page(page)
    for picture in pictures:
        forget(picture)


def _wipe_page(page) -> None:
    """A story with its revisions, its consents, and its title where Wagtail's log repeats it."""
    latest = page.get_latest_revision_as_object()
    consents = {item.consent.pk for each in (page, latest) for item in rules.items_of(each) if item.consent}
    key = page.pk
    page.delete()
    PageLogEntry.objects.filter(page=key).update(label="", data={})
    Consent.objects.filter(pk__in=consents).delete()
