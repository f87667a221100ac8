"""Addresses of web pages as text: their one normal form, and which are not looked at. Nothing here asks the network."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from hub.resources.link_states import Reason
from hub.resources.models.links import LONGEST

PORTS = {"http": 80, "https": 443}
HIDDEN_NAMES = (
    "onion",
    "i2p",
    "local",
    "internal",
    "localhost",
    "home.arpa",
    "lan",
)  # must not be told to a name server
LONGEST_UNREADABLE = 500  # letters of any script, so that the database can index them
SAFE = "/%:@!$&'()*+,;=~-._"  # left as they are in a path
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_IPV6 = re.compile(r"[0-9a-f:.]+")


class NotForUsError(ValueError):
    """An address at which the hub does not look; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Address:
    """`host` in ASCII, an IPv6 address without its brackets; `path` with its query, ready to be sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self):
        return f"{self.scheme}://{self.place}{self.path}"


def parse(text: str) -> Address:
    """Raises NotForUsError. Ports other than the two of the web are not refused here."""
    text = text.strip()
    if _CONTROL.search(text) or len(text) > LONGEST:
        raise NotForUsError(Reason.INVALID)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise NotForUsError(Reason.INVALID) from error
    if parts.scheme not in PORTS:
        raise NotForUsError(Reason.SCHEME if parts.scheme else Reason.INVALID)
    if "@" in parts.netloc:
        raise NotForUsError(Reason.SECRETS)
    path = quote(parts.path or "/", safe=SAFE)
    query = quote(parts.query, safe=SAFE + "?")
    address = Address(
        scheme=parts.scheme,
        host=_host(parts.hostname or ""),
        port=PORTS[parts.scheme] if port is None else port,
        path=f"{path}?{query}" if query else path,
    )
    if len(str(address)) > LONGEST:
        raise NotForUsError(Reason.INVALID)
    return address


def normal(text: str) -> str:
    """The form under which an address is kept; one that is none is kept as it was typed, cut short."""
    try:
        return str(parse(text))
    except NotForUsError:
        return _CONTROL.sub(" ", text).strip()[:LONGEST_UNREADABLE]


def followed(address: Address, location: str) -> Address:
    """Where a redirect leads, judged like any other address."""
    try:
        return parse(urljoin(str(address), location.strip()))
    except ValueError as error:
        raise error if isinstance(error, NotForUsError) else NotForUsError(Reason.INVALID) from error


def for_us(address: Address) -> Address:
    """The same address, if the hub looks at such: one of the open web, at its usual ports."""
    if address.port not in PORTS.values():
        raise NotForUsError(Reason.PORT)
    if any(address.host == name or address.host.endswith(f".{name}") for name in HIDDEN_NAMES):
        raise NotForUsError(Reason.HIDDEN_NAME)
    return address


def _host(host: str) -> str:
    if ":" in host:
        if _IPV6.fullmatch(host):
            return host
        raise NotForUsError(Reason.INVALID)
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError as error:
            raise NotForUsError(Reason.INVALID) from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise NotForUsError(Reason.INVALID)
    return host
