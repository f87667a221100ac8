"""One question and the beginning of its answer, over http.client: bounded in time and bytes, without cookies or proxies.

Nothing is unpacked, so an answer cannot grow; nothing is read beyond the bytes allowed, so it cannot be endless.
"""

import http.client
import io
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from email.message import Message

from django.conf import settings

from hub.resources.health.addresses import Address
from hub.resources.health.networks import InsideError, Network
from hub.resources.link_states import Reason

TEXT_BYTES = 16 * 1024  # of a page: its title is in there
POLL = 0.5  # seconds after which a read looks up whether it shall go on


@dataclass(frozen=True)
class Limits:
    """Seconds for connecting, for one exchange and for all exchanges of a link; bytes of one answer with its headers."""

    connect: float = 5
    exchange: float = 8
    link: float = 20
    bytes: int = 64 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message = field(repr=False)
    text: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        return str(self.headers.get(name) or "")

    @property
    def is_html(self) -> bool:
        return self.header("Content-Type").split(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}


class FailedError(Exception):
    """No answer came; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason


class StoppedError(Exception):
    """The work was told to end; nothing is known of the link."""


class TooMuchError(Exception):
    """More bytes than are allowed."""


def user_agent() -> str:
    """Who asks, and where to complain. Nothing of programs and their versions."""
    return f"JamSessionsHub-LinkCheck (+{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/)"


def exchange(
    method: str, address: Address, numbers: list[str], *, network: Network, limits: Limits, until: float, stop
) -> Answer:
    """Asks one of the `numbers` of the address. `until` is a moment of time.monotonic. Raises FailedError, StoppedError."""
    until = min(until, time.monotonic() + limits.exchange)
    connection = _Connection(address, numbers, network=network, limits=limits, until=until, stop=stop)
    try:
        return connection.ask(method)
    except (FailedError, StoppedError):
        raise
    except (TooMuchError, http.client.RemoteDisconnected, http.client.HTTPException, ValueError, OSError) as error:
        raise FailedError(_reason(error)) from error
    finally:
        connection.hang_up()


def _reason(error: Exception) -> Reason:
    kinds = [
        (InsideError, Reason.INSIDE),
        (http.client.RemoteDisconnected, Reason.RESET),
        (ssl.SSLError, Reason.TLS),
        (TimeoutError, Reason.SLOW),
        (ConnectionRefusedError, Reason.REFUSED),
        (ConnectionError, Reason.RESET),
        (OSError, Reason.REFUSED),
    ]
    return next((reason for kind, reason in kinds if isinstance(error, kind)), Reason.STRANGE)


class _Connection(http.client.HTTPConnection):
    """A connection to a number that was judged; the certificate is asked for the name."""

    def __init__(self, address: Address, numbers: list[str], *, network, limits, until, stop):
        super().__init__(address.host, address.port)
        self.address, self.numbers, self.network = address, numbers, network
        self.limits, self.until, self.stop = limits, until, stop
        self.line: socket.socket | None = None

    def hang_up(self) -> None:
        self.close()
        if self.line:
            self.line.close()

    def connect(self) -> None:
        seconds = min(self.limits.connect, _left(self.until))
        self.line = self.network.connect(self.numbers, self.port, seconds / len(self.numbers))
        self.line.settimeout(min(self.limits.connect, _left(self.until)))
        if self.address.scheme == "https":
            self.line = self.network.tls().wrap_socket(self.line, server_hostname=self.address.host)
        self.sock = _Line(self.line, until=self.until, allowed=self.limits.bytes, stop=self.stop)

    def ask(self, method: str) -> Answer:
        self.putrequest(method, self.address.path, skip_host=True, skip_accept_encoding=True)
        for name, value in (
            ("Host", self.address.place),
            ("User-Agent", user_agent()),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ):
            self.putheader(name, value)
        self.endheaders()
        response = self.getresponse()
        try:
            answer = Answer(response.status, response.headers)
            if method == "GET" and answer.is_html and not answer.header("Content-Encoding"):
                return Answer(response.status, response.headers, _beginning(response))
            return answer
        finally:
            response.close()


def _beginning(response: http.client.HTTPResponse) -> bytes:
    """As much of the page as came; that it broke off, or came too slowly, is no fault of the link."""
    text = b""
    try:
        while len(text) < TEXT_BYTES and (part := response.read1(TEXT_BYTES - len(text))):
            text += part
    except (TooMuchError, OSError, http.client.HTTPException, ValueError):
        pass
    return text


class _Line:
    """What http.client needs of a socket; whatever is read through it is bounded as a whole."""

    def __init__(self, line: socket.socket, *, until: float, allowed: int, stop: threading.Event):
        self.line, self.until, self.allowed, self.stop = line, until, allowed, stop

    def sendall(self, data: bytes) -> None:
        self.line.settimeout(_left(self.until))
        self.line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Bounded(self))

    def close(self) -> None:
        """http.client closes before it has read; the connection hangs up itself."""


class _Bounded(io.RawIOBase):
    def __init__(self, line: _Line):
        self.owner = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        owner = self.owner
        while not owner.stop.is_set():
            owner.line.settimeout(min(POLL, _left(owner.until)))
            try:
                count = owner.line.recv_into(buffer)
            except TimeoutError:
                continue  # the next turn finds the time over, or goes on
            owner.allowed -= count
            if owner.allowed < 0:
                raise TooMuchError
            return count
        raise StoppedError


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
