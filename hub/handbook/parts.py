"""The blocks of chapters with all they need to be shown, read for as many chapters as wanted at once.

What is chosen in blocks is never loaded by the blocks themselves: their stored ids are looked up here, in one query for what
the search knows of all of them in the reader's language. What nobody may read is not there.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.cache import cache
from django.utils import timezone

from hub.core import languages, routing, version, vision
from hub.core.querysets import begun
from hub.handbook import lengths
from hub.handbook.models import ChapterPage, HandbookPage
from hub.handbook.roadmap import phases_of, stages
from hub.search.collection import preference
from hub.search.models import SearchDocument

KEPT_SECONDS = 3600
CHOSEN = {"agenda": "agenda", "resources": "resources", "activities": "activities", "stories": "stories"}
NAMED_BY = {"principle": "statement", "challenge": "happens", "text": "heading"}


@dataclass(frozen=True)
class Entry:
    """A chapter as contents show it: in the reader's language, or in one that it exists in."""

    number: int
    page_id: int
    key: str
    title: str
    summary: str
    language: str
    state: str
    path: str
    minutes: int


@dataclass
class Part:
    """A block as it is shown. `value` is as it is stored where the block chooses pages."""

    kind: str
    value: dict
    anchor: str
    documents: list = field(default_factory=list)  # of what is chosen, in the reader's language where it exists in it
    shown: dict = field(default_factory=dict)  # what only this kind has

    @property
    def template(self) -> str:
        return f"handbook/blocks/{self.kind}.html"

    @property
    def title(self) -> str:
        """What the contents of its chapter call it; nothing where it has no heading."""
        name = NAMED_BY.get(self.kind, "title")
        return self.value.get(name) or "" if self.kind not in {"quote", "callout", "figure"} else ""


def contents(language: str) -> list[Entry]:
    """The chapters that anybody may read, in the order of the tree. Two queries for a content version."""
    key = f"handbook:{version.current()}:{language}"
    found = cache.get(key)
    if found is None:
        found = entries_of(chapters(language), language)
        cache.set(key, found, KEPT_SECONDS)
    return found


def entries_of(pages: list[ChapterPage], language: str) -> list[Entry]:
    return [_entry(number, page, language) for number, page in enumerate(pages, 1)]


def chapters(language: str) -> list[ChapterPage]:
    """One page for each chapter. The order is that of the original; what has no original comes where it stands."""
    rows = _readable(ChapterPage).order_by("path").values_list("path", "pk", "translation_key", "locale__language_code")
    best, place = {}, {}
    for path, pk, key, code in rows:
        if routing.is_private(path):
            continue
        if key not in best or preference(code, language) < preference(best[key][1], language):
            best[key] = (pk, code)
        place.setdefault(key, path)
    pages = ChapterPage.objects.select_related("locale").in_bulk([pk for pk, _code in best.values()])
    return [pages[best[key][0]] for key in sorted(best, key=place.get) if best[key][0] in pages]


def _entry(number: int, page: ChapterPage, language: str) -> Entry:
    return Entry(
        number=number,
        page_id=page.pk,
        key=page.slug,
        title=page.title,
        summary=page.summary,
        language=page.language,
        state=page.translation_state,
        path=languages.page_path(language, page.url_path),
        minutes=lengths.minutes(" ".join([page.title, page.summary, *page.paragraphs]), page.language),
    )


def books(language: str) -> list[HandbookPage]:
    """The handbooks that anybody may read, the one in this language, or in one that it exists in, first. One query."""
    pages = [page for page in _readable(HandbookPage).select_related("locale") if not routing.is_private(page.path)]
    return sorted(pages, key=lambda page: preference(page.language, language))


def _readable(model):
    """As `visible`, for those who ask `routing.is_private` of each row: it asks the database once for all of them."""
    return model.objects.live().filter(begun(), alias_of__isnull=True)


def parts_of(pages: Iterable[ChapterPage], language: str, day: dt.date | None = None) -> dict[int, list[Part]]:
    """Page id → its parts, for a session on `day`. One query at most, however many pages and blocks."""
    found = {page.pk: [_part(page, at, raw, day) for at, raw in enumerate(page.body.raw_data)] for page in pages}
    for parts in found.values():
        _count(parts)
    wanted = {page.pk: [_chosen(raw) for raw in page.body.raw_data] for page in pages}
    ids = {pk for rows in wanted.values() for row in rows for pk in row}
    if ids:
        _fill(found, wanted, ids, language)
    return found


def _count(parts: list[Part]) -> None:
    """Questions know their number in the chapter, an agenda whether it is the only one."""
    for number, part in enumerate((part for part in parts if part.kind == "questions"), 1):
        part.shown["number"] = number
    samples = [part for part in parts if part.kind == "agenda"]
    for part in samples:
        part.shown["is_only"] = len(samples) == 1


def _fill(found, wanted, ids, language) -> None:
    keys, best = {}, {}
    chosen = SearchDocument.objects.filter(page_id__in=ids).values("translation_key")
    for each in SearchDocument.objects.unexpired().filter(translation_key__in=chosen).defer("lead", "keywords", "body"):
        key = keys[each.page_id] = each.translation_key
        if key not in best or preference(each.language, language) < preference(best[key].language, language):
            best[key] = each
    for pk, parts in found.items():
        for part, rows in zip(parts, wanted[pk], strict=True):
            part.documents = [best[keys[each]] for each in rows if each in keys]


def _part(page, at, raw, day) -> Part:
    kind = raw["type"]
    value = raw["value"] if kind in CHOSEN else page.body[at].value
    part = Part(kind, value, f"part-{str(raw.get('id') or at)[:8]}")
    if kind == "roadmap":
        part.shown["stages"] = stages(phases_of(value), day, timezone.localdate())
    if kind == "sentence":
        part.shown["example"] = vision.pieces(value["example"])
        part.shown["sentence"] = vision.SENTENCE
    return part


def _chosen(raw) -> list[int]:
    """The ids that a stored block has chosen."""
    kind = raw["type"]
    if kind not in CHOSEN:
        return []
    held = raw["value"].get(CHOSEN[kind])
    rows = held if isinstance(held, list) else [held]
    ids = [row.get("value") if isinstance(row, dict) else row for row in rows]
    return [each for each in ids if isinstance(each, int)]
