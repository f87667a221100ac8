"""Where things that rest on a consent lie besides the tables of pages: in older versions and in what translators work on."""

import json
from collections.abc import Callable, Iterable

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

Change = Callable[[dict], bool]  # changes the content of a page; whether there was something to change


def versions_of(page_ids: Iterable[int]):
    return Revision.objects.page_revisions().filter(object_id__in=[str(pk) for pk in page_ids])


def versions_naming(field: str, keys: Iterable[int], *, in_blocks: bool = False):
    """Versions of pages in which a row, or with `in_blocks` a block, may have one of these keys in this field."""
    quote = '\\"' if in_blocks else '"'  # blocks are JSON in a text of JSON
    wanted = Q(pk__in=[])
    for key in keys:
        wanted |= Q(text__contains=f"{quote}{field}{quote}: {key}")
    return Revision.objects.page_revisions().annotate(text=Cast("content", TextField())).filter(wanted)


def latest_versions(pages) -> list[Revision]:
    return list(Revision.objects.filter(pk__in=pages.values("latest_revision")))


def page_ids_of(revisions: Iterable[Revision]) -> set[int]:
    return {int(revision.object_id) for revision in revisions}


def change_versions(page_ids: Iterable[int], change: Change) -> int:
    """Returns how many versions were changed."""
    changed = 0
    for revision in versions_of(page_ids):
        if change(revision.content):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
            changed += 1
    return changed


def change_sources(families: Iterable, change: Change) -> int:
    """The same for the pages (by their translation keys) as translators have them before them."""
    changed = 0
    for source in TranslationSource.objects.filter(object_id__in=families):
        content = json.loads(source.content_json)
        if change(content):
            TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
            changed += 1
    return changed
