"""Where the files of a drawing lie: under a path that everybody may fetch, or under one that the hub alone hands out."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

OPEN = "images/drawings"
CLOSED = "closed/drawings"


def new_folder(*, is_open: bool) -> str:
    """A folder nobody can guess."""
    return f"{OPEN if is_open else CLOSED}/{uuid.uuid4().hex}"


def is_open(folder: str) -> bool:
    return folder.startswith(f"{OPEN}/")


def put(folder: str, name: str, content: bytes) -> None:
    """Writes a file; one of the same name, left by work that was broken off, is replaced."""
    path = f"{folder}/{name}"
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, ContentFile(content))


def copy(source: str, target: str) -> None:
    for name in names(source):
        with default_storage.open(f"{source}/{name}") as file:
            put(target, name, file.read())


def names(folder: str) -> list[str]:
    """All files of a folder and of the folders in it, as paths from there; none where it does not exist."""
    try:
        inner, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return sorted(files) + [f"{each}/{name}" for each in sorted(inner) for name in names(f"{folder}/{each}")]


def remove(folder: str) -> None:
    """Removes the folder with all that is in it. Nothing happens where it does not exist."""
    try:
        inner, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for each in inner:
        remove(f"{folder}/{each}")
    default_storage.delete(folder)


def remove_file(folder: str, name: str) -> None:
    default_storage.delete(f"{folder}/{name}")
