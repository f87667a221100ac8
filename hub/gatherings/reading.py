"""What the pages of gatherings show beyond their own fields, as it stands at a moment."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict

from hub.core import languages, zones
from hub.core.happening import Happening
from hub.gatherings import facets, presenting, staging
from hub.gatherings.enums import Stage, When
from hub.gatherings.models import EditionPage
from hub.gatherings.spans import Span, read
from hub.search import listing
from hub.search.collection import preference
from hub.search.kinds import KIND_LABELS
from hub.search.models import SearchDocument


@dataclass(frozen=True)
class Listed:
    """An edition as lists show it, in the reader's language where it exists in it."""

    document: SearchDocument
    spans: list[Span]
    stage: Stage
    is_over: bool
    next: presenting.Date | None  # the date that is on or comes next; of what is over the last one
    more: int  # further dates

    @property
    def card(self) -> dict:
        return self.document.card

    @property
    def is_foreign(self) -> bool:
        return self.document.language != languages.current()

    @property
    def path(self) -> str:
        return languages.page_path(languages.current(), self.document.url_path)

    @property
    def colour(self) -> str:
        return presenting.COLOURS[self.stage]

    @property
    def when(self) -> When:
        return When.PAST if self.is_over else When.COMING

    @property
    def place(self) -> list[str]:
        return presenting.where(self.card["place"])

    @property
    def format(self) -> str:
        return presenting.format_name(self.card["format"])

    @property
    def spoken(self) -> list[str]:
        return presenting.spoken_names(dict.fromkeys([*self.card["spoken"], *self.card["interpreted"]]))


@dataclass
class Group:
    """Editions of one series; `series` is its document, None where nobody may read it."""

    key: str
    series: SearchDocument | None
    rows: list[Listed] = field(default_factory=list)

    @property
    def path(self) -> str:
        return languages.page_path(languages.current(), self.series.url_path)

    @property
    def steps(self) -> list[dict]:
        """What stands between the list of gatherings and an edition, for its breadcrumb."""
        return (
            [{"path": self.path, "title": self.series.title, "language": self.series.language}] if self.series else []
        )


def listed(now: dt.datetime, series: str = "") -> tuple[list[Listed], dict[str, SearchDocument]]:
    """All editions that anybody may read (of one series), what comes next first and then what is over, the latest first;
    and the series by their key. One query."""
    found = listing.listing(facets.KIND, languages.current())
    mask = found.selected("series", [series]) & found.everything if series else found.everything
    documents = listing.documents(found.rows(mask, sort="title")) if mask else []
    rows = [_listed(each, now) for each in documents if each.card["part"] == facets.EDITION]
    known = {each.card["series"]: each for each in documents if each.card["part"] == facets.SERIES}
    return sorted(rows, key=_order), known


def _listed(document, now) -> Listed:
    spans, state = read(document.card["dates"]), document.card["state"]
    is_over = staging.is_over(state, spans, now=now)
    coming = presenting.dates([span for span in spans if span.ends > now], now)
    shown = coming[0] if coming else next(iter(presenting.dates(spans[-1:], now)), None)
    return Listed(document, spans, staging.stage(state, spans, now=now), is_over, shown, max(len(coming) - 1, 0))


def _order(row: Listed) -> tuple:
    """What has no date comes after what has one; editions of which no date is known, by their label, the newest first."""
    at = row.next.span.begins.timestamp() if row.next else float("inf")
    if not row.is_over:
        return 0, at, 0, row.document.title
    label = tuple(-ord(letter) for letter in row.card["label"])
    return 1, -at if row.next else 0, label, row.document.title


def happening(_language: str, now: dt.datetime) -> tuple[list[Happening], dt.datetime | None]:
    """The gatherings that are still to come and have a day, for the home page."""
    rows, _known = listed(now)
    lines = [
        Happening(
            kind=KIND_LABELS[facets.KIND],
            title=row.document.title,
            language=row.document.language,
            path=row.path,
            when=row.next.words,
            colour=row.colour,
            at=row.next.span.begins,
        )
        for row in rows
        if row.next and not row.is_over and row.stage != Stage.CANCELLED
    ]
    return lines, fresh_until(rows, now)


