"""Sealing anew, with the newest key, whatever was sealed with an older one. What is done is not done again."""

import base64
from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db import transaction

from hub.core.sealed import box
from hub.core.sealed.fields import Ciphertext, SealedField, as_bytes

ROWS = 500  # at once: a run that is broken off loses no more


def sealed_models() -> Iterator[type]:
    """Those that have sealed columns of their own."""
    yield from (model for model in apps.get_models() if model._meta.managed and fields_of(model))


def fields_of(model: type) -> list[SealedField]:
    proxied = model._meta.proxy
    return [] if proxied else [field for field in model._meta.local_fields if isinstance(field, SealedField)]


def sealed_fields() -> Iterator[SealedField]:
    for model in sealed_models():
        yield from fields_of(model)


def rotate_values(model: type) -> Counter[str]:
    """Column → how many of its values were sealed anew. Raises SealingError at the first that does not open; the rows before
    it are done."""
    done = Counter({field.column: 0 for field in fields_of(model)})
    for keys in _batches(model):
        with transaction.atomic():
            done += _reseal_rows(model, keys)
    return Counter({field.column: done[field.column] for field in fields_of(model)})


def _batches(model) -> Iterator[list]:
    """Keys of rows in which there is something to do, some at a time."""
    newest = _beginning(box.current_key())
    rows = model._base_manager.order_by("pk").values_list("pk", *(field.attname for field in fields_of(model)))
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:ROWS]):
        last = batch[-1][0]
        yield [pk for pk, *values in batch if any(_begins_otherwise(value, newest) for value in values)]


def _begins_otherwise(value: Ciphertext | None, newest: str) -> bool:
    return value is not None and not value.startswith(newest)


def _reseal_rows(model, keys) -> Counter[str]:
    """Nobody else writes these rows meanwhile. One write for each row, however many columns it has."""
    done: Counter[str] = Counter()
    fields = fields_of(model)
    held = model._base_manager.select_for_update().filter(pk__in=keys)
    for pk, *values in held.values_list("pk", *(field.attname for field in fields)) if keys else ():
        row = model(pk=pk)
        pairs = zip(fields, values, strict=True)
        anew = {field: _anew(value, place=field.place(row)) for field, value in pairs if _is_old(value)}
        if anew:
            model._base_manager.filter(pk=pk).update(**{field.name: value for field, value in anew.items()})
            done.update(field.column for field in anew)
    return done


def _is_old(value: Ciphertext | None) -> bool:
    return value is not None and box.key_of(as_bytes(value)) != box.current_key()


def _anew(value: Ciphertext, *, place: str) -> Ciphertext:
    return Ciphertext(base64.b64encode(box.seal(box.open_(as_bytes(value), place=place), place=place)).decode())


def _beginning(key_id: str) -> str:
    """What all values sealed with the key begin with, as far as base64 fixes it."""
    plain = box.MARK + b"." + key_id.encode() + b"."
    return base64.b64encode(plain[: len(plain) // 3 * 3]).decode()
