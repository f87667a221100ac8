"""Where a row of a story lies besides its table: older versions, the translators' store, comments and logs (see also
hub.consent.traces).

`is_doomed(relation, row)` says of a row, as versions keep it, whether it goes.
"""

import json
from collections.abc import Callable, Iterator

from django.db.models import Q
from wagtail.models import Comment, CommentReply, PageLogEntry, TaskState
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslationContext,
)

from hub.consent.traces import change_sources, change_versions, versions_of
from hub.stories.rules import ITEMS
from hub.stories.submissions import Submission, SubmissionPicture

Doomed = Callable[[str, dict], bool]


def rows_in(content: dict) -> Iterator[tuple[str, dict]]:
    for relation in ITEMS:
        for row in content.get(relation) or ():
            yield relation, row


def out_of_versions(page_ids, is_doomed: Doomed, says: Callable[[str], bool]) -> int:
    """Takes rows, and comments that say their words, out of all versions. Returns of how many."""
    return change_versions(page_ids, lambda content: _without(content, is_doomed, says))


def _without(content: dict, is_doomed: Doomed, says=None) -> bool:
    """Changes the content; whether there was something."""
    found = False
    for relation in ITEMS:
        rows = content.get(relation) or []
        kept = [row for row in rows if not is_doomed(relation, row)]
        found |= len(kept) < len(rows)
        content.update({relation: kept} if rows else {})
    comments = content.get("wagtail_admin_comments") or []
    if says and any(says(json.dumps(comment, ensure_ascii=False)) for comment in comments):
        kept = [each for each in comments if not says(json.dumps(each, ensure_ascii=False))]
        content["wagtail_admin_comments"], found = kept, True
    return found


def out_of_store(families, keys: dict[str, set[str]], is_doomed: Doomed) -> int:
    """Takes rows out of what translators work on. Returns how many texts that were."""
    change_sources(families, lambda content: _without(content, is_doomed))
    paths = Q(pk__in=[])
    for relation, row_keys in keys.items():
        for key in row_keys:
            paths |= Q(path__startswith=f"{relation}.{key}.") | Q(path=f"{relation}.{key}")
    contexts = TranslationContext.objects.filter(paths, object_id__in=families)
    held = list(contexts.values_list("pk", flat=True))
    texts = StringSegment.objects.filter(context_id__in=held).count()
    texts += StringTranslation.objects.filter(context_id__in=held).count()
    for model in (
        StringSegment,
        StringTranslation,
        TemplateSegment,
        RelatedObjectSegment,
        OverridableSegment,
        SegmentOverride,
    ):
        model.objects.filter(context_id__in=held).delete()
    contexts.filter(pk__in=held).delete()
    String.objects.filter(segments=None, translations=None).delete()  # texts that nobody works on any more
    return texts


def out_of_traces(page_ids, says: Callable[[str], bool]) -> int:
    """Removes comments that say the words, and empties what logs and decisions quote of them."""
    comments = [each.pk for each in Comment.objects.filter(page_id__in=page_ids) if says(each.text)]
    replies = [each.pk for each in CommentReply.objects.filter(comment__page_id__in=page_ids) if says(each.text)]
    CommentReply.objects.filter(pk__in=replies).delete()
    Comment.objects.filter(pk__in=comments).delete()
    decisions = TaskState.objects.filter(revision__in=versions_of(page_ids)).exclude(comment="")
    decided = [each.pk for each in decisions if says(each.comment)]
    TaskState.objects.filter(pk__in=decided).update(comment="")
    emptied = 0
    for entry in PageLogEntry.objects.filter(page_id__in=page_ids):
        cleaned = _emptied(entry.data, says)
        if cleaned != entry.data:
            PageLogEntry.objects.filter(pk=entry.pk).update(data=cleaned)
            emptied += 1
    return len(comments) + len(replies) + len(decided) + emptied


def out_of_answers(page_ids, image_ids, says: Callable[[str], bool]) -> int:
    """Empties what hosts answered in these words, and drops the pictures that they sent. Returns of how many answers."""
    pictures = SubmissionPicture.objects.filter(image__in=image_ids, submission__story__in=page_ids)
    changed = pictures.count()
    pictures.delete()
    rows = [*Submission.objects.filter(story__in=page_ids)]
    rows += SubmissionPicture.objects.filter(submission__in=rows)
    for row in rows:
        held = {name: getattr(row, name) for name in ("answers", "sent", "remarks", "reply") if hasattr(row, name)}
        cleaned = {name: _emptied(value, says) for name, value in held.items()}
        if cleaned != held:
            type(row).objects.filter(pk=row.pk).update(**cleaned)
            changed += 1
    return changed


def _emptied(value, says):
    """The same, each text that says the words emptied."""
    if isinstance(value, dict):
        return {key: _emptied(each, says) for key, each in value.items()}
    if isinstance(value, list):
        return [_emptied(each, says) for each in value]
    return "" if isinstance(value, str) and says(value) else value
