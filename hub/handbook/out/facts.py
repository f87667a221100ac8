"""What a book says of itself on its first and its last page."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.core import languages
from hub.core.context_processors import hub_settings

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
NOTES = {
    "machine": gettext_lazy("Made by machine, not yet checked by a person who speaks this language."),
    "draft": gettext_lazy("This translation has not been checked by a speaker yet."),
    "outdated": gettext_lazy("The original has changed since this was translated."),
}


@dataclass(frozen=True)
class Facts:
    """`note` is what there is to say of the translation of the book, `notes` (chapter → text) of single chapters."""

    hub: str
    address: str
    licence: str
    day: dt.date
    direction: str
    note: str
    notes: dict[str, str]


def facts_of(book, day: dt.date) -> Facts:
    """`book` is a Whole; its language must be active."""
    states = {chapter.key: _note(chapter, book.language) for chapter in book.chapters}
    said = set(states.values())
    is_same = len(said) == 1
    return Facts(
        hub=hub_settings(None).name,
        address=f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/{book.language}/handbook/",
        licence=LICENCE,
        day=day,
        direction=languages.direction(book.language),
        note=said.pop() if is_same else "",
        notes={} if is_same else states,
    )


def _note(chapter, wanted: str) -> str:
    if chapter.language != wanted:
        names = {"wanted": languages.language_name(wanted), "have": languages.language_name(chapter.language)}
        return _("This page does not exist in %(wanted)s yet. You see it in %(have)s.") % names
    return str(NOTES.get(chapter.state, ""))
