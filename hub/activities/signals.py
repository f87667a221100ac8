"""A theme that moves under another one, or goes, changes what the activities carrying it are found by."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete

from hub.core import later
from hub.core.models import Theme
from hub.search.services import index_ids


def connect():
    post_save.connect(on_saved, sender=Theme, dispatch_uid="activities.theme_saved")
    pre_delete.connect(before_delete, sender=Theme, dispatch_uid="activities.theme_goes")
    post_delete.connect(on_deleted, sender=Theme, dispatch_uid="activities.theme_gone")


def on_saved(sender, instance, created, **kwargs):
    if not created:
        later.do(index_ids, *_carriers(instance))


def before_delete(sender, instance, **kwargs):
    instance.carriers = _carriers(instance)  # afterwards the links are gone


def on_deleted(sender, instance, **kwargs):
    later.do(index_ids, *instance.carriers)


def _carriers(theme) -> list[int]:
    """The ids of the published activities that carry a theme or one of its second level."""
    from hub.activities.models import ActivityPage

    carried = Q(theme_links__theme=theme) | Q(theme_links__theme__parent=theme)
    return list(ActivityPage.objects.live().filter(carried).values_list("pk", flat=True).distinct())
