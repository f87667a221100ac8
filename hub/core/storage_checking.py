"""Compares the storage with the database: what an outage, a restore or a killed process can leave behind."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from hub.core import guarding, openness, resealing
from hub.core.models import HubDocument, HubImage, HubRendition, Leftover
from hub.core.models.media import CLOSED_FOLDER, OPEN_FOLDER
from hub.core.sealed.files import FOLDER as SEALED_FOLDER

FOLDERS = {
    "original_images/": HubImage,
    OPEN_FOLDER: HubRendition,
    CLOSED_FOLDER: HubRendition,
    "documents/": HubDocument,
}
YOUNG = timedelta(hours=1)  # a file may lie there before the transaction that names it is committed


def found() -> dict[str, int]:
    """What is not as it should be, in the words in which it is told."""
    drifted = [row for model in guarding.GUARDED for row in openness.drifted(model).values_list("is_shown", flat=True)]
    return {
        "to be opened": sum(drifted),
        "to be closed": len(drifted) - sum(drifted),
        "renditions in the wrong folder": guarding.misplaced().count(),
        "files given up and still there": Leftover.objects.count(),
        "files that nothing knows": len(list(unknown_files())),
        "renditions whose file is missing": len(_without_file()),
    }


def mend() -> int:
    """Puts all of it right; how many files the storage did not let through."""
    HubRendition.objects.filter(pk__in=_without_file()).delete()
    guarding.settle()
    guarding.discard(unknown_files())
    for image in HubImage.objects.filter(is_open=True):
        guarding.tried(guarding.make_ready, image)
    return guarding.put_in_place()


def unknown_files() -> Iterator[str]:
    """The names of files that no row of the database names."""
    for folder, model in FOLDERS.items():
        known = set(model.objects.filter(file__startswith=folder).values_list("file", flat=True))
        yield from _unknown(folder, known)
    sealed = (model._base_manager.values_list("name", flat=True) for model in resealing.file_models())
    yield from _unknown(SEALED_FOLDER, {name for names in sealed for name in names})


def _unknown(folder: str, known: set[str]) -> Iterator[str]:
    young = timezone.now() - YOUNG
    for name in _names(folder):
        if name not in known and default_storage.get_modified_time(name) < young:
            yield name


def _names(folder: str) -> list[str]:
    try:
        return [folder + name for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _without_file() -> list[int]:
    there = {name for folder in (OPEN_FOLDER, CLOSED_FOLDER) for name in _names(folder)}
    return [key for key, name in HubRendition.objects.values_list("pk", "file") if name not in there]
