"""Sample agendas as tables of time, for pages of other apps."""

from uuid import UUID

from django.core.cache import cache
from django.template.loader import render_to_string

from hub.core import languages, version
from hub.planner import samples
from hub.planner.facts import facts_of
from hub.planner.sample_reading import agendas, meetings_of
from hub.planner.sheets import sheet_of

KEPT_SECONDS = 3600


def sample_timetables() -> dict[UUID, dict]:
    """Translation key → `key`, `title`, `path`, `language` and `html` of each sample agenda that anybody may read, in the
    reader's language where it exists in it. Three queries for a content version."""
    language = languages.current()
    key = f"timetables:{version.current()}:{language}"
    found = cache.get(key)
    if found is None:
        pages = agendas()
        plans = {page.pk: samples.plan_of(page) for page in pages}
        facts = facts_of([(item.uid, 0) for plan in plans.values() for item in plan.items if item.uid], language)
        found = {page.translation_key: _timetable(page, plans[page.pk], facts, language) for page in pages}
        cache.set(key, found, KEPT_SECONDS)
    return found


def _timetable(page, plan, facts, language: str) -> dict:
    meetings = meetings_of(page, sheet_of(plan, facts=facts))
    context = {"page": page, "meetings": meetings, "language": language}
    return {
        "key": page.key,
        "title": page.title,
        "language": page.language,
        "path": languages.page_path(language, page.url_path),
        "html": render_to_string("planner/timetable.html", context),
    }
