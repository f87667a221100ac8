"""How a work is laid before its translator: its parts in order, the one in hand, and the page as readers would see it."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.segments.ingest import ingest_segments

from hub.core import languages
from hub.translation import comparing, glossary, wording
from hub.translation.glossary import Hint
from hub.translation.models import Work
from hub.translation.translating import Part, parts


class PartState(models.TextChoices):
    TO_DO = "to-do", _("To do")
    CHANGED = "changed", _("Original changed")
    MACHINE = "machine", _("By machine, not yet read")
    ERROR = "error", _("Needs mending")
    DONE = "done", _("Done")


@dataclass
class Row:
    """A part in its place on the list. `number`: its position, from 1."""

    part: Part
    number: int
    field: wording.Field
    label: str
    state: PartState

    @property
    def source(self) -> str:
        return comparing.plain(self.part.source)

    @property
    def text(self) -> str:
        return comparing.plain(self.part.text)

    @property
    def pieces(self) -> list[comparing.Piece]:
        return comparing.pieces(self.part.source)

    @property
    def target_pieces(self) -> list[comparing.Piece]:
        return comparing.pieces(self.part.text)

    @property
    def has_marks(self) -> bool:
        return any(piece.kind == "mark" for piece in self.pieces)

    @property
    def changes(self) -> tuple[list[comparing.Piece], list[comparing.Piece]]:
        """The original as it was and as it is."""
        return comparing.changes(self.part.old_source, self.part.source)


class Sheet:
    """All of one work. Reads the parts when it is made (two queries) and the glossary when it is asked (one)."""

    def __init__(self, work: Work):
        self.work = work
        self.source_code, self.code = work.subject.language, work.locale.language_code
        self.source_dir, self.dir = languages.direction(self.source_code), languages.direction(self.code)
        self.rows = _rows(work)

    @cached_property
    def glossary(self) -> list[Hint]:
        return glossary.entries(self.source_code, self.work.locale)

    @property
    def open_rows(self) -> list[Row]:
        """What waits for her: parts that are missing, changed or broken; once there are none, those that a machine wrote."""
        waiting = [row for row in self.rows if row.part.is_open]
        return waiting or [row for row in self.rows if row.state == PartState.MACHINE]

    @property
    def done(self) -> int:
        return sum(row.state == PartState.DONE for row in self.rows)

    @property
    def is_ready(self) -> bool:
        """Whether she may say that all is right: nothing is missing, changed or broken."""
        return bool(self.rows) and not any(row.part.is_open for row in self.rows)

    def row(self, segment_id: int | None) -> Row | None:
        return next((row for row in self.rows if row.part.segment_id == segment_id), None)

    def next_open(self, after: Row | None = None) -> Row | None:
        """The next open part in the order of the original; behind the last one it begins again at the first."""
        number = after.number if after else 0
        others = [row for row in self.open_rows if row.number != number]
        return next((row for row in others if row.number > number), others[0] if others else None)

    def hints(self, row: Row) -> list[Hint]:
        return glossary.in_text(row.part.source, self.glossary)

    def questions(self, row: Row) -> list[Hint]:
        """Where a finished part does not say a term as the glossary does."""
        return glossary.unsaid(row.part.source, row.part.text, self.glossary) if row.part.text else []


def _rows(work: Work) -> list[Row]:
    model = work.subject.content_type.model_class()
    found = parts(work)
    numbers = _numbers(found)
    times, seen = Counter(part.place for part in found), Counter()
    rows = []
    for number, part in enumerate(found, start=1):
        field = wording.field_of(model, part.field_path)
        seen[part.place] += 1
        label = _label(part, field, numbers.get(part.place))
        if times[part.place] > 1:
            label = f"{label} ({seen[part.place]}/{times[part.place]})"
        rows.append(Row(part, number, field, label, _state(part, work)))
    return rows


def _block(part: Part) -> tuple[str, str]:
    """The kind of the innermost block around a part and its own place; both empty for a field of the page."""
    place, names = part.place.split("."), part.field_path.split(".")
    depth = max(
        (at for at, pair in enumerate(zip(place, names, strict=False), start=1) if pair[0] != pair[1]), default=0
    )
    return ".".join(names[:depth]), ".".join(place[:depth])


def _numbers(found: list[Part]) -> dict[str, int]:
    """Place → the number of its block among those of its kind, where there are several."""
    kinds: dict[str, dict[str, int]] = {}
    for part in found:
        kind, block = _block(part)
        blocks = kinds.setdefault(kind, {})
        blocks.setdefault(block, len(blocks) + 1)
    several = {kind: blocks for kind, blocks in kinds.items() if kind and len(blocks) > 1}
    return {part.place: several[kind][block] for part in found for kind, block in [_block(part)] if kind in several}


def _label(part: Part, field: wording.Field, number: int | None) -> str:
    labels = list(field.labels)
    if number:
        is_inside = part.place != _block(part)[1] and len(labels) > 1
        at = -2 if is_inside else -1
        labels[at] = f"{labels[at]} {number}"
    return " · ".join(labels)


def _state(part: Part, work: Work) -> PartState:
    if part.error:
        return PartState.ERROR
    if not part.text:
        return PartState.TO_DO
    if part.is_outdated:
        return PartState.CHANGED
    is_unread = work.checked_at is None or part.updated_at > work.checked_at
    return PartState.MACHINE if part.is_machine and is_unread else PartState.DONE


def as_it_would_be(work: Work) -> Page | None:
    """The page with the parts as they are now, not to be saved; None for what has no page or no place in the language."""
    model = work.subject.content_type.model_class()
    if not work.translation_id or not issubclass(model, Page):
        return None
    source = work.translation.source
    if model.objects.filter(translation_key=work.subject.translation_key, locale=work.locale).exists():
        return source.get_ephemeral_translated_instance(work.locale, fallback=True)
    home = _home(work)
    if home is None:
        return None
    original, page = source.as_instance(), source.as_instance()
    page.locale = work.locale
    page.url_path = home.url_path + page.url_path.split("/", 2)[2]
    copy_synchronised_fields(original, page)
    segments = source._get_segments_for_translation(work.locale, fallback=True)
    ingest_segments(original, page, source.locale, work.locale, segments)
    return page


def _home(work: Work) -> Page | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page.get_translation_or_none(work.locale) if site else None
