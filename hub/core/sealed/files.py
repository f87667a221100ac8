"""Files that lie sealed in the storage, under names that say nothing."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hub.core.pictures import neutral_name
from hub.core.sealed import box

FOLDER = "sealed/"


def keep(data: bytes, *, place: str) -> str:
    """Seals and stores; the name under which it lies."""
    return default_storage.save(FOLDER + neutral_name("bin"), ContentFile(box.seal(data, place=place)))


def read(name: str, *, place: str) -> bytes:
    """Raises SealingError, FileNotFoundError."""
    with default_storage.open(name) as file:
        return box.open_(file.read(), place=place)
