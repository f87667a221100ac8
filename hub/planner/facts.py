"""What a plan has to know of its activities: of the version that was put in, in the reader's language or one they exist in."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Revision

from hub.activities.models import ActivityPage
from hub.core import languages
from hub.search.collection import preference


@dataclass(frozen=True)
class Fact:
    """`page` has the words and numbers of `version`, the one wanted if it is still kept. `newest` is the one on the site."""

    uid: str
    page: ActivityPage
    language: str
    path: str
    version: int
    newest: int

    @property
    def is_older(self) -> bool:
        return self.version < self.newest

    @property
    def minutes(self) -> int:
        """What a line of a plan begins with."""
        return self.page.duration_min or 0


def facts_of(wanted: Iterable[tuple[str, int]], language: str) -> dict[str, Fact]:
    """Uid → fact, for pairs of uid and version (0: the newest); what nobody may read any more is missing. Two queries, and one
    more where an older version is wanted."""
    versions = dict(wanted)
    best: dict[str, ActivityPage] = {}
    found = ActivityPage.objects.visible().filter(uid__in=versions).select_related("locale") if versions else ()
    for page in found:
        held = best.get(page.uid)
        if held is None or preference(page.language, language) < preference(held.language, language):
            best[page.uid] = page
    older = _older({page.pk: versions[page.uid] for page in best.values() if 0 < versions[page.uid] < page.version})
    return {uid: _fact(page, older.get(page.pk, page), language) for uid, page in best.items()}


def _older(wanted: dict[int, int]) -> dict[int, ActivityPage]:
    """Page → the last revision of it that had this version."""
    if not wanted:
        return {}
    revisions = Revision.page_revisions.filter(
        object_id__in=[str(pk) for pk in wanted], content__version__in=set(wanted.values())
    ).order_by("created_at")
    kept = {}
    for revision in revisions:
        page = int(revision.object_id)
        if revision.content.get("version") == wanted[page]:
            kept[page] = revision
    return {page: revision.as_object() for page, revision in kept.items()}


def _fact(live, page, language) -> Fact:
    return Fact(
        uid=live.uid,
        page=page,
        language=live.language,
        path=languages.page_path(language, live.url_path),
        version=page.version,
        newest=live.version,
    )
