"""What rests on a consent in stories: told, and taken out of every page, version, language and store."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import ReferenceIndex

from hub.consent.enums import Kind, Scope, Where
from hub.consent.events import Covered
from hub.consent.models import Consent
from hub.consent.traces import latest_versions, page_ids_of, versions_naming, versions_of
from hub.core import languages, later
from hub.search.services import forget_unused_words, index_ids
from hub.stories import traces
from hub.stories.items import StoryPicture, StoryQuote, StoryRecording
from hub.stories.models import StoryPage
from hub.translation import services as translation

MODELS = {"pictures": StoryPicture, "quotes": StoryQuote, "recordings": StoryRecording}
KINDS = {"pictures": Kind.PICTURE, "quotes": Kind.QUOTE, "recordings": Kind.RECORDING}
WITH_IMAGE = ("pictures", "recordings")
WORDS = {
    "pictures": ("alt", "caption"),
    "quotes": ("text", "credit"),
    "recordings": ("title", "artist", "long_description", "transcript", "regions"),
}
LEAST_LETTERS = 8  # shorter words stand everywhere


def covered(consents: list) -> dict[int, list[Covered]]:
    """Consent's pk → what rests on it on each page, drafts of new stories too."""
    found: dict[int, list[Covered]] = {}
    for relation, model in MODELS.items():
        rows = (
            model.objects.filter(consent__in=consents).select_related("page__locale").order_by("page_id", "sort_order")
        )
        for row in rows:
            page = row.page
            found.setdefault(row.consent_id, []).append(
                Covered(
                    kind=KINDS[relation].label,
                    words=str(row),
                    title=page.title,
                    language=page.locale.language_code,
                    address=languages.page_path(page.locale.language_code, page.url_path) if page.live else "",
                    page_id=page.pk,
                )
            )
    return found


@dataclass
class _Goes:
    """What goes: rows by their key (the same in all languages) and by their picture, and all words they ever had."""

    consent_id: int
    keys: dict[str, set[str]] = field(default_factory=lambda: {relation: set() for relation in MODELS})
    pages: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)
    doomed_images: frozenset[int] = frozenset()
    words: set[str] = field(default_factory=set)

    def is_doomed(self, relation: str, row: dict) -> bool:
        return (
            row.get("consent") == self.consent_id
            or str(row.get("translation_key")) in self.keys[relation]
            or (relation in WITH_IMAGE and row.get("image") in self.doomed_images)
        )

    def take(self, relation: str, row: dict, page_id: int) -> None:
        self.pages.add(page_id)
        self.keys[relation].add(str(row["translation_key"]))
        if relation in WITH_IMAGE and row.get("image"):
            self.images.add(row["image"])
        for name in WORDS[relation]:
            self.words.update(_texts(row.get(name)))

    def says(self, text: str) -> bool:
        return any(word in text for word in self.words if len(word) >= LEAST_LETTERS)


def resting(consent: Consent) -> set[int]:
    """The pictures that rest on it, in whatever version."""
    return _hers(consent).images


def needed(consent: Consent, pictures: frozenset[int]) -> set[int]:
    """Those of the pictures that somebody else's valid consent carries, in a story or in a draft."""
    return _needed(_hers(consent), pictures)


def take_out(consent: Consent, pictures: frozenset[int]) -> Counter:
    """Takes everything that rests on it, or on pictures that must go, out, inside the caller's transaction. The pages stay
    as they are without it."""
    goes = _hers(consent)
    goes.doomed_images = pictures
    _gather(goes, Q(image__in=pictures), "image", pictures, relations=WITH_IMAGE)
    if not goes.pages:
        return Counter()
    pages = StoryPage.objects.filter(translation_key__in=_families(goes.pages))
    _gather_all(goes, pages)
    counts = _remove(goes, list(pages.values_list("pk", flat=True)), _families(goes.pages))
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
        later.do(translation.refresh, translation.key_of(page))
    later.do(index_ids, *pages.live().values_list("pk", flat=True))
    later.do(forget_unused_words, "")
    return counts


def _hers(consent) -> _Goes:
    goes = _Goes(consent.pk)
    _gather(goes, Q(consent=consent), "consent", [consent.pk])
    return goes


def _gather(goes, rows: Q, column: str, keys, relations=tuple(MODELS)) -> None:
    """The rows that are meant, in their tables and in all versions."""
    for relation in relations:
        for row in MODELS[relation].objects.filter(rows):
            goes.take(relation, _as_dict(row), row.page_id)
    for revision in versions_naming(column, keys):
        for relation, row in traces.rows_in(revision.content):
            if relation in relations and goes.is_doomed(relation, row):
                goes.take(relation, row, int(revision.object_id))


def _gather_all(goes, pages) -> None:
    """The same rows in their other languages and earlier versions: their words may have been others there."""
    for relation, model in MODELS.items():
        for row in model.objects.filter(page__in=pages, translation_key__in=goes.keys[relation]):
            goes.take(relation, _as_dict(row), row.page_id)
    for revision in versions_of(pages.values_list("pk", flat=True)):
        for relation, row in traces.rows_in(revision.content):
            if goes.is_doomed(relation, row):
                goes.take(relation, row, int(revision.object_id))


def _remove(goes, page_ids, families) -> Counter:
    counts = Counter({Where.PAGES: _out_of_tables(goes, page_ids)})
    counts[Where.VERSIONS] = traces.out_of_versions(page_ids, goes.is_doomed, goes.says)
    counts[Where.STORE] = traces.out_of_store(families, goes.keys, goes.is_doomed)
    counts[Where.ANSWERS] = traces.out_of_answers(page_ids, goes.images, goes.says)
    counts[Where.TRACES] = traces.out_of_traces(page_ids, goes.says)
    return counts


def _out_of_tables(goes, page_ids) -> int:
    """Deletes the rows; on how many pages they were."""
    had: set[int] = set()
    for relation, model in MODELS.items():
        which = Q(consent=goes.consent_id) | Q(translation_key__in=goes.keys[relation])
        if relation in WITH_IMAGE:
            which |= Q(image__in=goes.doomed_images)
        rows = model.objects.filter(which)
        had.update(rows.values_list("page_id", flat=True))
        rows.delete()
    return len(had)


def _needed(goes, pictures) -> set[int]:
    valid = set(Consent.objects.valid_on(timezone.localdate(), Scope.SITE).values_list("pk", flat=True))
    valid.discard(goes.consent_id)
    needed: set[int] = set()
    for relation in WITH_IMAGE:
        rows = MODELS[relation].objects.filter(image__in=pictures, consent__in=valid)
        needed.update(rows.exclude(translation_key__in=goes.keys[relation]).values_list("image_id", flat=True))
    named = page_ids_of(versions_naming("image", pictures))
    for revision in latest_versions(StoryPage.objects.filter(pk__in=named)):
        for relation, row in traces.rows_in(revision.content):
            if relation in WITH_IMAGE and row.get("consent") in valid and not goes.is_doomed(relation, row):
                needed.add(row.get("image"))
    return needed & pictures


def _families(page_ids) -> set:
    return set(StoryPage.objects.filter(pk__in=page_ids).values_list("translation_key", flat=True))


def _as_dict(row) -> dict:
    return {each.name: each.value_from_object(row) for each in row._meta.concrete_fields}


def _texts(value) -> set[str]:
    """The texts in a field: plain, or those of the parts of a drawing, as a page or as a version holds them."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    elif isinstance(value, str) and value.startswith('[{"'):
        value = json.loads(value)
    if isinstance(value, list):
        return {part["value"]["text"].strip() for part in value}
    return {value.strip()} if isinstance(value, str) else set()
