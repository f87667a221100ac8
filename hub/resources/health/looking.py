"""Looking at one link: HEAD, then the beginning of the page, over at most five redirects, each judged anew."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from hub.resources.health import addresses, judging
from hub.resources.health.addresses import Address, NotForUsError
from hub.resources.health.exchanges import Answer, FailedError, Limits, exchange
from hub.resources.health.judging import Verdict
from hub.resources.health.networks import OPEN_NET, InsideError, Network
from hub.resources.link_states import Reason

MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
GIVES_GET_A_TRY = {Reason.RESET, Reason.STRANGE, Reason.SLOW}  # some servers do so to HEAD alone
HEAD_IS_ENOUGH = {401, 429}
LIMITS = Limits()


def look(
    text: str,
    *,
    network: Network = OPEN_NET,
    limits: Limits = LIMITS,
    gate: Callable[[str], AbstractContextManager] = lambda _host: nullcontext(),
    stop: threading.Event | None = None,
) -> Verdict:
    """What the address answers. `gate(host)` is held around each exchange. Raises StoppedError once `stop` is set."""
    try:
        return _Look(addresses.parse(text), network, limits, gate, stop or threading.Event()).verdict()
    except (NotForUsError, InsideError, FailedError) as error:
        return judging.failed(error.reason)


class _Look:
    def __init__(self, asked: Address, network, limits, gate, stop):
        self.asked = self.now = asked
        self.network, self.limits, self.gate, self.stop = network, limits, gate, stop
        self.seconds = limits.link
        self.numbers: dict[tuple[str, int], list[str]] = {}
        self.redirects = 0
        self.target, self.is_for_good = "", True

    def verdict(self) -> Verdict:
        method = "HEAD"
        while True:
            try:
                answer = self._ask(method)
            except FailedError as error:
                if method == "GET" or error.reason not in GIVES_GET_A_TRY:
                    raise
                method = "GET"
                continue
            if answer.status in REDIRECTS:
                self._follow(answer)
            elif method == "HEAD" and _wants_get(answer):
                method = "GET"
            else:
                return judging.judged(self.asked, self.now, answer, target=self.target)

    def _ask(self, method: str) -> Answer:
        """A name is asked for once; what it says later in this look does not count."""
        address = addresses.for_us(self.now)
        with self.gate(address.host):
            began = time.monotonic()
            until = began + self.seconds
            numbers = self._numbers(address)
            try:
                return exchange(
                    method, address, numbers, network=self.network, limits=self.limits, until=until, stop=self.stop
                )
            finally:
                self.seconds -= time.monotonic() - began

    def _numbers(self, address: Address) -> list[str]:
        place = address.host, address.port
        if place not in self.numbers:
            try:
                self.numbers[place] = self.network.numbers(*place)
            except InsideError:
                raise
            except (socket.gaierror, UnicodeError) as error:
                raise FailedError(Reason.NO_NAME) from error
            except OSError as error:
                raise FailedError(Reason.SLOW) from error
        return self.numbers[place]

    def _follow(self, answer: Answer) -> None:
        self.redirects += 1
        location = answer.header("Location")
        if self.redirects > MOST_REDIRECTS:
            raise FailedError(Reason.LOOP)
        if not location:
            raise FailedError(Reason.STRANGE)
        self.now = addresses.followed(self.now, location)
        self.is_for_good = self.is_for_good and answer.status in FOR_GOOD
        if self.is_for_good:
            self.target = str(self.now)


def _wants_get(answer: Answer) -> bool:
    """Where HEAD was refused or may lie, and where a page may say in words that it is not there."""
    if answer.status >= 400:
        return answer.status not in HEAD_IS_ENOUGH
    return answer.is_html
