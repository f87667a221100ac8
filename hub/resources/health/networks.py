"""The way out: names become numbers once, numbers are judged, and connected to is that very number."""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from hub.resources.link_states import Reason

MOST_NUMBERS = 3  # of those that a name has, tried one after the other
REFUSED = [  # besides what ipaddress knows; older versions of Python know less
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared by the customers of a provider, and the inside of one large cloud
        "192.0.0.0/24",
        "168.63.129.16/32",  # a public number under which one large cloud answers its own machines alone
        "192.88.99.0/24",  # the way into 6to4
        "2001::/23",  # Teredo and other tunnels
        "2001:db8::/32",
        "2002::/16",  # 6to4: holds an IPv4 number
        "3fff::/20",
    )
]
OPEN_IPV6 = ipaddress.ip_network(
    "2000::/3"
)  # all else, NAT64 and numbers that hold one of IPv4 among it, is not the open net


class InsideError(OSError):
    """A name that leads, with any of its numbers, to where the hub does not go."""

    reason = Reason.INSIDE


@dataclass(frozen=True)
class Network:
    """What asks the world. Tests put their own in place of the first three; which numbers are open is nobody's choice."""

    resolve: Callable[[str, int], list[str]] = field(default=lambda host, port: _resolve(host, port))
    dial: Callable[[str, int, float], socket.socket] = field(
        default=lambda number, port, seconds: _dial(number, port, seconds)
    )
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def numbers(self, host: str, port: int) -> list[str]:
        """All of a name, none of them private: one that is condemns the name. Raises InsideError, socket.gaierror."""
        found = list(dict.fromkeys(self.resolve(host, port)))
        if not all(is_open(number) for number in found):
            raise InsideError(host)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no number")
        return found[:MOST_NUMBERS]

    def connect(self, numbers: list[str], port: int, seconds: float) -> socket.socket:
        """To the first that answers. What is given here has passed `numbers`, and is looked at once more."""
        error: OSError = InsideError()
        for number in numbers:
            if not is_open(number):
                raise InsideError(number)
            try:
                return self.dial(number, port, seconds)
            except OSError as failed:
                error = failed
        raise error


def is_open(number: str) -> bool:
    """Whether it is a number of the open net, not of a machine, a house, a cloud or a tunnel."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if address.version == 6 and (address not in OPEN_IPV6 or address.ipv4_mapped):
        return False
    return not any(address.version == network.version and address in network for network in REFUSED)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [place[0] for _family, _kind, _protocol, _name, place in found]


def _dial(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=seconds)  # a number: no name is asked for again


OPEN_NET = Network()
