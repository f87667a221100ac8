"""From the store of texts to the state of each thing in each language, for the desk and for readers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from wagtail_localize.models import StringSegment, StringTranslation

from hub.core.enums import TranslationState
from hub.translation.enums import WorkState
from hub.translation.models import Work


@dataclass
class Tally:
    """How far the parts of one thing are in one language."""

    total: int = 0
    done: int = 0
    outdated: int = 0
    machine: int = 0
    unread: int = 0
    unpublished: int = 0


def tallies(source_ids: dict[int, str], works: list[Work]) -> dict[int, Tally]:
    """The tally of each work, by its id. `source_ids`: TranslationSource id → the key of its subject. Two queries."""
    parts: dict[str, set] = defaultdict(set)
    rows = StringSegment.objects.filter(source_id__in=source_ids).values_list("source_id", "context_id", "string_id")
    for source_id, context_id, string_id in rows:
        parts[source_ids[source_id]].add((context_id, string_id))
    texts: dict[tuple[str, int], list] = defaultdict(list)
    found = StringTranslation.objects.filter(context__object_id__in=set(source_ids.values()), has_error=False)
    for key, locale_id, *rest in found.values_list(
        *("context__object_id", "locale_id", "context_id", "translation_of_id", "translation_type", "updated_at"),
        "outdated_part__pk",
    ):
        texts[key, locale_id].append(rest)
    return {work.pk: _tally(work, parts, texts) for work in works}


def _tally(work, parts, texts) -> Tally:
    key = work.subject.translation_key
    tally = Tally(total=len(parts[key]))
    for context_id, string_id, kind, updated_at, outdated in texts[key, work.locale_id]:
        if (context_id, string_id) not in parts[key]:
            continue
        tally.done += 1
        if outdated:
            tally.outdated += 1
            continue
        is_unread = _is_after(updated_at, work.checked_at)
        tally.unread += is_unread
        tally.machine += is_unread and kind == StringTranslation.TRANSLATION_TYPE_MACHINE
        tally.unpublished += _is_after(updated_at, work.published_at)
    return tally


def _is_after(moment: datetime, mark: datetime | None) -> bool:
    return mark is None or moment > mark


def state_of(work: Work, tally: Tally, *, exists: bool) -> str:
    """The state of a translation; `exists`: whether there is a page or snippet of its own in the language."""
    changed = tally.total - tally.done + tally.outdated
    if not exists and not tally.done:
        return WorkState.NONE
    if (work.checked_at and changed) or work.is_said_outdated:
        return WorkState.OUTDATED
    if work.checked_at and not tally.unread:
        return WorkState.CHECKED
    return WorkState.MACHINE if tally.machine else WorkState.DRAFT


def told(work: Work, target) -> dict:
    """What readers of the published translation are to be told, as fields of hub.core's Translated.

    While a translator's newer work is not yet published they go on reading the older one, and are told so.
    """
    changed = work.changed + work.unpublished
    if work.unpublished:
        state = target.translation_state
        if state == TranslationState.CHECKED:
            state = TranslationState.OUTDATED
        return {"translation_state": state, "changed_segments": changed}
    return {
        "translation_state": work.state,
        "translation_credit": work.credit if work.checked_at else "",
        "checked_on": work.checked_on if work.checked_at else None,
        "changed_segments": changed,
    }
