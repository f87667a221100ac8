"""A column that is sealed. It can be neither searched nor sorted, and nothing but `save` and `bulk_create` writes it."""

import base64
import json

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from hub.core.sealed import box


class Ciphertext(str):
    """A value as it stands in the database."""

    __slots__ = ()


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is asked for. Raises SealingError, every time."""

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            value = instance.__dict__[self.field.attname] = self.field.opened(value, instance)
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value  # with a setter, reading goes through __get__ every time


class SealedField(models.TextField):
    """Any value that JSON can say. The row needs a primary key before it is saved, such as a UUID: the value is bound to it."""

    descriptor_class = SealedAttribute

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"editable": False, **kwargs})

    def place(self, instance) -> str:
        if instance.pk is None:
            raise FieldError(f"{self}: the row has no primary key to bind the value to.")
        return f"{self.model._meta.db_table}.{self.column}.{instance.pk}"

    def sealed(self, value, instance) -> Ciphertext:
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return Ciphertext(base64.b64encode(box.seal(data, place=self.place(instance))).decode())

    def opened(self, value: Ciphertext, instance):
        return json.loads(box.open_(as_bytes(value), place=self.place(instance)))

    def from_db_value(self, value, expression, connection):
        return None if value is None else Ciphertext(value)

    def to_python(self, value):
        return value

    def pre_save(self, model_instance, add):
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Ciphertext):
            return value
        return self.sealed(value, model_instance)

    def get_prep_value(self, value):
        if value is None or isinstance(value, Ciphertext):
            return value
        raise FieldError(f"{self}: only what is sealed reaches the database; set it on a row and save the row.")

    def value_to_string(self, obj):
        """For dumps: as it stands in the database, or sealed."""
        return self.pre_save(obj, False)

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None

    def formfield(self, **kwargs):
        return None


def as_bytes(value: Ciphertext) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except ValueError as error:
        raise box.SealingError("This was not sealed by the hub.") from error
