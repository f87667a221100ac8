"""Reads of the themes in one language, each missing entry in the source language. Cached until content changes."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache

from hub.core import version


@dataclass
class ThemeView:
    key: str
    title: str
    language: str
    state: str  # a TranslationState
    parent: str | None
    cycle: str | None
    children: list = field(default_factory=list)


@dataclass
class CycleView:
    key: str
    title: str
    language: str
    state: str
    themes: list


def themes_in(code: str) -> list[ThemeView]:
    """All themes in language `code`, first level and second, in staff's order. One query, then none."""
    return _kept("themes", code, _themes)


def cycles_in(code: str) -> list[CycleView]:
    """The cycles, each with its themes of the first level (and theirs in `children`). One query more."""
    return _kept("cycles", code, _cycles)


def _kept(name: str, code: str, read):
    key = f"{name}:{version.current()}:{code}"
    found = cache.get(key)
    if found is None:
        found = read(code)
        cache.set(key, found, 3600)
    return found


def _themes(code) -> list[ThemeView]:
    from hub.core.models import Theme

    themes = [
        ThemeView(
            key=theme.key,
            title=theme.title,
            language=theme.locale.language_code,
            state=theme.translation_state,
            parent=theme.parent.key if theme.parent else None,
            cycle=theme.cycle.key if theme.cycle else None,
        )
        for theme in _preferred(Theme.objects.select_related("locale", "parent", "cycle"), code)
    ]
    for theme in themes:
        theme.children = [child for child in themes if child.parent == theme.key]
    return themes


def _cycles(code) -> list[CycleView]:
    from hub.core.models import Cycle

    themes = themes_in(code)
    return [
        CycleView(
            key=cycle.key,
            title=cycle.title,
            language=cycle.locale.language_code,
            state=cycle.translation_state,
            themes=[theme for theme in themes if theme.cycle == cycle.key and theme.parent is None],
        )
        for cycle in _preferred(Cycle.objects.select_related("locale"), code)
    ]


def _preferred(queryset, code):
    """Of each entry the one in `code`, else the one in the source language, else any; in staff's order."""
    rank = {code: 0, settings.LANGUAGE_CODE: 1}
    best = {}
    for entry in queryset:
        held = best.get(entry.translation_key)
        if held is None or rank.get(entry.locale.language_code, 2) < rank.get(held.locale.language_code, 2):
            best[entry.translation_key] = entry
    return sorted(best.values(), key=_staff_order)


def _staff_order(entry):
    """Cycles in their order, in each the themes in theirs."""
    cycle = getattr(entry, "cycle", None)
    return (cycle.order if cycle else 0, entry.order, entry.key)
