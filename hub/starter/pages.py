"""The fixed pages, each in every language that has a file for it. They are named in MODELS."""

from pathlib import Path

from django.utils.html import escape
from wagtail.models import Page, Site

from hub.activities.models import ActivityLibraryPage
from hub.calls.models import CallIndexPage
from hub.core.models import HomePage, HubSettings, StandardPage, ThemesPage
from hub.gatherings.models import GatheringIndexPage
from hub.handbook.models import HandbookPage
from hub.planner.models import AgendaIndexPage
from hub.resources.models import ResourceIndexPage
from hub.starter import files, schema, written
from hub.starter.ledger import Ledger
from hub.stories.models import StoryIndexPage

MODELS = {  # in the order of the menu, of which a phone shows the first four
    "home": HomePage,
    "library": ActivityLibraryPage,
    "handbook": HandbookPage,
    "stories": StoryIndexPage,
    "calls": CallIndexPage,
    "gatherings": GatheringIndexPage,
    "themes": ThemesPage,
    "agendas": AgendaIndexPage,
    "resources": ResourceIndexPage,
    "about": StandardPage,
}
SLUGS = {name: {"library": "activities"}.get(name, name) for name in MODELS if name != "home"}
WELCOME = "Welcome to your new Wagtail site!"


def load(root: Path, locales: dict, ledger: Ledger) -> None:
    welcome = Page.objects.filter(depth=2, title=WELCOME, slug="home").first()
    if welcome:
        Page.objects.filter(pk=welcome.pk).update(slug="wagtail-welcome")
    for name in MODELS:
        for language in files.languages_in(root / "pages" / name):
            if language in locales:
                _load_one(root, name, locales[language], ledger)
            else:
                ledger.left_out.append(f"pages/{name}/{language}")
    _set_up_site(welcome)


def _set_up_site(welcome):
    """The English home page becomes the site's root, and Wagtail's welcome page goes."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    home = _find("home", "en")
    if home and (site.pk is None or site.root_page_id == getattr(welcome, "pk", None)):
        site.root_page, site.site_name = home, "Jam Sessions Hub"
        site.save()
    if welcome and home:
        Page.objects.get(pk=welcome.pk).delete()
    if site.pk:
        HubSettings.for_site(site)


def _find(name, language) -> Page | None:
    """The page as the site has it: a direct child of a home page, or the home page itself."""
    pages = MODELS[name].objects.filter(locale__language_code=language, alias_of__isnull=True)
    if name in SLUGS:
        pages = pages.filter(slug=SLUGS[name], depth=3)
    return pages.order_by("path").first()


def _load_one(root, name, locale, ledger):
    language = locale.language_code
    path = f"pages/{name}/{language}.toml"
    digest = files.digest(root / path)
    if ledger.is_current(path, digest):
        return
    words = schema.checked(files.read(root / path), schema.PAGES[name], path)
    held = _find(name, language)
    parent = _find("home", language) if name in SLUGS else Page.get_first_root_node()
    written.write(
        ledger,
        (path, language, digest),
        held,
        has_place=parent is not None or held is not None,
        new=lambda: _new(name, locale),
        fill=lambda page: _fill(page, name, words),
        words=words,
        put=lambda page: parent.add_child(instance=page),
    )


def _new(name, locale) -> Page:
    language = locale.language_code
    source = _find(name, "en") if language != "en" else None
    slug = SLUGS.get(name, "home" if language == "en" else f"home-{language}")
    return written.unsaved(MODELS[name], locale, source, slug=slug, show_in_menus=name in SLUGS)


def _fill(page, name, words):
    page.title, page.search_description = words["title"], words.get("search_description", "")
    for field in ("headline", "introduction", "promise", "summary", "credit"):
        if hasattr(page, field):
            setattr(page, field, words.get(field, ""))
    if name == "home":
        steps = [{"title": step["title"], "text": step.get("text", "")} for step in words.get("steps", [])]
        doors = [("door", {**door, "page": None}) for door in words.get("doors", [])]
        page.doors = written.stream(page, "doors", doors)
        page.steps = written.stream(page, "steps", [("step", step) for step in steps])
    if name == "about":
        blocks = enumerate(words.get("body", []))
        page.body = written.stream(page, "body", [_body_block(page, block, at) for at, block in blocks])


def _body_block(page, block, at) -> tuple[str, object]:
    text, kind = block.get("text", ""), block["type"]
    if kind == "text":
        heading = block.get("heading", "")
        return kind, (f"<h2>{escape(heading)}</h2>" if heading else "") + text
    if kind == "quote":
        return kind, {"text": text, "credit": block.get("credit", "")}
    if kind == "callout":
        return kind, {"title": block.get("title", ""), "text": text}
    if kind == "steps":
        rows = [{"title": step["title"], "text": step.get("text", "")} for step in block.get(kind, [])]
    else:
        rows = [{"label": "", "page": None, "address": "", "note": "", **link} for link in block.get(kind, [])]
    return kind, {kind: written.items(page, f"body {at}", rows)}
