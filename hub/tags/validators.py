"""What a free word may be, by what two of them are the same, and how words are told apart in what somebody types."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hub.search.folding import folded

MOST = 10  # on one page
SHORTEST, LONGEST = 2, 40
LONGEST_KEY = 80
_SEPARATORS = re.compile("[,;،؛、，；\n\r]+")
_JOINERS = "\u200c\u200d"  # belong to the spelling of Persian and of languages of India
_NOT_IN_KEY = re.compile(r"[\s\-_.·/]+")

TOO_MANY = ngettext_lazy(
    "At most %(most)d word for a page. Leave some out.", "At most %(most)d words for a page. Leave some out.", MOST
)
TOO_SHORT = _("“%(word)s” is too short. A word has at least two letters or digits.")
TOO_LONG = _("“%(word)s” is too long. A word has at most 40 letters.")
NOT_A_WORD = _("“%(word)s” has signs that cannot be shown. Write it with letters and digits.")


def split(text: str) -> list[str]:
    """What somebody typed, taken apart at commas and line ends; a word may have spaces in it. Nothing is checked."""
    parts = (" ".join(part.replace('"', " ").split()) for part in _SEPARATORS.split(text))
    return [part for part in parts if part]


def cleaned(word: str) -> str:
    """The word as it is kept: NFC, single spaces, no direction marks. Raises ValidationError."""
    kept = "".join(c for c in word if unicodedata.category(c) != "Cf" or c in _JOINERS)
    kept = unicodedata.normalize("NFC", " ".join(kept.split()))
    shown = "".join(c if c.isprintable() else "·" for c in kept)
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    if (
        any(unicodedata.category(c)[0] == "C" and c not in _JOINERS for c in kept)
        or _SEPARATORS.search(kept)
        or '"' in kept
    ):
        raise ValidationError(NOT_A_WORD, params={"word": shown}, code="signs")
    if len(kept) > LONGEST or len(key(kept)) > LONGEST_KEY:
        raise ValidationError(TOO_LONG, params={"word": shown}, code="long")
    if len(kept) < SHORTEST or sum(unicodedata.category(c)[0] in "LN" for c in kept) < SHORTEST:
        raise ValidationError(TOO_SHORT, params={"word": shown}, code="short")
    return kept


def all_cleaned(words: list[str]) -> list[str]:
    """The words in their order, each once. Raises ValidationError with all that is wrong."""
    good: dict[str, str] = {}
    wrong: list[ValidationError] = []
    for word in words:
        try:
            kept = cleaned(word)
        except ValidationError as error:
            wrong.append(error)
        else:
            good.setdefault(key(kept), kept)
    if len(good) > MOST:
        wrong.append(ValidationError(TOO_MANY % {"most": MOST}, code="many"))
    if wrong:
        raise ValidationError(wrong)
    return list(good.values())


def key(word: str) -> str:
    """What two spellings of one word have in common: “Check-in”, “check in” and “Chéckin” are one word."""
    return _NOT_IN_KEY.sub("", folded(word)) or folded(word)


def slug(word: str) -> str:
    """The word as it stands in an address, in its own script, with its vowel signs."""
    low = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).lower())
    parts = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in low).split()
    return "-".join(parts)[:LONGEST_KEY]
