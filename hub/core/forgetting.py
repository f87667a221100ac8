"""Pictures that must go: out of the database at once; their files are named, for the caller to remove after the commit."""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry

from hub.core import events


class StoredFile(NamedTuple):
    """`model` (its label) says whose file field knows the storage."""

    model: str
    name: str


def forget_pictures(ids: set[int]) -> list[StoredFile]:
    """Removes pictures and their renditions. Inside a transaction; the files stay until the caller removes them."""
    model = get_image_model()
    answers = events.pictures_going.send(sender=model, ids=frozenset(ids)) if ids else []
    files = [StoredFile(model._meta.label, name) for _receiver, names in answers for name in names or ()]
    for image in model.objects.filter(pk__in=ids).prefetch_related("renditions"):
        files += [StoredFile(each._meta.label, each.file.name) for each in (*image.renditions.all(), image)]
        image.delete()
    kind = ContentType.objects.get_for_model(model)
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in ids]).update(label="")
    return files
