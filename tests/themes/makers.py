"""Pages of themes for tests, small and complete."""

from wagtail.models import Locale

from hub.core.models import Cycle, Theme, ThemesPage
from hub.themes.models import CyclePage, ThemePage


def themes_page(code: str = "en") -> ThemesPage:
    return ThemesPage.objects.get(locale__language_code=code)


def cycle(key="demo-cycle", title="Demo cycle", **fields) -> Cycle:
    return Cycle.objects.create(key=key, title=title, locale=Locale.objects.get(language_code="en"), order=9, **fields)


def theme(key="demo", title="Demo theme", **fields) -> Theme:
    return Theme.objects.create(key=key, title=title, locale=Locale.objects.get(language_code="en"), **fields)


def cycle_page(key="demo-cycle", *, code="en", title="Demo cycle", publish=True, **fields) -> CyclePage:
    return _published(CyclePage(title=title, slug=key, key=key, **fields), themes_page(code), publish)


def theme_page(key="demo", *, parent=None, code="en", title="Demo theme", publish=True, **fields) -> ThemePage:
    """One page of a theme, under the page of all themes where no cycle's page is given."""
    return _published(ThemePage(title=title, slug=key, key=key, **fields), parent or themes_page(code), publish)


def translation_of(source, code: str, *, parent=None, **fields) -> ThemePage:
    own = {"translation_key": source.translation_key, "translation_state": "machine", **fields}
    return theme_page(source.key, parent=parent, code=code, **own)


def _published(page, parent, publish):
    page.locale, page.live = parent.locale, False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def talk(turns, *, speakers=("Host A (example)", "Guest (example)"), **fields) -> tuple[str, dict]:
    """A conversation; each turn is (speaker, text) with, if wanted, its language and what it means."""
    named = ("speaker", "text", "language", "meaning")
    return (
        "conversation",
        {
            "title": "A talk",
            "note": "Made up.",
            "speakers": [speaker(name) for name in speakers],
            "turns": [{"language": "", "meaning": "", **dict(zip(named, turn, strict=False))} for turn in turns],
            **fields,
        },
    )


def speaker(name="Guest (example)", **fields) -> dict:
    """`portrait` is a picture, `consent` a consent."""
    return {"name": name, "bio": "", "portrait": None, "consent": None, "shows_nobody": False, **fields}
