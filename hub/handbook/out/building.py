"""Making the files of the handbook: of what is published, where what they are made of has changed.

A PDF takes seconds: it is made by the worker or by the command, never while somebody waits for a page.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils import timezone, translation

from hub.core import version
from hub.core.context_processors import hub_settings
from hub.core.paper import tagged
from hub.core.shelves import Kept
from hub.handbook.out import epub, paper
from hub.handbook.out.keeping import SHELVES
from hub.handbook.whole import Whole, whole

logger = logging.getLogger("hub.handbook")
MOST_BYTES = 5_000_000
MAKERS = {"pdf": paper.pdf, "epub": epub.epub}


class TooLargeError(Exception):
    """A book would have more bytes than travel well from phone to phone."""


class NoPangoError(Exception):
    """What sets the letters of PDF is not on this machine."""

    def __str__(self) -> str:
        return "Pango is not on this machine, so no PDF can be made (docs/operating.md names the packages)"


def build(
    wanted: list[str],
    *,
    is_new: bool = False,
    step: Callable[[str], object] = lambda _code: None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> tuple[list[Kept], dict[str, Exception]]:
    """Makes and keeps the files of these languages that are not of what is published now; `is_new`: all of them.

    Returns them, and what went wrong by language and kind. A language that the handbook is not in, or no longer, has no file.
    """
    has_changed = False
    made: list[Kept] = []
    failed: dict[str, Exception] = {}
    for code in wanted:
        if is_stopping():
            break
        book = whole(code)
        step(code)
        is_there = bool(book.chapters) and book.language == code
        for kind, shelf in SHELVES.items():
            try:
                if is_there:
                    made += _made(book, kind, is_new)
                else:
                    has_changed |= shelf.forget(code)
            except (OSError, NoPangoError, TooLargeError) as error:
                failed[f"{code} {kind}"] = error
            except Exception as error:  # of a bucket, or of what sets books; the other files are made all the same
                logger.exception("A file of the handbook could not be made: %s %s", code, kind)
                failed[f"{code} {kind}"] = error
    if made or has_changed:
        version.bump()  # pages that name size and day
    return made, failed


def _made(book: Whole, kind: str, is_new: bool) -> list[Kept]:
    shelf, source = SHELVES[kind], _source(book)
    held = shelf.newest().get(book.language)
    if held and held.source == source and not is_new:
        return []
    if kind == "pdf" and not tagged.is_possible():
        raise NoPangoError
    day = timezone.localdate()
    content = MAKERS[kind](book, day)
    if len(content) > MOST_BYTES:
        raise TooLargeError(f"{len(content)} bytes; {MOST_BYTES} are the limit.")
    return [shelf.keep(content, language=book.language, day=day, source=source)]


def _source(book: Whole) -> str:
    """What a file is made of, in a word: it is made anew when this has changed."""
    with translation.override(book.language):
        said = repr((book, hub_settings(None).name, settings.WAGTAILADMIN_BASE_URL, _forms()))
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _forms() -> str:
    """The templates and styles of books, as they are on this machine, and their words in all languages."""
    base = settings.BASE_DIR
    paths = [*sorted((base / "templates" / "handbook" / "paper").rglob("*.html")), epub.STYLE]
    paths += [base / "static" / name for name in paper.STYLESHEETS]
    paths += sorted(base.glob("hub/locale/*/LC_MESSAGES/django.po"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
