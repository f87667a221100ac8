"""Where the files of the handbook lie: on shelves of the hub, see hub.core.shelves."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from hub.core import version
from hub.core.shelves import Kept, Shelf

logger = logging.getLogger("hub.handbook")
FOLDER, STEM = "handbook", "jam-sessions-handbook"
SHELVES = {"pdf": Shelf(FOLDER, STEM, "pdf"), "epub": Shelf(FOLDER, STEM, "epub")}
TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}
SECONDS = 3600


@dataclass(frozen=True)
class Books:
    """The newest whole files of a language, by kind."""

    language: str
    pdf: Kept | None
    epub: Kept | None

    def __bool__(self) -> bool:
        return bool(self.pdf or self.epub)


def books(language: str) -> Books:
    """In this language, or in the hub's first where there are none. The storage is asked once for a content version."""
    key = f"handbook-files:{version.current()}"
    held = cache.get(key)
    if held is None:
        answers = {kind: shelf.offered() for kind, shelf in SHELVES.items()}
        held = {kind: rows or {} for kind, rows in answers.items()}
        if None not in answers.values():
            cache.set(key, held, SECONDS)
    own = _books(held, language)
    return own or _books(held, settings.LANGUAGE_CODE)


def withdraw() -> None:
    """Takes the files of all languages away: what a chapter lacks in one, it lends to the others."""
    gone = False
    for shelf in SHELVES.values():
        for code in shelf.offered() or ():
            try:
                gone |= shelf.forget(code)
            except Exception as error:  # each kind of storage has errors of its own; the page is withdrawn all the same
                logger.error("A file of the handbook could not be taken away: %s", type(error).__name__)
    if gone:
        version.bump()


def _books(held: dict[str, dict[str, Kept]], language: str) -> Books:
    return Books(language, **{kind: rows.get(language) for kind, rows in held.items()})
