"""A consent or a theme that changes, changes at once what is shown and found of the stories that rest on it."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.signals import page_published, page_unpublished

from hub.consent import events
from hub.consent.models import Consent
from hub.core import later, version
from hub.core.models import Theme
from hub.search.services import index_ids
from hub.stories import drawn, leaving, services
from hub.stories.models import Cohort, CohortHost, StoryPage
from hub.stories.sharing import deciding


def connect():
    events.covering.connect(on_consents_asked, sender=Consent, dispatch_uid="stories.consents_asked")
    events.resting.connect(on_pictures_asked, sender=Consent, dispatch_uid="stories.pictures_asked")
    events.needing.connect(on_need_asked, sender=Consent, dispatch_uid="stories.need_asked")
    events.leaving.connect(on_consent_leaving, sender=Consent, dispatch_uid="stories.consent_leaving")
    post_save.connect(on_consent, sender=Consent, dispatch_uid="stories.consent_saved")
    pre_delete.connect(before_consent_goes, sender=Consent, dispatch_uid="stories.consent_goes")
    post_delete.connect(on_consent_gone, sender=Consent, dispatch_uid="stories.consent_gone")
    post_save.connect(on_theme, sender=Theme, dispatch_uid="stories.theme_saved")
    pre_delete.connect(before_theme_goes, sender=Theme, dispatch_uid="stories.theme_goes")
    post_delete.connect(on_theme_gone, sender=Theme, dispatch_uid="stories.theme_gone")
    page_published.connect(on_published, sender=StoryPage, dispatch_uid="stories.published")
    page_unpublished.connect(on_unpublished, sender=StoryPage, dispatch_uid="stories.unpublished")
    pre_delete.connect(before_story_goes, sender=StoryPage, dispatch_uid="stories.goes")
    for model in (Cohort, CohortHost):
        for signal in (post_save, post_delete):
            signal.connect(on_cohort, sender=model, dispatch_uid=f"stories.{model.__name__}")


def on_consents_asked(sender, consents, **kwargs):
    return leaving.covered(consents)


def on_pictures_asked(sender, consent, **kwargs):
    return leaving.resting(consent)


def on_need_asked(sender, consent, pictures, **kwargs):
    return leaving.needed(consent, pictures)


def on_consent_leaving(sender, consent, pictures, **kwargs):
    return leaving.take_out(consent, pictures)


def on_consent(sender, instance, created, **kwargs):
    if not created:
        later.do(index_ids, *services.carriers(consent=instance))


def before_consent_goes(sender, instance, **kwargs):
    instance.story_carriers = services.carriers(consent=instance)  # afterwards the links are gone


def on_consent_gone(sender, instance, **kwargs):
    later.do(index_ids, *instance.story_carriers)


def on_theme(sender, instance, created, **kwargs):
    if not created:
        later.do(index_ids, *_with_theme(instance))


def before_theme_goes(sender, instance, **kwargs):
    instance.story_carriers = _with_theme(instance)


def on_theme_gone(sender, instance, **kwargs):
    later.do(index_ids, *instance.story_carriers)


def on_cohort(sender, **kwargs):
    version.bump()


def on_published(sender, instance, **kwargs):
    for submission in instance.submissions.all():
        deciding.tell_published(submission=submission)
    for image_id in instance.recordings.values_list("image_id", flat=True):
        drawn.cut_parts(image_id)


def on_unpublished(sender, instance, **kwargs):
    deciding.story_left(story=instance, is_gone=False)


def before_story_goes(sender, instance, **kwargs):
    deciding.story_left(story=instance, is_gone=True)


def _with_theme(theme) -> list[int]:
    """The ids of the published stories that carry a theme or one of its second level."""
    carried = Q(theme_links__theme=theme) | Q(theme_links__theme__parent=theme)
    return list(StoryPage.objects.live().filter(carried).values_list("pk", flat=True).distinct())
