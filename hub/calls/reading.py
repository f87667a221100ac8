"""What the pages of calls show beyond their own fields."""

import datetime as dt
import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.calls import presenting, staging
from hub.calls.enums import Stage
from hub.calls.models import Application, CallPage, CohortPage, Round
from hub.core import countries, languages, moments, spoken
from hub.core.happening import Happening
from hub.search.collation import sort_key
from hub.search.models import SearchDocument
from hub.search.results import part

FEW = 5  # people; a country with fewer of them is told only of those who agree
MADE_OF = ("docx", "odt", "txt")
GROUPS = (
    (Stage.OPEN,),
    (Stage.SCHEDULED, Stage.DRAFT),
    (Stage.CLOSED, Stage.DECIDING),
    (Stage.DONE,),
)


COMING = (*GROUPS[0], *GROUPS[1])
PAGE_SIZE = 20  # calls that are over


@dataclass(frozen=True)
class Listed:
    """A call as lists show it, in the reader's language where it exists in it."""

    page: CallPage
    stage: Stage
    opens: moments.Moment | None
    closes: moments.Moment | None
    is_late: bool

    @property
    def is_foreign(self) -> bool:
        return self.page.language != languages.current()

    @property
    def path(self) -> str:
        return languages.page_path(languages.current(), self.page.url_path)

    @property
    def colour(self) -> str:
        return presenting.COLOURS[self.stage]

    @property
    def stipend(self) -> str:
        return presenting.stipend(self.page)


class HostRow(NamedTuple):
    """A host as the database has her; `host` is None where a cohort has nobody yet."""

    cohort: int
    year: int
    name: str
    country: str
    story: int | None
    is_shown: bool
    host: int | None


@dataclass(frozen=True)
class Host:
    name: str
    country: str
    story: object = None


@dataclass(frozen=True)
class Told:
    """A cohort as far as readers are told of it: `hosts` who agree, `countries` that are safe to name."""

    year: int
    total: int
    hosts: list[Host]
    countries: list[str]
    announcements: list = field(default_factory=list)

    @property
    def is_example(self) -> bool:
        return any(page.call is not None and page.call.is_example for page in self.announcements)

    @property
    def unnamed(self) -> int:
        return self.total - len(self.hosts)


def best(pages, language: str | None = None) -> list:
    """One page for each thing: in the reader's language, or else in the source language, or else in any."""
    wished = language or languages.current()
    rank = {wished: 0, settings.LANGUAGE_CODE: 1}
    found: dict = {}
    for page in sorted(pages, key=lambda each: (rank.get(each.language, 2), each.language), reverse=True):
        found[page.translation_key] = page
    return list(found.values())


def listed(now: dt.datetime, **narrowed) -> list[Listed]:
    """All calls that anybody may read, those that can be applied for first. Two queries."""
    pages = best(CallPage.objects.visible().filter(**narrowed).select_related("locale"))
    keys = [page.translation_key for page in pages]
    released = set(Round.objects.filter(key__in=keys, released_at__lte=now).values_list("key", flat=True))
    rows = [_listed(page, now, page.translation_key in released) for page in pages]
    return sorted(rows, key=_order)


def _listed(page, now, is_released) -> Listed:
    return Listed(
        page,
        page.stage_at(now, is_released=is_released),
        moments.moment(page.opens_at, page.zone),
        moments.moment(page.closes_at, page.zone),
        staging.is_late(page, now=now),
    )


def _order(row: Listed) -> tuple:
    """By group; in each, what is written in the reader's language first, then by what comes next, or was last."""
    group = next(number for number, stages in enumerate(GROUPS) if row.stage in stages)
    at = {0: row.page.closes_at, 1: row.page.opens_at}.get(group, row.page.closes_at)
    stamp = at.timestamp() if at else float("inf")
    return group, row.is_foreign, stamp if group < 2 else -stamp, row.page.title, row.page.pk


def grouped(rows: list[Listed]) -> list[tuple[Stage, list[Listed]]]:
    """The groups that are not empty, each under its first stage; those that wait for a decision under that."""
    names = (Stage.OPEN, Stage.SCHEDULED, Stage.DECIDING, Stage.DONE)
    groups = [(name, [row for row in rows if row.stage in stages]) for name, stages in zip(names, GROUPS, strict=True)]
    return [(name, group) for name, group in groups if group]


def fresh_until(pages, now: dt.datetime) -> dt.datetime | None:
    """When what is said of these calls changes next by the clock alone."""
    return min((at for page in pages if (at := staging.next_change(page, now=now))), default=None)


def happening(language: str, now: dt.datetime) -> tuple[list[Happening], dt.datetime | None]:
    """The calls that can be applied for, for the home page."""
    rows = listed(now)
    lines = [
        Happening(
            kind=_("Open call (example)") if row.page.is_example else _("Open call"),
            title=row.page.title,
            language=row.page.language,
            path=row.path,
            when=_("Open until %(day)s") % {"day": row.closes.day},
            colour=row.colour,
            at=row.page.closes_at,
        )
        for row in rows
        if row.stage == Stage.OPEN and row.closes
    ]
    return lines, fresh_until([row.page for row in rows], now)


def call_named(slug: str) -> CallPage | None:
    """The call at an address, in the reader's language where it exists in it; None where nobody may read it."""
    return next(iter(best(CallPage.objects.visible().filter(slug=slug).select_related("locale"))), None)