def grouped(rows: list[Listed], known: dict[str, SearchDocument]) -> list[Group]:
    """By series, in the order in which they first come."""
    groups: dict[str, Group] = {}
    for row in rows:
        key = row.card["series"]
        groups.setdefault(key, Group(key, known.get(key))).rows.append(row)
    return list(groups.values())


def fresh_until(rows: list[Listed], now: dt.datetime) -> dt.datetime | None:
    """When what is said of these editions changes next by the clock alone."""
    return min((at for row in rows if (at := staging.next_change(row.spans, now=now))), default=None)


def coming(now: dt.datetime, language: str = "") -> list[EditionPage]:
    """The editions that are not over, the next first; only those written in `language`, or else each in the reader's language
    where it exists in it. One query."""
    pages = EditionPage.objects.visible().select_related("locale")
    if language:
        pages = pages.filter(locale__language_code=language)
    best: dict = {}
    for page in pages:
        held = best.get(page.translation_key)
        rank = preference(page.language, languages.current())
        if held is None or rank < preference(held.language, languages.current()):
            best[page.translation_key] = page
    open_ = [page for page in best.values() if not staging.is_over(page.state, page.spans, now=now)]
    return sorted(open_, key=lambda page: (not page.spans, page.spans and page.spans[0].begins, page.title))


def series_context(page, now: dt.datetime) -> dict:
    rows, _known = listed(now, str(page.translation_key))
    return {
        "series": page,
        "rows": rows,
        "coming": [row for row in rows if not row.is_over],
        "past": [row for row in rows if row.is_over],
        "themes": themes_of(page),
    }


def themes_of(page) -> list:
    return [link.theme for link in page.theme_links.select_related("theme__locale")]


def edition_context(page, now: dt.datetime, asked: QueryDict) -> dict:
    """Everything the page of an edition shows. At most eight queries."""
    spans = page.spans
    stage = staging.stage(page.state, spans, now=now)
    zone = zone_asked(asked)
    rows, known = listed(now, facets.series_key(page))
    key = str(page.translation_key)
    return {
        "edition": page,
        "stage": stage,
        "colour": presenting.COLOURS[stage],
        "is_over": staging.is_over(page.state, spans, now=now),
        "dates": presenting.dates(spans, now, zone["zone"]),
        "asked": zone,
        "may_ask": any(not span.is_whole and span.ends > now for span in spans),
        "place": presenting.where(page.place_told),
        "spoken": presenting.spoken_names(page.languages_spoken),
        "interpreted": presenting.spoken_names(page.languages_interpreted),
        "join": presenting.join(page, stage),
        "themes": themes_of(page),
        "outcomes": outcomes(page),
        "agenda": _agenda(page),
        "group": next(iter(grouped(rows, known)), None),
        "others": [row for row in rows if row.card["key"] != key],
        "change": staging.next_change(spans, now=now),
    }


def _agenda(page):
    """The agenda to begin from, where anybody may read it."""
    agendas = EditionPage.agenda.field.related_model.objects.visible().select_related("locale")
    return agendas.filter(pk=page.agenda_id).first() if page.agenda_id else None


def zone_asked(asked: QueryDict) -> dict:
    """The zone that the reader named in the address; `wrong` is what she wrote where there is none of this name."""
    typed = asked.get("zone", "").strip()[:60]
    try:
        if typed:
            zones.validate_zone(typed)
    except ValidationError:
        return {"is_asked": True, "zone": "", "wrong": typed}
    return {"is_asked": "zone" in asked, "zone": typed, "wrong": ""}


def outcomes(page) -> list[dict]:
    """The pages that came of it, each in the reader's language or one that it exists in; what nobody may read is left out.
    Two queries."""
    chosen = [block.value for block in page.outcome_pages if block.value]
    documents = listing.documents_of([each.translation_key for each in chosen], languages.current()) if chosen else []
    return [
        {
            "document": document,
            "kind": KIND_LABELS.get(document.kind, ""),
            "path": languages.page_path(languages.current(), document.url_path),
        }
        for document in documents
    ]


def counted(rows: list[Listed], name: str) -> Counter:
    """Key of a facet → how many of the rows have it."""
    return Counter(key for row in rows for key in keys_of(row, name))


def keys_of(row: Listed, name: str) -> set[str]:
    if name == "when":
        return {row.when.value}
    prefix = f"{name}:"
    return {label.removeprefix(prefix) for label in row.document.labels.split() if label.startswith(prefix)}
