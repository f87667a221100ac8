"""Sealing bytes with the hub's own keys, which are apart from SECRET_KEY. Whatever is not right raises; text never comes out."""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK, NONCE, KEY = b"hub1", 12, 32


class SealingError(Exception):
    """A key is missing or wrong, or what was sealed is damaged or stands in another place than it was sealed for."""


def seal(data: bytes, *, place: str) -> bytes:
    """`place` names the row and the column: `open_` wants the same one. The newest key is used."""
    key_id, key = _keys()[0]
    nonce = secrets.token_bytes(NONCE)
    return b".".join([MARK, key_id.encode(), nonce + AESGCM(key).encrypt(nonce, data, _bound(place, key_id))])


def open_(sealed: bytes, *, place: str) -> bytes:
    """Raises SealingError."""
    key_id, body = _divided(sealed)
    key = dict(_keys()).get(key_id)
    if key is None:
        raise SealingError(f"No key {key_id!r}.")
    try:
        return AESGCM(key).decrypt(body[:NONCE], body[NONCE:], _bound(place, key_id))
    except (InvalidTag, ValueError) as error:
        raise SealingError("It does not open with the key it names, in this place.") from error


def key_of(sealed: bytes) -> str:
    """The name of the key it was sealed with. Raises SealingError."""
    return _divided(sealed)[0]


def current_key() -> str:
    return _keys()[0][0]


def problems() -> list[str]:
    """What is wrong with the keys of the settings, in words."""
    try:
        _keys()
    except SealingError as error:
        return [str(error)]
    return []


def _divided(sealed: bytes) -> tuple[str, bytes]:
    parts = bytes(sealed).split(b".", 2)
    if len(parts) != 3 or parts[0] != MARK or len(parts[2]) <= NONCE:
        raise SealingError("This was not sealed by the hub.")
    return parts[1].decode("ascii", "replace"), parts[2]


def _bound(place: str, key_id: str) -> bytes:
    return f"{place}|{key_id}".encode()


def _keys() -> list[tuple[str, bytes]]:
    """From settings.HUB_SEALING_KEYS, a list of `name:32 bytes in base64`, the newest first."""
    found = []
    for each in settings.HUB_SEALING_KEYS:
        name, _colon, text = each.partition(":")
        try:
            key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError):
            key = b""
        if not name.isalnum() or len(key) != KEY or name in dict(found):
            raise SealingError("HUB_SEALING_KEYS: each is a name, a colon and 32 bytes in base64; names differ.")
        found.append((name, key))
    if not found:
        raise SealingError("HUB_SEALING_KEYS names no key.")
    return found
