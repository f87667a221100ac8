"""Where people have no break, or none that is long enough."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.core.enums import Format
from hub.planner.plans.clock import Timed
from hub.planner.thinking.finding import Finding, Remedy
from hub.planner.thinking.look import Line, Look
from hub.planner.thinking.together import is_break, meetings, stretches

MOST_UNBROKEN, MOST_AT_SCREEN = 90, 50
LONG_DAY, MEAL, SHORT_BREAK = 180, 30, 10
AT_SCREEN = {Format.ONLINE, Format.HYBRID}


def unbroken(look: Look) -> list[Finding]:
    return [found for timed, lines in look.days for found in _unbroken(timed, lines)]


def _unbroken(timed: Timed, lines: list[Line]) -> list[Finding]:
    stretch = _too_long(lines, MOST_UNBROKEN)
    if not stretch:
        return []
    passing, minutes = _passing(stretch, MOST_UNBROKEN), _length(stretch)
    return [
        Finding(
            f"unbroken:{timed.day.key}",
            ngettext(
                "%(n)d minute without a break; it gets too long in %(title)s.",
                "%(n)d minutes without a break; it gets too long in %(title)s.",
                minutes,
            )
            % {"n": minutes, "title": passing.title},
            _("After an hour and a half hardly anybody can listen, and some need water, a toilet, a prayer or quiet."),
            _cure(lines, stretch, MOST_UNBROKEN),
            item=passing.item.key,
            day=timed.day.key,
        )
    ]


def screen(look: Look) -> list[Finding]:
    """From an hour and a half on it is `unbroken` that says it."""
    if look.plan.format not in AT_SCREEN | {Format.AUDIO}:
        return []
    return [found for timed, lines in look.days for found in _screen(look, timed, lines)]


def _screen(look: Look, timed: Timed, lines: list[Line]) -> list[Finding]:
    stretch = _too_long(lines, MOST_AT_SCREEN)
    if not stretch or _too_long(lines, MOST_UNBROKEN):
        return []
    passing, minutes = _passing(stretch, MOST_AT_SCREEN), _length(stretch)
    return [
        Finding(
            f"screen:{timed.day.key}",
            _at_screen(look, minutes) % {"n": minutes, "title": passing.title},
            _("Eyes, ears and backs tire sooner than in a room. Ten minutes away from it bring people back awake."),
            _cure(lines, stretch, MOST_AT_SCREEN),
            item=passing.item.key,
            day=timed.day.key,
        )
    ]


def _at_screen(look: Look, minutes: int) -> str:
    if look.plan.format == Format.AUDIO:
        return ngettext(
            "%(n)d minute on the phone without a break; it gets too long in %(title)s.",
            "%(n)d minutes on the phone without a break; it gets too long in %(title)s.",
            minutes,
        )
    return ngettext(
        "%(n)d minute at a screen without a break; it gets too long in %(title)s.",
        "%(n)d minutes at a screen without a break; it gets too long in %(title)s.",
        minutes,
    )


def meal(look: Look) -> list[Finding]:
    return [
        Finding(
            f"meal:{timed.day.key}",
            _("This day lasts more than three hours and has no break in which people can eat."),
            _("Who is hungry cannot think, and half an hour at a table often brings people closer than any activity."),
            _half_way(timed, lines),
            day=timed.day.key,
        )
        for timed, lines in look.days
        if timed.minutes > LONG_DAY and not any(is_break(line) and line.item.minutes >= MEAL for line in lines)
    ]


def _half_way(timed: Timed, lines: list[Line]) -> tuple[Remedy, ...]:
    """A break that is there already becomes long enough, if it stands somewhere in the middle."""
    breaks = [line for line in lines if is_break(line) and not line.item.group]
    central = min(breaks, key=lambda line: abs(line.start + line.end - timed.minutes), default=None)
    if central and timed.minutes < 2 * (central.start + central.end) < 3 * timed.minutes:
        label = ngettext("Make %(title)s %(n)d minute long", "Make %(title)s %(n)d minutes long", MEAL)
        return (Remedy(label % {"title": central.title, "n": MEAL}, act=f"minutes-{central.item.key}-{MEAL}"),)
    places = meetings(lines)[:-1]
    nearest = min(places, key=lambda place: abs(2 * place.end - timed.minutes), default=None)
    return (_break_after(nearest.line, MEAL),) if nearest else ()


def _too_long(lines: list[Line], most: int) -> list[Line] | None:
    return next((stretch for stretch in stretches(lines) if _length(stretch) > most), None)


def _length(stretch: list[Line]) -> int:
    return stretch[-1].end - stretch[0].start if stretch else 0


def _passing(stretch: list[Line], most: int) -> Line:
    """The line in which the limit is passed."""
    return next(line for line in stretch if line.end - stretch[0].start > most)


def _cure(lines: list[Line], stretch: list[Line], most: int) -> tuple[Remedy, ...]:
    """A break where everybody is together, as late as can be waited for."""
    begins, ends = stretch[0].start, stretch[-1].end
    places = [each for each in meetings(lines) if begins < each.end <= begins + most and each.end < ends]
    return (_break_after(places[-1].line, SHORT_BREAK),) if places else ()


def _break_after(line: Line, minutes: int) -> Remedy:
    label = ngettext(
        "Put a break of %(n)d minute after %(title)s", "Put a break of %(n)d minutes after %(title)s", minutes
    ) % {"n": minutes, "title": line.title}
    return Remedy(label, act=f"break-{line.item.key}-{minutes}")
