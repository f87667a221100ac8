from django.core.exceptions import FieldDoesNotExist
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


class TranslatedRow(TranslatableMixin, Orderable):
    """A row of a page; its translation key is the same in all languages."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class OwnField(BaseTranslatableField):
    """A field or child relation that every language has for itself: neither translated nor carried over.

    It may be named for classes that have no such field.
    """

    def get_field(self, model):
        try:
            return super().get_field(model)
        except FieldDoesNotExist:
            return None


def shared_fields(*names: str) -> list[SynchronizedField]:
    """What is the same in all languages, and is changed in the original alone."""
    return [SynchronizedField(name, overridable=False) for name in names]
