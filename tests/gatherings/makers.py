"""Small gatherings for tests."""

import datetime as dt
import itertools
import json
import uuid

from hub.core import version, zones
from hub.gatherings.models import EditionPage, EditionTheme, GatheringIndexPage, SeriesPage
from hub.search.services import index_page

DAY = dt.timedelta(days=1)
_numbers = itertools.count(1)


def index_in(code: str = "en") -> GatheringIndexPage:
    return GatheringIndexPage.objects.get(locale__language_code=code)


def stream(kind: str, rows: list) -> str:
    return json.dumps([{"type": kind, "value": row, "id": str(uuid.uuid4())} for row in rows])


def date(begins: str, ends: str = "", zone: str = "UTC") -> dict:
    """`2027-03-05 18:30` as clocks of the zone show it, or a day alone."""
    last = ends or begins
    row = {"day": begins[:10], "last_day": last[:10] if last[:10] != begins[:10] else None, "zone": zone}
    return {**row, "begins": begins[11:] or None, "ends": last[11:] or None}


def date_at(begins: dt.datetime, hours: int = 2, zone: str = "UTC") -> dict:
    words = [zones.wall(at, zone).strftime("%Y-%m-%d %H:%M") for at in (begins, begins + dt.timedelta(hours=hours))]
    return date(*words, zone)


def series(*, code: str = "en", title: str = "Demo series", **fields) -> SeriesPage:
    parent = index_in(code)
    page = SeriesPage(
        title=title,
        slug=fields.pop("slug", f"demo-series-{next(_numbers)}"),
        locale=parent.locale,
        summary="Groups meet and compare.",
        **fields,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def edition(parent: SeriesPage, *, dates=(), topics=(), pages=(), themes=(), publish=True, **fields) -> EditionPage:
    """An announced edition without a date, unless the fields say otherwise."""
    page = EditionPage(
        title=fields.pop("title", "Demo edition"),
        slug=fields.pop("slug", f"demo-edition-{next(_numbers)}"),
        locale=parent.locale,
        live=False,
        **{"summary": "One day of talk.", "format": "in-person", **fields},
    )
    page.dates = stream("date", list(dates))
    page.topics = stream("topic", [{"title": title, "note": ""} for title in topics])
    page.outcome_pages = stream("page", [each.pk for each in pages])
    page.theme_links = [EditionTheme(theme=theme, locale=parent.locale) for theme in themes]
    parent.add_child(instance=page)
    if publish:
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def edition_in(code: str, source: EditionPage, *, title: str) -> EditionPage:
    """The same edition in another language, below the same series in it (made where it is missing)."""
    above = SeriesPage.objects.get(pk=source.get_parent().pk)
    parent = SeriesPage.objects.filter(translation_key=above.translation_key, locale__language_code=code).first()
    if parent is None:
        shared = {"slug": above.slug, "translation_key": above.translation_key, "translation_state": "checked"}
        parent = series(code=code, title=above.title, **shared)
    page = EditionPage(
        title=title,
        slug=source.slug,
        locale=parent.locale,
        translation_key=source.translation_key,
        translation_state="checked",
        summary=source.summary,
        **{name: getattr(source, name) for name in EditionPage.SHARED_FIELDS},
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def written_straight(page: EditionPage) -> None:
    """After a change in the table: what lists know of it."""
    index_page(page=page)
    version.bump()
