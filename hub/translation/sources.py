"""Originals and what was translated of them: taking a translation in, following a change of the original.

wagtail-localize keeps the texts. A changed part keeps its old translation, marked as outdated, until somebody looks at it.
"""

from collections import defaultdict

from django.utils import timezone
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationSource

from hub.core.enums import TranslationState
from hub.translation import segments
from hub.translation.models import OutdatedPart, Work

Place = tuple[int, int]  # the ids of a context (where in the original) and of a string (what stands there)


def source_of(original) -> TranslationSource:
    """What wagtail-localize holds of an original; made now where there is nothing yet."""
    return TranslationSource.get_or_create_from_instance(original)[0]


def follow(source: TranslationSource, original) -> bool:
    """Reads the original anew. Each changed part carries its old translations over. Returns whether any part changed."""
    before = _places(source)
    TranslationSource.update_or_create_from_instance(original)
    source.refresh_from_db()
    after = _places(source)
    if before == after:
        return False
    _carry(before, after)
    return True


def _places(source) -> list[Place]:
    rows = StringSegment.objects.filter(source=source).order_by("order", "pk")
    return list(rows.values_list("context_id", "string_id"))


def _carry(before: list[Place], after: list[Place]) -> None:
    old, new = _by_context(before), _by_context(after)
    texts = dict(String.objects.filter(pk__in={string for _at, string in [*before, *after]}).values_list("pk", "data"))
    moves = {
        (context, come): gone
        for context in new
        for come, gone in segments.replaced(old.get(context, []), new[context], texts).items()
    }
    held = StringTranslation.objects.filter(context_id__in={context for context, _string in moves})
    held = list(held.select_related("outdated_part"))
    taken = {(each.context_id, each.translation_of_id, each.locale_id) for each in held}
    carried = []
    for (context, come), gone in moves.items():
        for each in held:
            if each.context_id != context or each.translation_of_id != gone or each.has_error:
                continue
            if (context, come, each.locale_id) in taken or segments.problem_with(texts[come], each.data):
                continue
            carried.append((_copy(each, come), _last_translated(each)))
    StringTranslation.objects.bulk_create([copy for copy, _old in carried])
    OutdatedPart.objects.bulk_create([OutdatedPart(carried=copy, old_id=old) for copy, old in carried])


def _by_context(places: list[Place]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for context, string in places:
        found[context].append(string)
    return found


def _copy(held: StringTranslation, string_id: int) -> StringTranslation:
    return StringTranslation(
        translation_of_id=string_id,
        context_id=held.context_id,
        locale_id=held.locale_id,
        data=held.data,
        translation_type=held.translation_type,
        tool_name=held.tool_name,
        last_translated_by_id=held.last_translated_by_id,
    )


def _last_translated(held: StringTranslation) -> int:
    """The string whose translation this really is: an outdated part that changes again still goes back to it."""
    part = getattr(held, "outdated_part", None)
    return part.old_id if part else held.translation_of_id


def take_in(source: TranslationSource, target, *, work: Work, said: str = "") -> tuple[Translation, bool]:
    """Lays the texts of a translation that was written elsewhere (an import, the page editor) into the store.

    What translators have in hand and not yet published stays theirs. `said`: what its writer says of it. The second value
    says whether the store now has just what the target says.
    """
    translation, is_new = Translation.objects.get_or_create(source=source, target_locale=target.locale)
    if not translation.enabled and not is_new:
        return translation, True  # staff took it out of the translators' hands
    readable = target if getattr(target, "live", True) else target.get_latest_revision_as_object()
    rows = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order", "pk")
    rows = list(rows)
    texts = segments.paired([(row.context.path, row.string.data) for row in rows], segments.texts_of(readable))
    held = StringTranslation.objects.filter(context__object_id=source.object_id, locale=target.locale)
    held = {(each.context_id, each.translation_of_id): each for each in held.select_related("outdated_part")}
    kind = _kind(said)
    new, changed, is_settled = {}, [], True
    for row in rows:
        text = texts.get((row.context.path, row.string.data))
        place = (row.context_id, row.string_id)
        if text is None or place in new or segments.problem_with(row.string.data, text):
            continue
        own = held.get(place)
        if own is None:
            if is_new or text != row.string.data:
                new[place] = StringTranslation(
                    translation_of_id=row.string_id,
                    context_id=row.context_id,
                    locale=target.locale,
                    data=text,
                    translation_type=kind,
                )
        elif own.data != text and _is_in_hand(own, work):
            is_settled = False
        elif own.data != text:
            own.data, own.translation_type, own.updated_at = text, kind, timezone.now()
            own.has_error, own.field_error = False, ""
            changed.append(own)
    StringTranslation.objects.bulk_create(new.values())
    StringTranslation.objects.bulk_update(
        changed, ["data", "translation_type", "updated_at", "has_error", "field_error"]
    )
    OutdatedPart.objects.filter(carried__in=changed).delete()
    return translation, is_settled


def _kind(said: str) -> str:
    is_machine = said == TranslationState.MACHINE
    return StringTranslation.TRANSLATION_TYPE_MACHINE if is_machine else StringTranslation.TRANSLATION_TYPE_MANUAL


def _is_in_hand(own: StringTranslation, work: Work) -> bool:
    """Whether a translator has changed this part since the translation was last published."""
    if hasattr(own, "outdated_part"):
        return False
    return work.published_at is None or own.updated_at > work.published_at
