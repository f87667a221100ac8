"""How a call stands, in numbers. Nothing that is sealed is opened for it."""

import datetime as dt
import zoneinfo
from collections import Counter
from dataclasses import dataclass

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncDate
from django.utils import formats
from django.utils.translation import gettext as _

from hub.calls.enums import State
from hub.calls.models import Application, CallPage, Message, Review, Round
from hub.calls.review import deciding
from hub.calls.review.charts import Chart, chart, in_parts
from hub.core import languages

MOST_DAYS = 3 * 366
STEPS = [(1 + number / 2, 1.5 + number / 2) for number in range(8)]


@dataclass(frozen=True)
class Standing:
    """`states`: label, key and number of each state there is. `places`: how many there are, and how many are taken."""

    states: list[tuple]
    charts: list[Chart]
    total: int
    places: int
    taken: int
    unread: int
    unassigned: int
    pending: dict

    @property
    def has_pending(self) -> bool:
        return any(self.pending.values())

    @property
    def is_quiet(self) -> bool:
        return not (self.unread or self.unassigned or self.has_pending)

    @property
    def is_too_many(self) -> bool:
        return self.taken > self.places


def standing(round_: Round, page: CallPage | None) -> Standing:
    """Nine queries."""
    sent = Application.objects.sent().filter(round=round_)
    counted = Counter(dict(Application.objects.filter(round=round_).values_list("state").annotate(Count("pk"))))
    return Standing(
        states=[(state.label, state.value, counted[state.value]) for state in State if counted[state.value]],
        charts=[_by_day(sent, page), _by_language(sent), _by_readings(sent), _by_score(sent)],
        total=sum(counted.values()),
        places=page.places if page else 0,
        taken=deciding.places_taken(round_),
        unread=with_news(round_).distinct().count(),
        unassigned=sent.filter(state__in=[State.RECEIVED, State.SCREENING]).count(),
        pending=deciding.prepared(round_),
    )


def with_news(round_: Round):
    """Keys of applications that have something new from the person who applied."""
    waiting = Message.objects.filter(application__round=round_, is_from_applicant=True, read_at=None)
    return waiting.order_by().values("application")


def _by_day(sent, page) -> Chart:
    zone = zoneinfo.ZoneInfo(page.zone if page else "UTC")
    rows = sent.filter(sent_at__isnull=False).annotate(day=TruncDate("sent_at", tzinfo=zone)).order_by("day")
    counted = dict(rows.values_list("day").annotate(Count("pk")))
    parts = in_parts([(day, counted.get(day, 0)) for day in _days(counted)])
    return chart(_("Received by day"), (_("Day"), _("Applications")), [(_span(*days), sum_) for days, sum_ in parts])


def _days(counted) -> list[dt.date]:
    if not counted:
        return []
    last = max(counted)
    first = max(min(counted), last - dt.timedelta(days=MOST_DAYS))
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _span(first, last) -> str:
    said = formats.date_format(first, "SHORT_DATE_FORMAT")
    return said if first == last else f"{said} – {formats.date_format(last, 'SHORT_DATE_FORMAT')}"


def _by_language(sent) -> Chart:
    rows = sent.order_by().values_list("language").annotate(number=Count("pk")).order_by("-number", "language")
    told = [(languages.language_name(code), number) for code, number in rows]
    return chart(_("By language"), (_("Language"), _("Applications")), told)


def _by_readings(sent) -> Chart:
    rows = sent.annotate(done=Count("reviews", filter=Q(reviews__state=Review.State.DONE))).order_by()
    counted = Counter(rows.values_list("done", flat=True))
    told = [(str(number), counted[number]) for number in range(max(counted, default=-1) + 1)]
    return chart(_("How often read"), (_("Readings"), _("Applications")), told)


def _by_score(sent) -> Chart:
    done = Q(reviews__state=Review.State.DONE)
    means = sent.order_by().annotate(mean=Avg("reviews__score", filter=done)).values_list("mean", flat=True)
    known = [each for each in means if each is not None]
    top = STEPS[-1]
    told = [
        (
            f"{formats.number_format(low, 1)}–{formats.number_format(high, 1)}",
            sum(low <= each < high or ((low, high) == top and each == high) for each in known),
        )
        for low, high in STEPS
    ]
    return chart(_("Spread of mean scores"), (_("Mean score"), _("Applications")), told if known else [])
