"""Links for tests: pages that hold them, a clock that can be set, and looks that ask nobody."""

import datetime as dt
from collections.abc import Iterable

from wagtail.models import Page

from hub.resources.health import running, services, sources
from hub.resources.health.judging import Verdict
from hub.resources.link_states import LinkState, Reason
from hub.resources.models import Link

MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
ANSWERS = Verdict(LinkState.ANSWERS, status=200)
GONE = Verdict(LinkState.GONE, Reason.NOT_FOUND, 404)
SUSPECT = Verdict(LinkState.SUSPECT, Reason.HOME_PAGE, 200)
FORBIDDEN = Verdict(LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN, 403)
NO_NAME = Verdict(LinkState.BROKEN, Reason.NO_NAME)


class Clock:
    def __init__(self):
        self.now = MONDAY

    def __call__(self):
        return self.now

    def go(self, **time) -> None:
        self.now += dt.timedelta(**time)


def page_ids(number: int) -> list[int]:
    found = Page.objects.filter(alias_of=None).order_by("-depth", "pk")
    return sorted(found.values_list("pk", flat=True)[:number])


def hold(monkeypatch, pairs: Iterable[tuple[str, int]]) -> None:
    """From now on, pages hold these addresses and no others."""
    pairs = list(pairs)
    monkeypatch.setattr(sources, "_sources", [lambda: pairs])
    services.settle()


def looked(address: str, verdict: Verdict) -> Link:
    """What a look now writes down."""
    link = Link.objects.get(address=address)
    services.found(services.Taken(link.pk, address, link.next_check_at), verdict)
    link.refresh_from_db()
    return link


def look_from(verdicts: dict[str, Verdict], *, otherwise: Verdict = ANSWERS):
    """In place of a look: says what is in the table, and notes what it was asked for."""

    def look(address, *, gate=None, stop=None):
        look.asked.append(address)
        verdict = verdicts.get(address, otherwise)
        if isinstance(verdict, Exception):
            raise verdict
        return verdict

    look.asked = []
    return look


def run(look, **kwargs) -> int:
    return running.run(**{"most": 100, "look": look, "pause": 0, **kwargs})
