"""Keeps the files of pictures and documents where they belong: what is closed never lies in a folder that is handed out.

The database says what should be; the storage follows after the commit. What fails there stays written down (a rendition
whose name is in the wrong folder, a `Leftover`) and is tried again at the next event or by `manage.py check_media`.
"""

import logging
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from wagtail.models import ReferenceIndex

from hub.core import events, openness, version
from hub.core.models import RENDITION_SPECS, ContentVersion, HubDocument, HubImage, HubRendition, Leftover
from hub.core.models.media import CLOSED_FOLDER, OPEN_FOLDER, rendition_path

logger = logging.getLogger("hub.media")
GUARDED = (HubImage, HubDocument)


@transaction.atomic
def settle_after(keys: list[tuple[type, object]] = ()) -> None:
    """Opens and closes what has to be after these objects (model, primary key) were written; for `later.do`.

    Their references are written down here, whether or not a worker has come to do it. Where none of them uses a picture or a
    document, neither before nor now, nothing has to be opened or closed.
    """
    may_matter = not keys
    for model, key in keys:
        instance = model._default_manager.filter(pk=key).first()
        if instance is None:
            may_matter = True
            continue
        used = _uses_media(instance)
        ReferenceIndex.create_or_update_for_object(instance)
        may_matter |= used or _uses_media(instance)
    if may_matter:
        settle()


def _uses_media(instance) -> bool:
    guarded = ContentType.objects.get_for_models(*GUARDED).values()
    return ReferenceIndex.get_references_for_object(instance).filter(to_content_type__in=guarded).exists()


@transaction.atomic
def settle() -> dict[str, int]:
    """Opens and closes all pictures and documents that must be; how many were opened and closed."""
    list(ContentVersion.objects.select_for_update().filter(pk=1))  # one after another: two may change the same picture
    done = {"opened": 0, "closed": 0}
    for model in GUARDED:
        rows = list(openness.drifted(model).values_list("pk", "is_shown"))
        opened = [key for key, is_shown in rows if is_shown]
        closed = [key for key, is_shown in rows if not is_shown]
        model.objects.filter(pk__in=opened).update(is_open=True)
        model.objects.filter(pk__in=closed).update(is_open=False)
        done["opened"] += len(opened)
        done["closed"] += len(closed)
        if model is HubImage:
            for keys, is_open in ((opened, True), (closed, False)):
                events.pictures_moved.send(HubImage, ids=keys, is_open=is_open)
            if opened:
                transaction.on_commit(lambda keys=opened: _make_ready(keys), robust=True)
    if any(done.values()):
        version.bump()
    transaction.on_commit(put_in_place, robust=True)
    return done


def misplaced():
    """The renditions that lie in the folder where they should not."""
    return HubRendition.objects.filter(
        Q(image__is_open=True, file__startswith=CLOSED_FOLDER) | Q(image__is_open=False, file__startswith=OPEN_FOLDER)
    )


def put_in_place() -> int:
    """Moves each misplaced rendition and removes each leftover; how many of them the storage did not let through."""
    moved = failed = 0
    for rendition in misplaced().select_related("image"):
        if tried(_move, rendition):
            moved += 1
        else:
            failed += 1
    if moved:
        version.bump()  # their addresses have changed
    return failed + remove_leftovers()


def _move(rendition) -> None:
    old, is_open = rendition.file.name, rendition.image.is_open
    try:
        with default_storage.open(old, "rb") as file:
            content = ContentFile(file.read())
    except FileNotFoundError:
        HubRendition.objects.filter(pk=rendition.pk, file=old).delete()  # made anew when it is wanted
        return
    new = default_storage.save(rendition_path(is_open=is_open, file_name=old), content)
    with transaction.atomic():
        as_before = HubImage.objects.select_for_update().filter(pk=rendition.image_id, is_open=is_open).exists()
        moved = as_before and HubRendition.objects.filter(pk=rendition.pk, file=old).update(file=new)
        discard([old if moved else new])


def _make_ready(keys) -> None:
    for image in HubImage.objects.filter(pk__in=keys):
        tried(make_ready, image)


def make_ready(image: HubImage) -> None:
    """Makes the renditions that pages ask for."""
    image.get_renditions(*RENDITION_SPECS)


def discard(names: Iterable[str]) -> None:
    """Notes files to be removed from the storage as soon as the transaction is committed."""
    Leftover.objects.bulk_create([Leftover(name=name) for name in names if name], ignore_conflicts=True)
    transaction.on_commit(remove_leftovers, robust=True)


def remove_leftovers() -> int:
    """Removes the files that were given up; how many of them are still there."""
    return sum(not tried(_remove, leftover) for leftover in Leftover.objects.all())


def _remove(leftover) -> None:
    default_storage.delete(leftover.name)
    leftover.delete()


def tried(function, subject) -> bool:
    """Whether the function came through; a storage that fails is logged by the kind of its error, without names."""
    try:
        function(subject)
    except Exception as error:  # each kind of storage raises its own errors
        logger.warning("The media storage failed (%s); it is tried again.", type(error).__name__)
        return False
    return True
