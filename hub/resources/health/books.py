"""Writing down what a run found, but no failure of ours: while nobody at all has answered, it may be the hub that is cut off."""

import datetime as dt
import logging
from collections.abc import Callable

from django.utils import timezone

from hub.resources.health import services
from hub.resources.health.judging import Verdict
from hub.resources.health.services import Taken
from hub.resources.link_states import LinkState, Reason
from hub.resources.models import Link

logger = logging.getLogger("hub.resources")
MAY_BE_OURS = {Reason.NO_NAME, Reason.REFUSED, Reason.SLOW, Reason.RESET, Reason.TLS, Reason.INSIDE}
WITNESSES = 3
CUT_OFF = dt.timedelta(hours=6)


class Book:
    """Failures without an answer wait until somebody answers: another link of the run, or one that answered last time."""

    def __init__(self, look: Callable[[str], Verdict]):
        self.look = look
        self.is_connected = False
        self.held: list[tuple[Taken, Verdict]] = []

    def enter(self, each: Taken, verdict: Verdict) -> None:
        if verdict.status is not None:
            self.is_connected = True
        if verdict.reason in MAY_BE_OURS and not self.is_connected:
            self.held.append((each, verdict))
            return
        services.found(each, verdict)
        if self.is_connected:
            self._write_held()

    def close(self, *, may_ask: bool) -> None:
        """`may_ask`: whether there is time to ask witnesses; without it, what is held is due as before."""
        if self.held and may_ask and self._somebody_answers():
            self._write_held()
        elif self.held:
            logger.warning(
                "No link answered; the hub may be cut off from the net. Nothing is written of %s.", len(self.held)
            )
            until = timezone.now() + CUT_OFF if may_ask else None
            services.give_back([each for each, _verdict in self.held], until=until)
            self.held = []

    def _write_held(self) -> None:
        for each, verdict in self.held:
            services.found(each, verdict)
        self.held = []

    def _somebody_answers(self) -> bool:
        asked = [each.pk for each, _verdict in self.held]
        witnesses = Link.objects.filter(state__in=[LinkState.ANSWERS, LinkState.MOVED]).exclude(pk__in=asked)
        addresses = witnesses.order_by("-last_checked", "pk").values_list("address", flat=True)[:WITNESSES]
        return any(self.look(address).status is not None for address in addresses)
