from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from hub.core import events, later, version
from hub.search import services
from hub.search.models import PromotedPage, PromotedResults, Synonyms


def connect():
    page_published.connect(on_published, dispatch_uid="search.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="search.unpublished")
    page_slug_changed.connect(on_moved, dispatch_uid="search.slug")
    post_page_move.connect(on_moved, dispatch_uid="search.move")
    post_delete.connect(on_deleted, dispatch_uid="search.deleted")
    post_save.connect(on_saved, dispatch_uid="search.saved")
    events.told_of_translation.connect(on_told, dispatch_uid="search.told")
    events.facts_shared.connect(on_told, dispatch_uid="search.facts")
    for signal in (post_save, post_delete):
        signal.connect(on_privacy, sender=PageViewRestriction, dispatch_uid="search.privacy")
        for model in (Synonyms, PromotedResults, PromotedPage):
            signal.connect(on_hint, sender=model, dispatch_uid=f"search.{model.__name__}")


def on_published(sender, instance, **kwargs):
    later.do(services.index_ids, instance.pk)


def on_unpublished(sender, instance, **kwargs):
    services.remove_pages(page_ids=[instance.pk])


def on_moved(sender, instance, **kwargs):
    services.index_tree(page=instance)


def on_deleted(sender, instance, **kwargs):
    if sender is Page:
        services.forget_page(page_id=instance.pk)


def on_saved(sender, instance, update_fields=None, **kwargs):
    """An alias that becomes a page of its own says so in no other way."""
    if issubclass(sender, Page) and "alias_of_id" in (update_fields or ()):
        services.index_page(page=instance)
        version.bump()


def on_told(sender, ids, **kwargs):
    """A card says how far its translation can be trusted, and facts that are the same in all languages."""
    if issubclass(sender, Page):
        later.do(services.index_ids, *ids)


def on_privacy(sender, instance, **kwargs):
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        services.index_tree(page=page)


def on_hint(sender, **kwargs):
    version.bump()
