"""Work that nobody should wait for in the admin. Tasks take ids only and can be run again."""

import json

from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, TranslatableMixin

from hub.background.tasks import task
from hub.translation import translating
from hub.translation.models import Subject, Work

# What publishing writes anew each time, and what belongs to one language's page alone.
OWN = {
    *("pk", "id", "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "locale"),
    *("first_published_at", "last_published_at", "latest_revision_created_at", "live_revision", "latest_revision"),
    *("translation_state", "translation_credit", "checked_on", "changed_segments", "owner", "alias_of", "expired"),
    *("locked", "locked_at", "locked_by", "translation_key", "go_live_at", "expire_at", "page_ptr", "comments"),
}


@task
def bring_along(subject_id: int) -> None:
    """After its original has changed: what all languages share (minutes, choices, order) reaches the published translations.

    Words that have no current translation stay as they were, marked as outdated. Where a part is new, or a translator has
    unpublished work in hand, the translation waits for her.
    """
    subject = Subject.objects.filter(pk=subject_id).first()
    works = Work.objects.filter(subject=subject, is_live=True, unpublished=0, translation__enabled=True)
    for work in works.select_related("translation__source", "translation__target_locale", "subject", "locale"):
        if not work.missing and _would_change(work):
            try:
                translating.publish(work=work)
            except translating.NotDoneError:
                continue  # it breaks a rule of its own page type; the desk shows it as outdated


def _would_change(work: Work) -> bool:
    target = translating.target_of(work)
    if target is None or not isinstance(target, DraftStateMixin):
        return target is not None
    before = _content(target)
    after = _content(work.translation.source.get_ephemeral_translated_instance(work.locale, fallback=True))
    return before != after


def _content(instance) -> dict:
    """Words and facts in a form that can be compared; rows that belong to the original alone are left out."""
    own_rows = {
        relation.get_accessor_name()
        for relation in get_all_child_relations(instance)
        if not issubclass(relation.related_model, TranslatableMixin)
    }
    streams = {field.name for field in instance._meta.fields if isinstance(field, StreamField)}
    return {
        name: json.loads(value) if name in streams else value
        for name, value in instance.serializable_data().items()
        if name not in OWN | own_rows
    }
