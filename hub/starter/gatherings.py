"""Series of gatherings: a folder each, and in it one for each edition, with facts in one file and words in one a language."""

from pathlib import Path

from wagtail.blocks import StreamValue

from hub.activities import kinds
from hub.core import countries, zones
from hub.core.enums import Format, Licence, TranslationState
from hub.core.spoken import CODES
from hub.gatherings import enums
from hub.gatherings.models import EditionPage, EditionTheme, GatheringIndexPage, SeriesPage, SeriesTheme
from hub.planner.models import AgendaPage
from hub.starter import written
from hub.starter.ledger import Ledger

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


class Series(written.Folders):
    model, index, pattern = SeriesPage, GatheringIndexPage, "gatherings/*/series.toml"
    known = SERIES_FACTS, SERIES_WORDS
    theme = SeriesTheme

    def find(self, folder, language):
        address = f"/{folder.relative_to(self.root / 'gatherings').as_posix()}/"
        return written.first(self.model, language, slug=folder.name, url_path__endswith=address)

    def fill(self, page, told):
        known = {**self.known[0], **self.known[1]}
        written.set_fields(page, set(known) - {"themes", "agenda", "translation", *STREAMS}, told.facts | told.words)
        for name in set(known) & set(STREAMS):
            setattr(page, name, _stream(page, name, told))
        page.theme_links = written.theme_links(page, self.theme, told.facts.get("themes", []))


class Editions(Series):
    """Their parent is the series in whose folder theirs is."""

    model, pattern, known = EditionPage, "gatherings/*/*/edition.toml", (EDITION_FACTS, EDITION_WORDS)
    theme = EditionTheme

    def parent(self, folder, language):
        return written.held(SeriesPage, folder.parent.name, language)

    def fill(self, page, told):
        super().fill(page, told)
        if "agenda" in told.facts:
            page.agenda = written.first(AgendaPage, "en", key=told.facts["agenda"])


def load(root: Path, ledger: Ledger) -> None:
    for each in (Series, Editions):
        each(root, ledger).load()


def _stream(page, name, told) -> StreamValue:
    kind = STREAMS[name]
    block = page._meta.get_field(name).stream_block
    empty = dict.fromkeys(block.child_blocks[kind].child_blocks, "") if kind != "date" else {}
    rows = {**told.facts, **told.words}.get(name, [])
    values = [{**empty, **{key: str(value) for key, value in row.items()}} for row in rows]
    return written.stream(page, name, [(kind, value) for value in values])
