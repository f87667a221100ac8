"""The languages of the hub: names, direction and the language part of an address."""

from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

RIGHT_TO_LEFT = frozenset(settings.LANGUAGES_BIDI)


@lru_cache
def names() -> dict[str, str]:
    """Each language's code and its name in itself."""
    return dict(settings.LANGUAGES)


def direction(code: str) -> str:
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def of_path(path: str) -> str | None:
    """The language that an address begins with, or None."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in names() else None


def path_in(path: str, code: str) -> str:
    """The same address under another language."""
    return f"/{code}/" + "".join(path.split("/", 2)[2:]) if of_path(path) else f"/{code}/"


def page_path(code: str, url_path: str) -> str:
    """The address of a page in the tree (`/home-es/activities/…`) when it is read in language `code`."""
    return f"/{code}/" + url_path.split("/", 2)[2]


def suggested(accept_language: str, offered: list[str]) -> str:
    """The offered language that fits an Accept-Language header best; the first one where none fits."""
    for code, _quality in parse_accept_lang_header(accept_language[:500].lower()):
        base = code.split("-")[0]
        if base in offered:
            return base
    return offered[0]


def current() -> str:
    """The active language as the hub writes it (`pt`, never `pt-br`)."""
    return (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]


def language_name(code: str) -> str:
    """A language's name in the reader's language, as CLDR has it; in itself where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(current()).languages.get(code) or names().get(code, code)
    except UnknownLocaleError:
        return names().get(code, code)
