"""What is taken from readers stands in no file either, at once and whether or not a worker runs; its next round makes new
files."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_unpublished

from hub.core import events
from hub.core.models import HubImage
from hub.handbook.models import ChapterPage, HandbookPage
from hub.handbook.out import keeping

MODELS = (HandbookPage, ChapterPage)


def connect():
    page_unpublished.connect(on_withdrawn, dispatch_uid="handbook.unpublished")
    post_delete.connect(on_withdrawn, sender=Page, dispatch_uid="handbook.deleted")
    post_save.connect(on_closed, sender=PageViewRestriction, dispatch_uid="handbook.closed")
    events.pictures_moved.connect(on_pictures_moved, sender=HubImage, dispatch_uid="handbook.pictures_moved")
    events.picture_hidden.connect(on_picture_hidden, sender=HubImage, dispatch_uid="handbook.picture_hidden")
    pre_delete.connect(before_picture_goes, sender=HubImage, dispatch_uid="handbook.picture_goes")


def on_withdrawn(sender, instance, **kwargs):
    if issubclass(instance.specific_class or Page, MODELS) or _are_chosen([instance.translation_key], gone=instance.pk):
        keeping.withdraw()


def on_closed(sender, instance, **kwargs):
    """A page that is no longer for everybody, and all below it."""
    below = Page.objects.descendant_of(instance.page, inclusive=True)
    if any(model.objects.filter(pk__in=below).exists() for model in MODELS) or _are_chosen(
        below.values("translation_key")
    ):
        keeping.withdraw()


def _are_chosen(keys, *, gone: int | None = None) -> bool:
    """Whether a chapter has chosen one of these things (translation keys), in whatever language, or the page `gone`, which
    may be deleted already. Files tell of what chapters choose. At most two queries."""
    kinds = ContentType.objects.get_for_models(ChapterPage, Page)
    rows = ReferenceIndex.objects.filter(content_type=kinds[ChapterPage], to_content_type=kinds[Page])
    chosen = {int(pk) for pk in rows.values_list("to_object_id", flat=True)}
    return gone in chosen or Page.objects.filter(pk__in=chosen, translation_key__in=keys).exists()


def on_pictures_moved(sender, ids, is_open, **kwargs):
    if not is_open:
        _withdraw_pictures(ids)


def on_picture_hidden(sender, image, **kwargs):
    _withdraw_pictures([image.pk])


def before_picture_goes(sender, instance, **kwargs):
    _withdraw_pictures([instance.pk])


def _withdraw_pictures(ids) -> None:
    """A picture that chapters show, which readers may see no more, or not as it was."""
    chapters, pictures = ContentType.objects.get_for_models(ChapterPage, HubImage).values()
    shown = ReferenceIndex.objects.filter(
        content_type=chapters, to_content_type=pictures, to_object_id__in=[str(pk) for pk in ids]
    )
    if ids and shown.exists():
        keeping.withdraw()
