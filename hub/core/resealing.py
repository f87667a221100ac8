"""Sealing anew, with the newest key, all columns and files that lie sealed. What is done is not done again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction

from hub.core import guarding
from hub.core.sealed import box, files, rotation


@dataclass(frozen=True)
class Resealed:
    """What was done of one column, or of the files of one table. `missing`: files that a row names and no storage has."""

    place: str
    done: int
    missing: int = 0


def file_models() -> Iterator[type]:
    """Models that say `keeps_sealed_file`: each row names one file (`name`) and what it is sealed for (`place`)."""
    yield from (model for model in apps.get_models() if getattr(model, "keeps_sealed_file", False))


def reseal() -> Iterator[Resealed]:
    """Table by table, then file by file. Raises SealingError at the first that does not open; what is done stays done."""
    for model in rotation.sealed_models():
        for column, done in rotation.rotate_values(model).items():
            yield Resealed(f"{model._meta.db_table}.{column}", done)
    for model in file_models():
        yield _reseal_files(model)


def _reseal_files(model) -> Resealed:
    done = missing = 0
    for key in list(model._base_manager.order_by("pk").values_list("pk", flat=True)):
        row = model._base_manager.filter(pk=key).first()
        try:
            done += row is not None and _reseal_file(row)
        except FileNotFoundError:
            missing += model._base_manager.filter(pk=key, name=row.name).exists()
    return Resealed(f"files of {model._meta.db_table}", done, missing)


def _reseal_file(row) -> bool:
    """The new file lies beside the old one until the row names it: whatever breaks off, one of them can be read."""
    with default_storage.open(row.name) as file:
        sealed = file.read()
    if box.key_of(sealed) == box.current_key():
        return False
    name = files.keep(box.open_(sealed, place=row.place), place=row.place)
    with transaction.atomic():
        is_named = type(row)._base_manager.filter(pk=row.pk, name=row.name).update(name=name)
        guarding.discard([row.name if is_named else name])
    return True
