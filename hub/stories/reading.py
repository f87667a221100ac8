"""What the page of a story and the list of stories show beyond their own fields."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from hub.core import countries, languages, version
from hub.core.enums import Format
from hub.search import listing
from hub.stories import drawn, enums, facets, presenting, rules, world
from hub.stories.models import Cohort

KEPT_SECONDS = 3600
MOST_LINKED = 6
ENOUGH = 3  # groups, from which on an activity says how many ran it


def story_context(story) -> dict:
    """Everything the page of a story shows. At most seven queries."""
    language = languages.current()
    return {
        "story": story,
        "place": presenting.where(story.place_told),
        "when": presenting.when(story.session_date, story.date_precision),
        "spoken": presenting.spoken_names(story.languages_used),
        "formats": [label for key, label in Format.choices if key in story.formats],
        "effects": [label for key, label in enums.Effect.choices if key in story.effects],
        "themes": [link.theme for link in story.theme_links.select_related("theme__locale")],
        "used": _activities_used(story, language),
        **_shown_items(story),
    }


def _shown_items(story) -> dict[str, list]:
    """Pictures, quotes and recordings whose consent holds today; their pictures in one query."""
    today = timezone.localdate()
    related = {"pictures": ("consent", "image"), "quotes": ("consent",), "recordings": ("consent", "image__drawing")}
    found = {
        name: [row for row in getattr(story, name).select_related(*related[name]) if rules.may_be_shown(row, today)]
        for name in rules.ITEMS
    }
    images = [row.image for row in (*found["pictures"], *found["recordings"])]
    if images:
        prefetch_related_objects(images, "renditions")
    for row in found["recordings"]:
        row.page = story
    return {**found, "recordings": [drawn.shown(row) for row in found["recordings"]]}


def _activities_used(story, language: str) -> list[dict]:
    """Rows in their order, each with the activity as the search knows it in the reader's language; None if nobody may read it."""
    rows = list(story.activities_used.select_related("activity"))
    keys = [row.activity.translation_key for row in rows]
    documents = {each.translation_key: each for each in listing.documents_of(keys, language)} if keys else {}
    return [
        {
            "row": row,
            "activity": document,
            "path": languages.page_path(language, document.url_path),
        }
        for row, key in zip(rows, keys, strict=True)
        if (document := documents.get(key))
    ]


def with_activity(uid: str, language: str) -> dict:
    """What the page of an activity shows of stories: `count` of groups that ran it (0: not told), and first `cards`.

    Under three groups nothing is told of any that has not agreed to stand alone. Examples are never counted.
    """
    key = f"ran:{version.current()}:{language}:{uid}"
    held = cache.get(key)
    if held is None:
        listed = listing.listing(facets.KIND, language)
        rows = listed.rows(listed.everything & listed.selected("activity", [uid]), sort="newest")
        held = _told(listing.documents(rows) if rows else [], language)
        cache.set(key, held, KEPT_SECONDS)
    return held


def _told(documents, language) -> dict:
    real = [document for document in documents if not document.card["example"]]
    if len(real) < ENOUGH:
        real = [document for document in real if document.card["alone"]]
    examples = [document for document in documents if document.card["example"] and document.card["alone"]]
    return {"count": len(real), "cards": presenting.cards([*real, *examples][:MOST_LINKED], language)}


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    total: int
    place: world.Square


@dataclass(frozen=True)
class Year:
    year: int
    total: int
    hosts: int
    shown: list[tuple[str, str]]  # chosen name and country of those who agree


def world_map(language: str) -> SafeString:
    """The map with the list of countries beside it. Made once for a content version."""
    key = f"world:{version.current()}:{language}"
    held = cache.get(key)
    if held is None:
        counts = facets.keys_held(language).get("country", {})
        options = facets.named_countries(counts, language)
        found = [Country(code, name, counts[code], world.square(code)) for code, name, _level in options]
        path, others = world.ground({country.code for country in found})
        context = {"countries": found, "ground": path, "others": others, "world": world, "language": language}
        held = render_to_string("stories/world.html", context)
        cache.set(key, held, KEPT_SECONDS)
    return held


def timeline(language: str) -> list[Year]:
    """Years with their stories and cohorts, the latest first. One query for a content version."""
    key = f"timeline:{version.current()}:{language}"
    held = cache.get(key)
    if held is None:
        counts = facets.keys_held(language).get("year", {})
        cohorts = _cohorts()
        years = sorted({*map(int, counts), *cohorts}, reverse=True)
        held = [_year(year, counts.get(str(year), 0), cohorts.get(year, [])) for year in years]
        cache.set(key, held, KEPT_SECONDS)
    return held


def _cohorts() -> dict[int, list[tuple[str, str, bool]]]:
    """Year → chosen name, country and whether she is shown, of each host."""
    columns = [f"hosts__{name}" for name in ("pk", "chosen_name", "country", "is_shown")]
    found = {}
    for year, key, *host in Cohort.objects.order_by("hosts__sort_order", "hosts__pk").values_list("year", *columns):
        found.setdefault(year, []).extend([tuple(host)] if key else [])
    return found


def _year(year, total, hosts) -> Year:
    shown = [(name, countries.name(country) if country else "") for name, country, is_shown in hosts if is_shown]
    return Year(year, total, len(hosts), [each for each in shown if any(each)])
