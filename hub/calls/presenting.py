"""Facts of a call as words in the reader's language."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from hub.calls import enums


def day(value: dt.date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""


def stipend(call) -> str:
    """The band in the call's currency; empty where none is told."""
    least, most = call.stipend_least, call.stipend_most
    amounts = [number_format(amount, force_grouping=True) for amount in (least, most) if amount]
    if len(amounts) == 2 and least != most:
        words = _("%(least)s to %(most)s %(currency)s")
        return words % {"least": amounts[0], "most": amounts[1], "currency": call.currency}
    if not amounts:
        return ""
    words = _("up to %(amount)s %(currency)s") if most and not least else _("%(amount)s %(currency)s")
    return words % {"amount": amounts[0], "currency": call.currency}


def supports(call) -> list[str]:
    return [str(label) for key, label in enums.Support.choices if key in call.support]


@dataclass(frozen=True)
class Weighed:
    """A criterion and how much of the whole it counts, in whole percent. All of a call are 100 together."""

    row: object
    percent: int


def weighed(criteria) -> list[Weighed]:
    rows = list(criteria)
    whole = sum(row.weight for row in rows)
    exact = [100 * row.weight / whole for row in rows]
    percents = [int(each) for each in exact]
    by_rest = sorted(range(len(rows)), key=lambda n: (percents[n] - exact[n], n))
    for number in by_rest[: 100 - sum(percents)] if rows else ():
        percents[number] += 1
    return [Weighed(row, percent) for row, percent in zip(rows, percents, strict=True)]


COLOURS = {
    enums.Stage.OPEN: "m-green",
    enums.Stage.SCHEDULED: "m-blue",
    enums.Stage.DRAFT: "m-blue",
    enums.Stage.CLOSED: "m-sun",
    enums.Stage.DECIDING: "m-sun",
    enums.Stage.DONE: "m-violet",
}
