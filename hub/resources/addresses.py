"""Addresses outside the hub: which ones may be listed, and which ones are the same."""

import hashlib
import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

MOST = 500
PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|ref_src")
NOT_AN_ADDRESS = _("This is not a web address. It looks like https://example.org/page.")
WRONG_SCHEME = _("The address must begin with https:// or http://.")
HAS_A_NAME = _("Please take the name and password out of the address.")
NOT_OUTSIDE = _("This address does not lead to a public place on the web.")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)")
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
WEB_ADDRESS = URLValidator(schemes=list(PORTS))
LONGEST_KEY = 1000  # letters, which are ASCII; PostgreSQL can index no more than some 2,700 bytes
INSIDE = ("localhost", "local", "localdomain", "internal", "lan", "home", "intranet", "invalid", "test")


def completed(text: str) -> str:
    """An address as people type it, with https:// in front where nothing else stands there."""
    text = text.strip()
    return f"https://{text}" if text and not SCHEME.match(text) and not text.startswith("/") else text


def validate_link(text: str) -> None:
    """Raises ValidationError for what is no address that any reader can open: no other scheme, no password, no inner host."""
    if len(text) > MOST:
        raise ValidationError(_("%(length)d characters; at most %(most)d."), params={"length": len(text), "most": MOST})
    if any(letter.isspace() or unicodedata.category(letter).startswith("C") for letter in text) or "\\" in text:
        raise ValidationError(NOT_AN_ADDRESS)
    if text.split(":", 1)[0].lower() not in PORTS or "://" not in text:
        raise ValidationError(WRONG_SCHEME)
    parts = _split(text)
    if parts is None:
        raise ValidationError(NOT_AN_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise ValidationError(HAS_A_NAME)
    _check_host(parts)
    try:
        WEB_ADDRESS(text)  # what the page of a resource takes; a suggestion becomes one
    except ValidationError as error:
        raise ValidationError(NOT_AN_ADDRESS) from error


def validate_lines(text: str) -> None:
    """As `validate_link`, of one address a line."""
    for line in text.splitlines():
        validate_link(line.strip())


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        return parts if parts.hostname and (parts.port is None or parts.port) else None
    except ValueError:
        return None


def _check_host(parts: SplitResult) -> None:
    name = host_of(parts.geturl())
    try:
        if not ipaddress.ip_address(parts.hostname).is_global:
            raise ValidationError(NOT_OUTSIDE)
        return
    except ValueError:
        pass
    labels = name.split(".")
    if not all(LABEL.fullmatch(label) for label in labels):
        raise ValidationError(NOT_AN_ADDRESS)
    if len(labels) < 2 or labels[-1] in INSIDE or not re.search("[a-z]", labels[-1]):
        raise ValidationError(NOT_OUTSIDE)


def host_of(url: str) -> str:
    """The host in small letters, as machines write it; empty where there is none."""
    parts = _split(url)
    name = parts.hostname.rstrip(".") if parts else ""
    try:
        return name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        return name


def shown_host(url: str) -> str:
    """The host as readers are told it."""
    return host_of(url).removeprefix("www.")


def normalised(url: str) -> str:
    """The same text for addresses that lead to the same page: without scheme, `www.`, fragment and what counts visitors.

    At most LONGEST_KEY letters: of what is longer, the end stands as a checksum.
    """
    parts = _split(url)
    if parts is None:
        return url.strip()
    port = f":{parts.port}" if parts.port and parts.port != PORTS.get(parts.scheme) else ""
    path = quote(unquote(parts.path), safe="/~@:!$&'()*+,;=").rstrip("/")
    asked = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0]))
    found = f"{shown_host(url)}{port}{path}" + (f"?{urlencode(asked)}" if asked else "")
    if len(found) <= LONGEST_KEY:
        return found
    checksum = hashlib.sha256(found.encode()).hexdigest()
    return found[: LONGEST_KEY - len(checksum)] + checksum
