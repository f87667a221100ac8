"""Series of gatherings: a folder each, and in it one for each edition, with facts in one file and words in one a language."""

import uuid
from pathlib import Path

from wagtail.blocks import StreamValue

from hub.activities import kinds
from hub.core import countries, zones
from hub.core.enums import Format, Licence, TranslationState
from hub.core.spoken import CODES
from hub.gatherings import enums
from hub.gatherings.models import EditionPage, EditionTheme, GatheringIndexPage, SeriesPage, SeriesTheme
from hub.planner.models import AgendaPage
from hub.starter import files, written
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked

_clock = kinds.pattern(r"([01]\d|2[0-3]):[0-5]\d", "A time of the day, such as 09:00.")
_COMMON = {
    "themes": kinds.several(None, each=kinds.text(60)),
    "source_url": kinds.address(),
    "licence": kinds.one_of(Licence.values, required=True),
}
SERIES_FACTS = {
    **_COMMON,
    "organisers": kinds.table({"name": kinds.text(120, required=True), "address": kinds.address()}),
}
EDITION_FACTS = {
    **_COMMON,
    "label": kinds.text(20),
    "state": kinds.one_of(enums.State.values, required=True),
    "format": kinds.one_of(Format.values),
    "place_precision": kinds.one_of(enums.Place.values),
    "country": kinds.one_of(countries.CODES),
    **{name: kinds.text(80) for name in ("region", "city")},
    **{name: kinds.several(CODES) for name in ("languages_spoken", "languages_interpreted")},
    "join_way": kinds.one_of(enums.Join.values),
    "join_link": kinds.address(),
    "join_contact": kinds.text(200),
    "agenda": kinds.text(60),
    "dates": kinds.table(
        {
            "day": kinds.day(),
            "begins": _clock,
            "ends": _clock,
            "last_day": kinds.day(),
            "zone": kinds.one_of(zones.known(), required=True),
        }
    ),
}
_WORDS = {
    "translation": kinds.one_of(TranslationState.values),
    "title": kinds.text(120, required=True),
    "search_description": kinds.text(300),
    "summary": kinds.text(200, required=True),
    "inspiration": kinds.paragraphs(),
}
SERIES_WORDS = {**_WORDS, "why": kinds.rich()}
EDITION_WORDS = {
    **_WORDS,
    "for_whom": kinds.paragraphs(),
    "access_note": kinds.paragraphs(),
    "sign_languages": kinds.text(200),
    "join_note": kinds.text(300),
    "outcome": kinds.rich(),
    "topics": kinds.table({"title": kinds.text(160, required=True), "note": kinds.paragraphs(500)}),
}
STREAMS = {"organisers": "organiser", "topics": "topic", "dates": "date"}


def load(root: Path, ledger: Ledger) -> None:
    """Writes what has changed, the source language of each first; editions once their series is there."""
    for folder in sorted(path.parent for path in (root / "gatherings").glob("*/series.toml")):
        _load_folder(folder, folder, ledger)
        for edition in sorted(path.parent for path in folder.glob("*/edition.toml")):
            _load_folder(folder, edition, ledger)


def _load_folder(series: Path, folder: Path, ledger: Ledger) -> None:
    """`folder`: that of the series itself, or of one of its editions."""
    is_edition = folder != series
    name = "edition" if is_edition else "series"
    place = f"gatherings/{folder.relative_to(series.parent)}"
    for language in sorted(files.languages_in(folder), key=lambda code: code != "en"):
        digest = files.digest(folder / f"{name}.toml", folder / f"{language}.toml")
        if ledger.is_current(f"{place}/{language}.toml", digest):
            continue
        known = (EDITION_FACTS, EDITION_WORDS) if is_edition else (SERIES_FACTS, SERIES_WORDS)
        facts = checked(files.read(folder / f"{name}.toml"), known[0], f"{place}/{name}.toml")
        words = checked(files.read(folder / f"{language}.toml"), known[1], f"{place}/{language}.toml")
        _load_one(f"{place}/{language}.toml", language, digest, _Place(series, folder), {**facts, **words}, ledger)


class _Place:
    """Where a page of a folder belongs."""

    def __init__(self, series: Path, folder: Path):
        self.slug, self.series_slug = folder.name, series.name
        self.is_edition = folder != series
        self.model = EditionPage if self.is_edition else SeriesPage

    def parent(self, language: str):
        if self.is_edition:
            return _first(SeriesPage, language, slug=self.series_slug)
        return _first(GatheringIndexPage, language)

    def find(self, language: str):
        above = f"/{self.series_slug}/{self.slug}/" if self.is_edition else f"/{self.slug}/"
        return _first(self.model, language, slug=self.slug, url_path__endswith=above)


def _first(model, language: str, **fields):
    pages = model.objects.filter(locale__language_code=language, alias_of__isnull=True, **fields)
    return pages.select_related("locale").order_by("path").first()


def _load_one(path, language, digest, place, told, ledger):
    held, parent = place.find(language), place.parent(language)
    source = None if language == "en" else place.find("en")
    if path not in ledger.entries and (parent is None or (source is None and language != "en")):
        ledger.left_out.append(path)
        return

    def write():
        page = held.get_latest_revision_as_object() if held else place.model(locale=parent.locale, slug=place.slug)
        if held is None:
            page.translation_key, page.live = source.translation_key if source else uuid.uuid4(), False
        _fill(page, told)
        row = EditionTheme if isinstance(page, EditionPage) else SeriesTheme
        page.theme_links = written.theme_links(page, row, told.get("themes", []))
        return written.publish(page, told, put=lambda: parent.add_child(instance=page))

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def _fill(page, told) -> None:
    known = {**EDITION_FACTS, **EDITION_WORDS} if isinstance(page, EditionPage) else {**SERIES_FACTS, **SERIES_WORDS}
    for name in set(known) - {"themes", "agenda", "translation", *STREAMS}:
        field = page._meta.get_field(name)
        setattr(page, name, told[name] if name in told else field.get_default())
    for name, kind in STREAMS.items():
        if name in known:
            setattr(page, name, _stream(page, name, kind, told.get(name, [])))
    if "agenda" in told:
        page.agenda = _first(AgendaPage, "en", key=told["agenda"])


def _stream(page, name, kind, rows) -> StreamValue:
    block = page._meta.get_field(name).stream_block
    empty = dict.fromkeys(block.child_blocks[kind].child_blocks, "") if kind != "date" else {}
    raw = [
        {
            "type": kind,
            "value": {**empty, **{key: str(value) for key, value in row.items()}},
            "id": str(uuid.uuid5(page.translation_key, f"{name} {at}")),
        }
        for at, row in enumerate(rows)
    ]
    return StreamValue(block, raw, is_lazy=True)
