"""Where a day has more in it than fits, or nothing to spare, or an hour that its clocks leave out."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.planner.plans import clock
from hub.planner.plans.clock import Timed
from hub.planner.plans.document import Item, Kind
from hub.planner.thinking.finding import Finding, Remedy
from hub.planner.thinking.look import Line, Look, hhmm
from hub.planner.thinking.together import meetings
from hub.planner.titles import isolated

FULL_FROM = 120  # minutes of a day from which some should be to spare
SPARE = 10


def over(look: Look) -> list[Finding]:
    return [
        Finding(
            f"over:{timed.day.key}",
            ngettext(
                "This runs %(n)d minute past the end that you wish for.",
                "This runs %(n)d minutes past the end that you wish for.",
                timed.over,
            )
            % {"n": timed.over},
            _("People have buses to catch and children to fetch; what comes last is often what matters most."),
            tuple(_shorter(timed, lines, timed.over, may_drop=True) + _later(look, timed, 0)),
            day=timed.day.key,
        )
        for timed, lines in look.days
        if timed.over is not None and timed.over > 0
    ]


def spare(look: Look) -> list[Finding]:
    """Nothing to spare: no time is set aside for it, and less than ten minutes are left before the wanted end."""
    return [
        Finding(
            f"spare:{timed.day.key}",
            _("There is no time to spare on this day."),
            _("Something nearly always takes longer. Ten minutes in hand keep the closing from being cut."),
            tuple(_with_spare(look, timed, lines)),
            day=timed.day.key,
        )
        for timed, lines in look.days
        if timed.minutes >= FULL_FROM
        and all(line.item.kind is not Kind.BUFFER for line in lines)
        and (timed.over is None or -SPARE < timed.over <= 0)
    ]


def moved(look: Look) -> list[Finding]:
    return [
        Finding(
            f"moved:{timed.day.key}",
            _("On this day clocks are put forward and leave out %(time)s. The session begins at %(begins)s.")
            % {"time": isolated(timed.day.start), "begins": isolated(f"{timed.whole.begins:%H:%M}")},
            _("Who reads the hour that is left out may come too early or too late."),
            (
                Remedy(
                    _("Begin at %(time)s") % {"time": isolated(f"{timed.whole.begins:%H:%M}")},
                    act=f"start-{timed.day.key}-{hhmm(timed.whole.begins)}",
                ),
            ),
            day=timed.day.key,
        )
        for timed, _lines in look.days
        if timed.is_moved
    ]


def _with_spare(look: Look, timed: Timed, lines: list[Line]) -> list[Remedy]:
    if timed.over is not None:
        return _shorter(timed, lines, timed.over + SPARE, may_drop=False) + _later(look, timed, SPARE)
    before = meetings(lines)[-2:][0].line  # what comes last stays last
    label = _("Put %(n)d minutes to spare after %(title)s") % {"n": SPARE, "title": before.title}
    return [Remedy(label, act=f"buffer-{before.item.key}-{SPARE}")]


def _shorter(timed: Timed, lines: list[Line], wanted: int, *, may_drop: bool) -> list[Remedy]:
    """The line with most room above its activity's least minutes, where that is enough; else what could be left out."""
    rooms = {line.item.key: _room(line, timed, wanted) for line in lines}
    best = max(lines, key=lambda line: rooms[line.item.key], default=None)
    if best and rooms[best.item.key] >= wanted:
        minutes = best.item.minutes - wanted
        if not minutes:
            return [_leave_out(best, wanted)]
        label = ngettext("Shorten %(title)s to %(n)d minute", "Shorten %(title)s to %(n)d minutes", minutes) % {
            "title": best.title,
            "n": minutes,
        }
        return [Remedy(label, act=f"minutes-{best.item.key}-{minutes}")]
    return _dropped(timed, lines, wanted) if may_drop else []


def _room(line: Line, timed: Timed, wanted: int) -> int:
    """Minutes that it can lose, and that the day then loses. Of a line of one's own nobody knows how few will do."""
    if line.item.kind is Kind.BUFFER:
        room = line.item.minutes
    elif line.fact and line.fact.page.duration_min:
        room = line.item.minutes - line.fact.page.duration_min
    else:
        return 0
    lost = min(max(room, 0), wanted)
    shorter = replace(line.item, minutes=line.item.minutes - lost)
    return room if timed.minutes - clock.length(_with(timed, line, shorter)) == lost else 0


def _dropped(timed: Timed, lines: list[Line], wanted: int) -> list[Remedy]:
    """The shortest that would be enough, or else the longest. Breaks, openings and closings stay."""
    wins = {
        line.item.key: timed.minutes - clock.length(_with(timed, line, None))
        for line in lines
        if line.item.kind is not Kind.BREAK and not line.phases & {"open", "close"}
    }
    droppable = [line for line in lines if wins.get(line.item.key, 0) > 0]
    enough = [line for line in droppable if wins[line.item.key] >= wanted]
    chosen = min(enough or droppable, key=lambda line: wins[line.item.key] * (1 if enough else -1), default=None)
    if chosen is None:
        return []
    return [_leave_out(chosen, wins[chosen.item.key])]


def _leave_out(line: Line, won: int) -> Remedy:
    label = ngettext("Leave out %(title)s and win %(n)d minute", "Leave out %(title)s and win %(n)d minutes", won)
    return Remedy(label % {"title": line.title, "n": won}, act=f"drop-{line.item.key}")


def _with(timed: Timed, line: Line, instead: Item | None) -> tuple[Item, ...]:
    changed = (instead if item.key == line.item.key else item for item in timed.day.items)
    return tuple(item for item in changed if item is not None)


def _later(look: Look, timed: Timed, spare: int) -> list[Remedy]:
    """A later end, where clocks can say it in one way only."""
    ends = clock.after(timed.whole.ends, spare)
    day = replace(timed.day, end=f"{ends:%H:%M}")
    if clock.available(look.plan, day) != timed.minutes + spare:
        return []
    label = _("End at %(time)s") % {"time": isolated(day.end)}
    return [Remedy(label, act=f"end-{day.key}-{hhmm(ends)}")]
