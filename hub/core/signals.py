"""Wagtail's own events: whatever readers see has changed, so the content version changes and pictures are made ready."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from hub.core import version
from hub.core.enums import TranslationState
from hub.core.services import make_renditions_ready


def connect():
    from hub.core.models import Cycle, HubSettings, Theme

    copy_for_translation_done.connect(on_copied_for_translation, dispatch_uid="core.copied_for_translation")
    page_published.connect(on_page_published, dispatch_uid="core.page_published")
    for signal in (page_unpublished, page_slug_changed, post_page_move):
        signal.connect(on_change, dispatch_uid="core.page_change")
    for model in (Cycle, Theme, HubSettings, Locale, Site, PageViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(on_change, sender=model, dispatch_uid=f"core.{model.__name__}.change")
    post_delete.connect(on_page_deleted, dispatch_uid="core.page_deleted")


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
