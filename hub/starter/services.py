"""Loads the starter library into the site, in one transaction."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from hub.core import later
from hub.starter import (
    activities,
    calls,
    files,
    gatherings,
    handbook,
    pages,
    resources,
    sample_agendas,
    stories,
    synonyms,
    theme_pages,
    themes,
)
from hub.starter.ledger import Ledger


@transaction.atomic
def load(*, root: Path = files.CONTENT, step: Callable[[], object] = lambda: None) -> Ledger:
    """Writes what the content files changed since the last run and returns what was done; raises ContentError.

    What editors changed stays as it is, what they removed stays removed. `step()` is called after each activity, agenda,
    story, resource and chapter.
    """
    if not (root / "themes" / "structure.toml").is_file():
        raise files.ContentError(f"{root}: there is no themes/structure.toml here.")
    ledger = Ledger()
    locales = _locales(ledger)
    with later.together():
        themes.load(root, locales, ledger)
        synonyms.load(root, locales, ledger)
        pages.load(root, locales, ledger)
        activities.load(root, ledger, step)
        sample_agendas.load(root, ledger, step)
        resources.load(root, ledger, step)
        theme_pages.load(root, locales, ledger)
        stories.load(root, ledger, step)
        calls.load(root, ledger)
        gatherings.load(root, ledger)
        handbook.load(root, ledger, step)
    return ledger


def _locales(ledger) -> dict[str, Locale]:
    """The locales by code; those of the settings are made once."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    for code, _name in settings.LANGUAGES:
        path = f"locales/{code}"
        if path not in ledger.entries:
            found.setdefault(code, None)
            found[code] = found[code] or Locale.objects.create(language_code=code)
            ledger.record(path, code, code, found[code].pk, "")
    return found
