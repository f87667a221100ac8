"""Writes of stories: what must happen around a publication, so that nobody reads what is not for her."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.consent.enums import Scope
from hub.consent.models import Consent
from hub.stories.enums import Visibility
from hub.stories.models import StoryPage, StoryPicture, StoryRecording


@transaction.atomic
def make_way(*, story: StoryPage, revision) -> None:
    """Before a revision goes live: closes all languages of what is for staff alone, and lets an embargo wait for its day.

    `story` is the page as the revision has it.
    """
    family = StoryPage.objects.filter(translation_key=story.translation_key)
    if story.visibility == Visibility.PRIVATE:
        _close(family)
    elif family.filter(visibility=Visibility.PRIVATE).exists():
        _open(family)
    if story.embargo_until and story.embargo_until > timezone.localdate():
        _wait(family, story, revision)


def carriers(*, consent) -> list[int]:
    """The ids of the published stories in which something rests on this consent."""
    stories = StoryPage.objects.live()
    found: set[int] = set()
    for relation in ("pictures", "quotes", "recordings"):
        found.update(stories.filter(**{f"{relation}__consent": consent}).values_list("pk", flat=True))
    return sorted(found)


def pictures_held_back():
    """The ids, as a query, of pictures that stand in a published story without a consent that reaches this site today."""
    agreed = Consent.objects.valid_on(timezone.localdate(), Scope.SITE.value).values("pk")
    rows = [
        model.objects.filter(page__live=True).exclude(consent__in=agreed).order_by().values("image")
        for model in (StoryPicture, StoryRecording)
    ]
    return rows[0].union(rows[1])


def _close(family):
    """A restriction to groups, and none is named: only administrators pass."""
    for page in family:
        PageViewRestriction.objects.get_or_create(page=page, restriction_type=PageViewRestriction.GROUPS)


def _open(family):
    """Takes away the restrictions made by `_close`; one that staff have set by hand stays."""
    private = family.filter(visibility=Visibility.PRIVATE)
    made = PageViewRestriction.objects.filter(page__in=private, restriction_type=PageViewRestriction.GROUPS)
    for restriction in made.filter(groups__isnull=True):
        restriction.delete()


def _wait(family, story, revision):
    """Wagtail publishes the revision on the day; until then no language of the story is online."""
    begins = timezone.make_aware(dt.datetime.combine(story.embargo_until, dt.time.min))
    for page in family.live():
        page.unpublish()
    if story.go_live_at is None or story.go_live_at < begins:
        revision.content["go_live_at"] = begins.isoformat()
        revision.save(update_fields=["content"])