def call_context(page: CallPage, now: dt.datetime, stage: str = "") -> dict:
    """Everything the page of a call shows. `stage`: shown as if it were there already, in a preview."""
    released_at, waits = _release_of(page)
    stage = Stage(stage) if stage in Stage.values else page.stage_at(now, is_released=bool(released_at))
    is_over = stage in (Stage.CLOSED, Stage.DECIDING, Stage.DONE)
    return {
        "call": page,
        "stage": stage,
        "colour": presenting.COLOURS[stage],
        "is_over": is_over,
        "is_all_told": not waits,
        "is_late": stage in (Stage.CLOSED, Stage.DECIDING) and staging.is_late(page, now=now),
        "opens": moments.moment(page.opens_at, page.zone),
        "closes": moments.moment(page.closes_at, page.zone),
        "decision_by": presenting.day(page.decision_by),
        "kept_until": presenting.day(page.data_kept_until),
        "stipend": presenting.stipend(page),
        "supports": presenting.supports(page),
        "criteria": presenting.weighed(page.criteria.all()),
        "spoken": [spoken.name(code) for code in page.languages_accepted],
        "dates": address("call_dates", page.slug) if page.closes_at else "",
        **_ways_in(page, stage),
        **(_outcome(page, now) if is_over else {}),
    }


def _release_of(page) -> tuple[dt.datetime | None, bool]:
    """When decisions were told, and whether anybody still waits for one."""
    waiting = Application.objects.filter(round=OuterRef("pk")).undecided()
    rounds = Round.objects.filter(key=page.translation_key).annotate(waits=Exists(waiting))
    return rounds.values_list("released_at", "waits").first() or (None, False)


def _ways_in(page, stage) -> dict:
    """Addresses of what can be done: applying and its questions while it is open, coming back as long as anybody waits."""
    if stage != Stage.OPEN:
        return {"resume": "" if stage in (Stage.SCHEDULED, Stage.DRAFT) else address("apply_resume")}
    return {
        "apply": address("apply_start", page.slug),
        "resume": address("apply_resume"),
        "questions": [
            (name.upper(), path) for name in MADE_OF if (path := address("apply_questions", page.slug, name))
        ],
    }


def _outcome(page, now) -> dict:
    """What came of it, and what is next: the call that staff named, or else what can be applied for now."""
    pages = CohortPage.objects.visible().filter(call__translation_key=page.translation_key)
    following = [row for row in listed(now) if row.page.translation_key != page.translation_key]
    named = page.next_call.translation_key if page.next_call else None
    return {
        "announcements": best(pages.select_related("locale")),
        "following": [row for row in following if row.page.translation_key == named]
        or [row for row in following if row.stage in (Stage.OPEN, Stage.SCHEDULED)][:2],
    }


def address(name: str, *arguments) -> str:
    """The address of a view; empty where the hub has none of this name."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def cohorts(announcements=()) -> list[Told]:
    """All cohorts, the latest first, as far as readers are told of them. Two queries."""
    rows = _rows_of_cohorts()
    many = {code for code, count in Counter(row.country for row in rows).items() if code and count >= FEW}
    stories = _stories(rows)
    return [
        _told(list(group), many, stories, announcements)
        for _year, group in itertools.groupby(rows, key=lambda row: row.year)
    ]


def _rows_of_cohorts() -> list[HostRow]:
    """A row for each host; one without a host for a cohort that has none."""
    cohort = CallPage._meta.get_field("cohort").related_model
    columns = ("chosen_name", "country", "story_id", "is_shown", "pk")
    rows = cohort.objects.order_by("-year", "hosts__sort_order", "hosts__pk")
    return [HostRow(*row) for row in rows.values_list("pk", "year", *(f"hosts__{name}" for name in columns))]


def _told(rows: list[HostRow], many: set[str], stories: dict, announcements) -> Told:
    people = [row for row in rows if row.host is not None]
    agreed = [row for row in people if row.is_shown]
    hosts = [
        Host(row.name, countries.name(row.country) if row.country else "", stories.get(row.story)) for row in agreed
    ]
    codes = {row.country for row in people} & many | {row.country for row in agreed if row.country}
    return Told(
        rows[0].year,
        len(people),
        [host for host in hosts if host.name or host.country],
        sorted((countries.name(code) for code in codes), key=lambda name: sort_key(name, languages.current())),
        [page for page in announcements if page.cohort_id == rows[0].cohort],
    )


def _stories(rows) -> dict[int, SearchDocument]:
    """The stories of those who agree to be shown, by id, where anybody may read them: those that the search knows."""
    ids = [row.story for row in rows if row.is_shown and row.story]
    return SearchDocument.objects.unexpired().only("url_path", "language").in_bulk(ids) if ids else {}


def index_context(now: dt.datetime, asked: QueryDict) -> dict:
    """The list of calls: what is open or coming whole on its first page, what is over by pages. At most six queries."""
    rows = listed(now)
    coming = [row for row in rows if row.stage in COMING]
    over = part(asked, rows[len(coming) :], size=PAGE_SIZE)
    shown = [*(coming if over.page.number == 1 else ()), *over.page]
    announcements = best(CohortPage.objects.visible().select_related("locale", "call"))
    return {
        "rows": rows,
        "groups": grouped(shown),
        "is_any_open": any(row.stage == Stage.OPEN for row in rows),
        "results": over,
        "cohorts": cohorts(announcements),
    }


def cohort_context(page: CohortPage) -> dict:
    told = [each for each in cohorts() if page.cohort_id and each.year == page.cohort.year]
    rows = [
        row for row in listed(timezone.now()) if page.call and row.page.translation_key == page.call.translation_key
    ]
    return {"told": next(iter(told), None), "of_call": next(iter(rows), None)}
