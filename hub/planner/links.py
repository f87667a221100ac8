"""The links of a kept plan, and what opens it. Each is made from the one before, never back: who may edit may view, who may
view may say what she thought. The hub keeps only what a link leads to and what it seals, so that its database alone, with
all keys of the hub, shows nobody's plan."""

import hashlib
import json
import secrets
import zlib
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hub.core import codes

NONCE = 12


class NotOpenError(Exception):
    """What was kept does not open with this link."""


def new_code() -> str:
    """128 bits, as they stand in an address."""
    return _told(secrets.token_bytes(codes.BYTES))


def view_code(edit: str) -> str:
    return _told(_derived("view", edit))


def say_code(view: str) -> str:
    return _told(_derived("say", view))


def row(code: str) -> str:
    """How the database knows what a link leads to; empty for what can be no code."""
    letters = codes.plain(code[:60])
    return _derived("row", letters).hex() if letters else ""


def sealed(data: Any, *, code: str, place: str) -> bytes:
    """JSON, packed and sealed with what only this link opens, bound to its place."""
    raw = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_derived("key", code)).encrypt(nonce, raw, place.encode())


def opened(data: bytes, *, code: str, place: str) -> Any:
    """Raises NotOpenError."""
    data = bytes(data)
    try:
        raw = AESGCM(_derived("key", code)).decrypt(data[:NONCE], data[NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise NotOpenError from error
    return json.loads(zlib.decompress(raw))


def _derived(what: str, code: str) -> bytes:
    letters = codes.plain(code) or ""
    return hashlib.sha256(f"hub.planner.{what}:{letters}".encode()).digest()


def _told(digest: bytes) -> str:
    return codes.spoken(int.from_bytes(digest[: codes.BYTES])).replace("-", "").lower()
