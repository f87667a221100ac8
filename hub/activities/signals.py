"""A theme that moves under another one, or goes, changes what the activities carrying it are found by."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete

from hub.core.models import Theme
from hub.search.services import index_page


def connect():
    post_save.connect(on_saved, sender=Theme, dispatch_uid="activities.theme_saved")
    pre_delete.connect(before_delete, sender=Theme, dispatch_uid="activities.theme_goes")
    post_delete.connect(on_deleted, sender=Theme, dispatch_uid="activities.theme_gone")


def on_saved(sender, instance, created, **kwargs):
    if not created:
        for page in _carriers(instance):
            index_page(page=page)


def before_delete(sender, instance, **kwargs):
    instance.carriers = list(_carriers(instance))  # afterwards the links are gone


def on_deleted(sender, instance, **kwargs):
    for page in instance.carriers:
        index_page(page=page)


def _carriers(theme):
    """The published activities that carry a theme or one of its second level."""
    from hub.activities.models import ActivityPage

    carried = Q(theme_links__theme=theme) | Q(theme_links__theme__parent=theme)
    return ActivityPage.objects.live().filter(carried).distinct()
