"""From what a host has told to a story that waits for the team: a draft, its consents and its way through the workflow."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.text import slugify
from wagtail.models import Locale, WorkflowState

from hub.consent.enums import Kind, Way
from hub.consent.models import Consent
from hub.stories.enums import Review, SubmissionState
from hub.stories.models import StoryActivity, StoryIndexPage, StoryPage, StoryPicture, StoryQuote, Submission
from hub.stories.sharing.keeping import MOST_WAITING, TooManyError, locked
from hub.stories.sharing.told import ConsentTold, Told


class ChangedMeanwhileError(Exception):
    """Somebody went on writing elsewhere: what was checked is not what would be sent."""


class SameStoryError(Exception):
    """A story in the same words has been sent already."""


class NoPlaceError(Exception):
    """There is no stories page under which a story could stand."""


@transaction.atomic
def send(*, submission: Submission, told: Told) -> StoryPage:
    """Makes the story, or the next revision of it, and gives it to the team.

    Raises ClosedError (sent already), ChangedMeanwhileError, SameStoryError, TooManyError, NoPlaceError.
    """
    held = locked(submission)
    if held.changed_at != submission.changed_at:
        raise ChangedMeanwhileError
    same = salted_hmac("hub.stories.same", told.words, algorithm="sha256").hexdigest()
    others = Submission.objects.exclude(pk=held.pk)
    if others.filter(same=same).exists():
        raise SameStoryError
    if others.filter(state=SubmissionState.SENT).count() >= MOST_WAITING:
        raise TooManyError
    story = _mended(held, told) if held.story else make(told=told)
    held.story, held.same, held.sent = story, same, told.as_json()
    held.remarks, held.reply = {}, ""
    held.state, held.sent_at = SubmissionState.SENT, timezone.now()
    held.save()
    give_to_team(story=story)
    return story


@transaction.atomic
def make(*, told: Told) -> StoryPage:
    """A draft that nobody but staff sees. Raises NoPlaceError."""
    parents = StoryIndexPage.objects.filter(alias_of__isnull=True)
    parent = (
        parents.filter(locale__language_code=told.language).first()
        or parents.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    )
    if parent is None:
        raise NoPlaceError
    story = StoryPage(locale=Locale.objects.get(language_code=told.language), live=False)
    _write(story, told.facts)
    story.slug = "" if slugify(story.title) else f"story-{get_random_string(8, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    _write_rows(story, told, was={})
    parent.add_child(instance=story)
    story.save_revision()
    return story


def _mended(submission, told: Told) -> StoryPage:
    """A new revision with what its host has changed since she sent it; what others have changed meanwhile stays."""
    story = submission.story.get_latest_revision_as_object()
    was = submission.sent
    before = was.get("facts", {})
    facts = told.as_json()["facts"]
    _write(story, {name: value for name, value in facts.items() if name not in before or before[name] != value})
    story.safety_state = Review.PENDING
    _write_rows(story, told, was=was)
    story.save_revision()
    return story


def _write(story, facts: dict) -> None:
    for name, value in facts.items():
        field = StoryPage._meta.get_field(name)
        if name == "credit_names":
            value = [("name", each) for each in value]
        elif name in {"session_date", "embargo_until"}:
            value = field.to_python(value or None)
        setattr(story, name, value)


def _write_rows(story, told: Told, *, was: dict) -> None:
    """The rows of the story, each kind only where it is not as it was sent before."""
    now = told.as_json()
    if now["activities"] != was.get("activities"):
        story.activities_used = [
            StoryActivity(
                locale=story.locale,
                sort_order=place,
                activity_id=row.page,
                minutes=row.minutes,
                what_changed=row.what_changed,
            )
            for place, row in enumerate(told.activities)
        ]
    if now["pictures"] != was.get("pictures"):
        known = {row.image_id: row for row in story.pictures.all()}
        _drop(known, {row.image for row in told.pictures})
        story.pictures = [_picture(story, place, row, known) for place, row in enumerate(told.pictures)]
    if now["quotes"] != was.get("quotes"):
        known = {row.text: row for row in story.quotes.all()}
        _drop(known, {row.text for row in told.quotes})
        story.quotes = [_quote(story, place, row, known) for place, row in enumerate(told.quotes)]
    if now["free_words"] != was.get("free_words", []):
        story.words.set(told.free_words)


def _drop(known: dict, wanted: set) -> None:
    """The consents of rows that are no longer there go with them."""
    gone = [row.consent_id for key, row in known.items() if key not in wanted]
    Consent.objects.filter(pk__in=[each for each in gone if each]).delete()


def _picture(story, place, told, known) -> StoryPicture:
    row = known.get(told.image) or StoryPicture(locale=story.locale, image_id=told.image)
    row.sort_order, row.alt, row.caption, row.faces = place, told.alt, told.caption, told.faces
    row.consent = _consent(row.consent, told.consent, Kind.PICTURE)
    return row


def _quote(story, place, told, known) -> StoryQuote:
    row = known.get(told.text) or StoryQuote(locale=story.locale, text=told.text)
    row.sort_order, row.credit = place, told.credit
    row.consent = _consent(row.consent, told.consent, Kind.QUOTE)
    return row


def _consent(known: Consent | None, told: ConsentTold, kind: str) -> Consent:
    consent = known or Consent(kind=kind, recorded=Way.FORM)
    consent.pseudonym, consent.state, consent.scopes = told.pseudonym, told.state, list(told.scopes)
    consent.until = Consent._meta.get_field("until").to_python(told.until or None)
    consent.full_clean(exclude=["note"])
    consent.save()
    return consent


def give_to_team(*, story: StoryPage) -> None:
    """Into the workflow of its place in the tree, if there is one; back to whom it was with, if changes were asked."""
    current = story.current_workflow_state
    if current and current.status == WorkflowState.STATUS_NEEDS_CHANGES:
        current.resume(user=None)
    elif current is None:
        workflow = story.get_workflow()
        if workflow:
            workflow.start(story, user=None)
