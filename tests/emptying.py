"""Tables are emptied for a test in a statement each, without looking for what hangs on every single row."""

from django.db import models
from wagtail.models import Page

from hub.core import version
from hub.search import services


def empty(*chosen: type[models.Model]) -> None:
    """Takes all rows of these models away, and of others the rows that cannot be without them. No signal is sent, no file
    removed: the test's transaction brings everything back."""
    for model in chosen:
        for field in model._meta.get_fields(include_hidden=True):
            if not (field.auto_created and (field.one_to_many or field.one_to_one)) or field.concrete:
                continue
            other = field.remote_field
            if other.null:
                other.model._base_manager.exclude(**{other.name: None}).update(**{other.name: None})
            elif other.model._base_manager.exists():
                empty(other.model)
        model._base_manager.all()._raw_delete("default")


def unread(model: type[Page]) -> None:
    """Nobody may read any page of this kind any more: each is a draft, and the search has forgotten it."""
    keys = list(model.objects.values_list("pk", flat=True))
    Page.objects.filter(pk__in=keys).update(live=False)
    services.remove_pages(page_ids=keys)
    version.bump()
