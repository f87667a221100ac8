"""What is taken from readers stands in no file either, at once and whether or not a worker runs; its next round makes new
files."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished

from hub.handbook.models import ChapterPage, HandbookPage
from hub.handbook.out import keeping

MODELS = (HandbookPage, ChapterPage)


def connect():
    for model in MODELS:
        for signal in (page_unpublished, post_delete):
            signal.connect(on_withdrawn, sender=model, dispatch_uid=f"handbook.{model.__name__}.withdrawn")
    post_save.connect(on_closed, sender=PageViewRestriction, dispatch_uid="handbook.closed")


def on_withdrawn(sender, **kwargs):
    keeping.withdraw()


def on_closed(sender, instance, **kwargs):
    """A page that is no longer for everybody, and all below it."""
    if any(model.objects.descendant_of(instance.page, inclusive=True).exists() for model in MODELS):
        keeping.withdraw()
