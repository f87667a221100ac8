"""What a file carries of one page or snippet in one language, whatever its format: away and back again."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from hub.translation import glossary, translating, wording
from hub.translation.models import Work

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML may contain them
AT_A_TIME = 40  # works, so that memory stays small
MOST_UNITS = 5000  # of one page or snippet
OWN_NAME = "Jam Sessions Hub"


class UnitState(StrEnum):
    """How far a unit is. The unsure ones wait for a person to look at them."""

    NEW = "new"
    OUTDATED = "outdated"
    MACHINE = "machine"
    BROKEN = "broken"
    TRANSLATED = "translated"
    FINAL = "final"


UNSURE = {UnitState.OUTDATED, UnitState.MACHINE, UnitState.BROKEN}


@dataclass
class Unit:
    """One part on its way out. `place` with `source` is what it is known by; `id` is short for both."""

    id: str
    place: str
    source: str
    target: str
    state: UnitState
    old_source: str = ""
    notes: list[str] = field(default_factory=list)
    max_length: int | None = None

    @property
    def made_from(self) -> str:
        return mark_of(self.target)


@dataclass
class Parcel:
    """All parts of a thing in one language. `version` changes whenever the original does."""

    translation_id: str
    version: str
    title: str
    source_language: str
    language: str
    units: list[Unit]


@dataclass
class ReturnedUnit:
    """One part on its way back. `made_from`: the mark of the text as it left, empty where the program dropped it."""

    id: str
    place: str
    source: str
    text: str
    is_unsure: bool
    made_from: str = ""


@dataclass
class Returned:
    """What was found in a file that came back."""

    translation_id: str
    language: str
    version: str
    units: list[ReturnedUnit]


class UnreadableError(Exception):
    """A file cannot be read; the message says why, for whoever sent it."""


def plain(text: str) -> str:
    """The text as any file can carry it: one kind of line end, no control characters."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def id_of(place: str, source: str) -> str:
    return hashlib.sha256(f"{place}\n{plain(source)}".encode()).hexdigest()[:16]


def mark_of(text: str) -> str:
    """A short sign that differs for every text."""
    return hashlib.sha256(plain(text).strip().encode()).hexdigest()[:12]


def version_of(ids: list[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def pack(work: Work, terms: list[glossary.Hint] = ()) -> Parcel:
    """The parcel of a work that has been begun. `terms`: the glossary into its language."""
    return _parcel(work, translating.parts(work), terms)


def pack_all(works: list[Work], terms: list[glossary.Hint] = ()) -> Iterator[Parcel]:
    """The parcel of each of these works, in their order; they are read some at a time."""
    for start in range(0, len(works), AT_A_TIME):
        some = works[start : start + AT_A_TIME]
        for work, parts in zip(some, translating.parts_of(some), strict=True):
            yield _parcel(work, parts, terms)


def _parcel(work: Work, parts: list[translating.Part], terms: list[glossary.Hint]) -> Parcel:
    model = work.subject.content_type.model_class()
    fields = {path: wording.field_of(model, path) for path in {part.field_path for part in parts}}
    units = [_unit(work, part, fields[part.field_path], terms) for part in parts]
    return Parcel(
        translation_id=str(work.translation.uuid),
        version=version_of([unit.id for unit in units]),
        title=" ".join(plain(work.subject.title).split()),
        source_language=work.subject.language,
        language=work.locale.language_code,
        units=units,
    )


def _unit(work, part, field, terms) -> Unit:
    said = [f"{hint.term} → {hint.word}" for hint in glossary.in_text(part.source, terms) if hint.word]
    notes = [plain(str(each)) for each in (" › ".join(map(str, field.labels)), part.error, *said) if each]
    return Unit(
        id=id_of(part.place, part.source),
        place=part.place,
        source=plain(part.source),
        target=plain(part.text),
        state=state_of(work, part),
        old_source=plain(part.old_source),
        notes=notes,
        max_length=field.max_length,
    )


def state_of(work: Work, part: translating.Part) -> UnitState:
    is_checked = bool(work.checked_at and part.updated_at and part.updated_at <= work.checked_at)
    if not part.text:
        return UnitState.NEW
    if part.error:
        return UnitState.BROKEN
    if part.is_outdated:
        return UnitState.OUTDATED
    if is_checked:
        return UnitState.FINAL
    return UnitState.MACHINE if part.is_machine else UnitState.TRANSLATED
