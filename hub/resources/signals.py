"""A theme that moves under another one, or goes, changes what the resources carrying it are found by, and a file that is
replaced, or goes, what their cards say; a link that a reader says does not work is looked at soon."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete

from hub.core import later
from hub.core.models import HubDocument, Theme
from hub.resources import events
from hub.resources.health import services as health
from hub.resources.models import ResourcePage
from hub.search.services import index_ids


def connect():
    post_save.connect(on_saved, sender=Theme, dispatch_uid="resources.theme_saved")
    pre_delete.connect(before_delete, sender=Theme, dispatch_uid="resources.theme_goes")
    post_delete.connect(on_deleted, sender=Theme, dispatch_uid="resources.theme_gone")
    post_save.connect(on_file_saved, sender=HubDocument, dispatch_uid="resources.file_saved")
    pre_delete.connect(before_file_goes, sender=HubDocument, dispatch_uid="resources.file_goes")
    post_delete.connect(on_deleted, sender=HubDocument, dispatch_uid="resources.file_gone")
    events.link_reported.connect(on_link_reported, sender=ResourcePage, dispatch_uid="resources.link_reported")


def on_link_reported(sender, url, **kwargs):
    health.look_soon(url)


def on_saved(sender, instance, created, **kwargs):
    if not created:
        later.do(index_ids, *_carriers(instance))


def before_delete(sender, instance, **kwargs):
    instance.resource_carriers = _carriers(instance)  # afterwards the links are gone


def on_file_saved(sender, instance, created, **kwargs):
    if not created:
        later.do(index_ids, *_handing_out(instance))


def before_file_goes(sender, instance, **kwargs):
    instance.resource_carriers = _handing_out(instance)


def on_deleted(sender, instance, **kwargs):
    later.do(index_ids, *instance.resource_carriers)


def _carriers(theme) -> list[int]:
    """The ids of the published resources that carry a theme or one of its second level."""
    carried = Q(theme_links__theme=theme) | Q(theme_links__theme__parent=theme)
    return list(ResourcePage.objects.live().filter(carried).values_list("pk", flat=True).distinct())


def _handing_out(document) -> list[int]:
    """The ids of the published resources that are this file."""
    return list(ResourcePage.objects.live().filter(document=document).values_list("pk", flat=True))
