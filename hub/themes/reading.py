"""What the pages of themes and cycles show beyond their own fields."""

import itertools
import re
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q
from wagtail.models import Page

from hub.core import languages, routing, taxonomy, version
from hub.core.models import HubPage
from hub.core.querysets import begun
from hub.search import listing
from hub.search.collection import preference
from hub.search.kinds import KIND_LABELS
from hub.search.models import SearchDocument
from hub.themes import presenting

KEPT_SECONDS = 3600
SHORT = 160  # letters of an introduction in a list
FIRST_CARDS = 6
FIRST_STORIES = 3
MARKERS = (
    "m-pink",
    "m-sun",
    "m-green",
    "m-blue",
    "m-violet",
)  # by place in the cycle; those within a theme have its own
COLUMNS = {
    "themepage": ("key", "summary", "introduction", "translation_state"),
    "cyclepage": ("key", "summary", "translation_state"),
}


@dataclass(frozen=True)
class Stop:
    """A theme in the reader's language, or one that it exists in. `path` is empty where it has no page that she may read;
    `colour` is the CSS class of its marker."""

    key: str
    title: str
    short: str
    language: str
    state: str
    path: str
    colour: str
    parent: str | None = None
    children: tuple["Stop", ...] = ()


@dataclass(frozen=True)
class Way:
    """A cycle with its themes of the first level in their order, each with its own."""

    key: str
    title: str
    summary: str
    language: str
    state: str
    path: str
    stops: tuple[Stop, ...]

    @property
    def steps(self) -> list[Stop]:
        """All its themes, those of the second level after the one they are part of."""
        return [each for stop in self.stops for each in (stop, *stop.children)]


@dataclass(frozen=True)
class Tool:
    document: SearchDocument
    path: str
    kind_label: str
    why: str


@dataclass(frozen=True)
class Found:
    """What carries a theme: how much there is, and the first of it."""

    total: int
    documents: list[SearchDocument]


def ways(language: str) -> list[Way]:
    """All cycles in staff's order. Three queries for a content version, whatever their number."""
    return _kept("theme-ways", language, _ways)


def paths(language: str) -> dict[str, str]:
    """Theme → the address of its page, of those that have one. One query for a content version."""
    pages = _kept("theme-pages", language, _pages)["themepage"]
    return {key: languages.page_path(language, row["url_path"]) for key, row in pages.items()}


def _kept(name: str, language: str, read):
    key = f"{name}:{version.current()}:{language}"
    held = cache.get(key)
    if held is None:
        held = read(language)
        cache.set(key, held, KEPT_SECONDS)
    return held


def _pages(language: str) -> dict[str, dict[str, dict]]:
    """`themepage` and `cyclepage`: key → the page that readers of the language see: its columns, `text` for lists."""
    best: dict[str, dict[str, dict]] = {"themepage": {}, "cyclepage": {}}
    rows = Page.objects.live().filter(begun(), alias_of__isnull=True, depth__gt=3).order_by("pk")
    rows = rows.filter(Q(themepage__isnull=False) | Q(cyclepage__isnull=False))
    columns = ("title", "path", "url_path", "locale__language_code")
    for row in rows.values(*columns, *(f"{name}__{column}" for name, own in COLUMNS.items() for column in own)):
        kind = "themepage" if row["themepage__key"] else "cyclepage"
        found = {**{name: row[name] for name in columns}, **{name: row[f"{kind}__{name}"] for name in COLUMNS[kind]}}
        held = best[kind].get(found["key"])
        if (held is None or _rank(found, language) < _rank(held, language)) and not routing.is_private(row["path"]):
            best[kind][found["key"]] = found
    return best


def _rank(row, language):
    return preference(row["locale__language_code"], language)


def _ways(language) -> list[Way]:
    pages = _kept("theme-pages", language, _pages)
    found = []
    for cycle in taxonomy.cycles_in(language):
        page = pages["cyclepage"].get(cycle.key)
        coloured = zip(cycle.themes, itertools.cycle(MARKERS), strict=False)
        stops = tuple(_stop(theme, pages["themepage"], language, colour) for theme, colour in coloured)
        found.append(Way(cycle.key, *_told(cycle, page, page["summary"] if page else "", language), stops))
    return found


def _stop(theme, pages, language, colour) -> Stop:
    page = pages.get(theme.key)
    text = (page["summary"] or short(page["introduction"])) if page else ""
    children = tuple(_stop(child, pages, language, colour) for child in theme.children)
    return Stop(theme.key, *_told(theme, page, text, language), colour, theme.parent, children)


def _told(entry, page, text, language) -> tuple[str, str, str, str, str]:
    """Title, text, language, state and path: the page's, or of what has none the vocabulary's."""
    if page is None:
        return entry.title, text, entry.language, entry.state, ""
    path = languages.page_path(language, page["url_path"])
    return page["title"], text, page["locale__language_code"], page["translation_state"], path


