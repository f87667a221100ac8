"""A drawing is open while its picture is; one that is gone leaves no file behind."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete

from hub.core import events
from hub.drawings import folders


def connect():
    from hub.drawings.models import Drawing

    events.pictures_moved.connect(on_pictures_moved, dispatch_uid="drawings.moved")
    events.picture_hidden.connect(on_picture_hidden, dispatch_uid="drawings.hidden")
    post_delete.connect(on_drawing_deleted, sender=Drawing, dispatch_uid="drawings.deleted")


def on_pictures_moved(sender, ids, is_open, **kwargs):
    from hub.drawings import services

    for image_id in services.with_drawing(ids):
        services.open_or_close(image_id=image_id, is_open=is_open)


def on_picture_hidden(sender, image, **kwargs):
    """What was hidden in the picture would still be seen in its full size, so that goes."""
    from hub.drawings.models import Drawing

    for drawing in Drawing.objects.filter(image=image):
        drawing.delete()


def on_drawing_deleted(sender, instance, **kwargs):
    transaction.on_commit(
        partial(remove_files, instance.original.name, [instance.folder, *instance.leftovers]), robust=True
    )


def remove_files(original: str, used: list[str]) -> None:
    for folder in filter(None, used):
        folders.remove(folder)
    default_storage.delete(original)
