from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class TranslatedRow(TranslatableMixin, Orderable):
    """A row of a page; its translation key is the same in all languages."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


def shared_fields(*names: str) -> list[SynchronizedField]:
    """What is the same in all languages, and is changed in the original alone."""
    return [SynchronizedField(name, overridable=False) for name in names]