def short(text: str) -> str:
    """The first sentences that are no longer than `SHORT` together; of one that is longer, its first words."""
    first = text.strip().partition("\n")[0].strip()
    said = ""
    for sentence in re.split(r"(?<=[.!?؟。…])\s+", first):
        if said and len(said) + len(sentence) >= SHORT:
            break
        said = f"{said} {sentence}".strip()
    return said if len(said) <= SHORT + 40 else said[:SHORT].rpartition(" ")[0].rstrip(",;:،") + "…"


def cycle_context(page) -> dict:
    way = next((each for each in ways(languages.current()) if each.key == page.key), None)
    return {"way": way, "stops": way.stops if way else ()}


def theme_context(page) -> dict:
    """Everything the page of a theme shows. At most seven queries, one more with portraits."""
    language = languages.current()
    everything = ways(language)
    way = next((each for each in everything if any(step.key == page.key for step in each.steps)), None)
    chosen = _chosen(page)
    rows = _rows_of(chosen, language)
    parts = {
        "activities": _carrying("activity", page.key, language, first=FIRST_CARDS, without=rows),
        "resources": _carrying("resource", page.key, language, first=FIRST_CARDS, without=rows),
        "stories": _carrying("story", page.key, language, first=FIRST_STORIES, sort="newest"),
    }
    wanted = [*rows.values(), *(row for _total, found in parts.values() for row in found)]
    documents = {each.page_id: each for each in listing.documents(wanted)} if wanted else {}
    return {
        "crumbs": _crumbs(page, way),
        "way": way,
        "tools": [
            _tool(documents[row.page_id], chosen[key], language)
            for key, row in rows.items()
            if row.page_id in documents
        ],
        **{
            name: Found(total, [documents[row.page_id] for row in found if row.page_id in documents])
            for name, (total, found) in parts.items()
        },
        "conversations": presenting.conversations(page),
        **_neighbours(page, way, everything),
    }


def _chosen(page) -> dict[UUID, str]:
    """What staff chose in their order, whoever may read it, each with their sentence. One query."""
    rows = [(block.value["page"], block.value["why"]) for block in page.tools]
    whys: dict[UUID, str] = {}
    for chosen, why in rows:
        if chosen:
            whys.setdefault(chosen.translation_key, why)
    return whys


def _rows_of(keys, language: str) -> dict[UUID, listing.Row]:
    """What readers of the language find of these things; what nobody may read is left out."""
    listed = listing.listing("", language)
    held = listed.held
    places = {key: [at for at in held.things.get(key, ()) if listed.everything >> at & 1] for key in keys}
    return {key: held.rows[found[0]] for key, found in places.items() if found}


def _tool(document, why: str, language: str) -> Tool:
    path = languages.page_path(language, document.url_path)
    return Tool(document, path, str(KIND_LABELS.get(document.kind, "")), why)


def _carrying(kind: str, theme: str, language: str, *, first: int, sort="recommended", without=()) -> tuple[int, list]:
    """How much of a kind carries the theme, and its first rows; `without`: what stands on the page already still counts."""
    listed = listing.listing(kind, language)
    mask = listed.everything & listed.selected("theme", [theme])
    rows = [row for row in listed.rows(mask, sort=sort, size=first + len(without)) if row.key not in without]
    return mask.bit_count(), rows[:first]


def _crumbs(page, way) -> list:
    """The cycle, and of a theme of the second level the one above it."""
    steps = way.steps if way else []
    above = {step.parent for step in steps if step.key == page.key}
    return [each for each in (way, *(step for step in steps if step.key in above)) if each]


def _neighbours(page, way, everything) -> dict:
    """The theme above it, those within it, the ones before and after, and those that are related."""
    steps = way.steps if way else []
    at = next((number for number, step in enumerate(steps) if step.key == page.key), None)
    own = steps[at] if at is not None else None
    walk = [step for step in steps if step.path or step is own]
    here = walk.index(own) if own else 0
    known = {step.key: step for each in everything for step in each.steps}
    siblings = [step for step in steps if own and step.parent == own.parent and step is not own]
    wished = [known[block.value] for block in page.related if block.value in known and block.value != page.key]
    return {
        "colour": own.colour if own else "",
        "above": known.get(own.parent) if own and own.parent else None,
        "within": own.children if own else (),
        "previous_step": walk[here - 1] if own and here > 0 else None,
        "next_step": walk[here + 1] if own and here + 1 < len(walk) else None,
        "related": list(dict.fromkeys(wished)) or siblings,
    }


def search_document(page: HubPage) -> dict:
    """The page as the search knows it (see hub.search)."""
    parts = [page.introduction]
    parts += [f"{block.value['text']} {block.value['credit']}".strip() for block in page.quotes]
    parts += [block.value["why"] for block in page.tools]
    for talk in page.conversations.get_prep_value():
        spoken = presenting.conversation(talk["value"], page.language)
        parts += [spoken.title, spoken.note, *(each.bio for each in spoken.speakers)]
        parts += [text for turn in spoken.turns for text in (turn.text, turn.meaning)]
    return {
        "kind": "theme",
        "summary": page.summary or short(page.introduction),
        "body": "\n".join(filter(None, parts)),
        "state": page.translation_state,
    }
