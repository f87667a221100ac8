"""Codes for people without an account: 128 bits as 26 letters and digits that can be read aloud. Only keyed hashes are stored."""

import unicodedata

from django.conf import settings
from django.utils.crypto import salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none that sounds or looks like another
GROUPS = (5, 5, 4, 4, 4, 4)
LENGTH, BYTES = sum(GROUPS), 16
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def spoken(number: int) -> str:
    """128 bits as they are told and printed, in groups."""
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    starts = [sum(GROUPS[:place]) for place in range(len(GROUPS))]
    return "-".join(letters[start : start + size] for start, size in zip(starts, GROUPS, strict=True))


def plain(typed: str) -> str | None:
    """The letters alone, however they were typed: small, with spaces, with the digits of any script; None if it is no code."""
    folded = unicodedata.normalize("NFKC", typed).upper().translate(READ_AS)
    digits = (str(unicodedata.digit(letter, "")) or letter for letter in folded)
    letters = "".join(letter for letter in digits if letter.isalnum())
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


def hashes(typed: str, *, salt: str) -> list[str]:
    """The hash with the key of today first, then with the keys used before; nothing for what can be no code."""
    letters = plain(typed)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS] if letters else []
    return [salted_hmac(salt, letters, secret=key, algorithm="sha256").hexdigest() for key in keys]


def code_for(opening: str, *, salt: str) -> str:
    """The code of what was begun from this opening of a form: two clicks are told the same one."""
    return spoken(int.from_bytes(salted_hmac(f"{salt}.made", opening, algorithm="sha256").digest()[:BYTES]))


def opening_hash(opening: str, *, salt: str) -> str:
    """What is stored of an opening: from it no code can be made."""
    return salted_hmac(f"{salt}.opening", opening, algorithm="sha256").hexdigest()
