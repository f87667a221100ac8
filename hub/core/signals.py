"""Wagtail's own events: whatever readers see has changed, so the content version changes, pictures are made ready, and
media open or close with what uses them."""

from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from hub.core import guarding, later, openness, usages, version
from hub.core.enums import TranslationState
from hub.core.services import make_renditions_ready

# What is written when a draft is kept beside a page: nothing of what readers see changes.
BOOKKEEPING = frozenset({"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"})


def connect():
    from hub.core.models import Cycle, HubDocument, HubImage, HubRendition, HubSettings, Theme

    copy_for_translation_done.connect(on_copied_for_translation, dispatch_uid="core.copied_for_translation")
    page_published.connect(on_page_published, dispatch_uid="core.page_published")
    for signal in (page_unpublished, page_slug_changed, post_page_move):
        signal.connect(on_change, dispatch_uid="core.page_change")
    for model in (Cycle, Theme, HubSettings, HubImage, HubDocument, Locale, Site, PageViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(on_change, sender=model, dispatch_uid=f"core.{model.__name__}.change")
    post_delete.connect(on_page_deleted, dispatch_uid="core.page_deleted")
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="core.restriction")
    post_page_move.connect(on_restriction, dispatch_uid="core.moved")
    post_save.connect(on_user_of_media_saved, dispatch_uid="core.user_of_media_saved")
    post_delete.connect(on_user_of_media_deleted, dispatch_uid="core.user_of_media_deleted")
    for model in (HubImage, HubDocument, HubRendition):
        post_delete.connect(on_file_given_up, sender=model, dispatch_uid=f"core.{model.__name__}.file")


def on_copied_for_translation(sender, source_obj, target_obj, **kwargs):
    """A new translation never passes for an original: readers are told that nobody has checked it yet."""
    from hub.core.models import HubPage

    if isinstance(target_obj, HubPage) and not target_obj.alias_of_id:
        target_obj.translation_state = TranslationState.DRAFT
        target_obj.save(update_fields=["translation_state"])


def on_page_published(sender, instance, **kwargs):
    make_renditions_ready(page=instance)
    version.bump()


def on_page_deleted(sender, **kwargs):
    if issubclass(sender, Page):
        version.bump()


def on_change(sender, **kwargs):
    version.bump()


def on_restriction(sender, **kwargs):
    later.do(guarding.settle_after)


def on_user_of_media_saved(sender, instance, raw, update_fields=None, **kwargs):
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    if raw or sender not in ReferenceIndex.tracked_models:
        return
    owner = _owner(instance)
    if owner is None:
        usages.note(instance)
    else:
        later.do(guarding.settle_after, (type(owner), owner.pk))


def on_user_of_media_deleted(sender, instance, **kwargs):
    """What is deleted uses nothing any more; if it was a part of something, that is looked at again."""
    if sender not in ReferenceIndex.tracked_models:
        return
    owner = _owner(instance)
    if owner is instance:
        ReferenceIndex.remove_for_object(instance)
        later.do(guarding.settle_after)
    elif owner is not None:
        later.do(guarding.settle_after, (type(owner), owner.pk))
    usages.forget(instance)


def _owner(instance):
    """What keeps the references of the instance (itself, or what it is a part of) if readers may see its media there."""
    for field in instance._meta.get_fields():
        if isinstance(field, ParentalKey):
            owner = field.related_model._default_manager.filter(pk=getattr(instance, field.attname)).first()
            return owner and _owner(owner)
    return instance if isinstance(instance, Page) or openness.shows_media(type(instance)) else None


def on_file_given_up(sender, instance, **kwargs):
    """At once, and not when a worker comes to it."""
    guarding.discard([instance.file.name])
