"""Whether a day leads into what is deep and out of it again, and whether the trust for it is there."""

from django.utils.translation import gettext as _

from hub.activities.enums import ActivityType, Phase, Trust
from hub.activities.rules import CARE_FROM_DEPTH
from hub.planner.plans.clock import Timed
from hub.planner.plans.document import Kind
from hub.planner.thinking.finding import Finding
from hub.planner.thinking.look import Line, Look

OPENS = {ActivityType.CHECK_IN, ActivityType.AGREEMENTS}
CLOSES = {ActivityType.CLOSING, ActivityType.REFLECTION}
BUILDS_TRUST = {ActivityType.TRUST, ActivityType.ICEBREAKER}
SHORT_DAY, FEW_LINES = 60, 3  # below them nobody misses a closing


def opening(look: Look) -> list[Finding]:
    found = []
    for _timed, lines in look.days:
        deep = next((line for line in lines if line.depth >= CARE_FROM_DEPTH), None)
        if deep and not any(_opens(line) for line in lines if line.end <= deep.start and line is not deep):
            found.append(_unopened(look, deep))
    return found


def _unopened(look: Look, deep: Line) -> Finding:
    return Finding(
        f"opening:{deep.item.key}",
        _("%(title)s goes deep, and nothing before it on this day lets people arrive.") % {"title": deep.title},
        _("With a check-in or agreements people know how they are, and what holds them, before they open up."),
        (look.library(_("Choose a check-in or agreements"), type=["check-in", "agreements"]),),
        item=deep.item.key,
        day=deep.day.key,
    )


def closing(look: Look) -> list[Finding]:
    found = []
    for _timed, lines in look.days:
        deep = next((line for line in reversed(lines) if line.depth >= CARE_FROM_DEPTH), None)
        if deep and not _is_closed(lines, deep):
            found.append(_unclosed(look, deep))
    return found


def _is_closed(lines: list[Line], deep: Line) -> bool:
    return ActivityType.CLOSING in deep.types or any(_closes(line) for line in lines if line.start >= deep.end)


def _unclosed(look: Look, deep: Line) -> Finding:
    return Finding(
        f"closing:{deep.item.key}",
        _("%(title)s goes deep, and nothing after it on this day brings people back.") % {"title": deep.title},
        _("Nobody should have to carry home alone what was opened here. A few quiet minutes together are enough."),
        (look.library(_("Choose a closing"), type=["closing", "reflection"]),),
        item=deep.item.key,
        day=deep.day.key,
    )


def ending(look: Look) -> list[Finding]:
    return [
        Finding(
            f"ending:{timed.day.key}",
            _("Nothing closes this day."),
            _("A last round, however short, lets people say what they take with them, and go in peace."),
            (look.library(_("Choose a closing"), type=["closing", "reflection"], time="0-5"),),
            day=timed.day.key,
        )
        for timed, lines in look.days
        if _is_left_open(timed, lines)
    ]


def _is_left_open(timed: Timed, lines: list[Line]) -> bool:
    """A last line of the host's own may be the closing: nobody but the host can know. After deep work it is `closing` that
    asks for one."""
    done = [line for line in lines if line.item.kind not in {Kind.BREAK, Kind.BUFFER}]
    if len(done) < FEW_LINES or timed.minutes < SHORT_DAY or done[-1].item.kind is Kind.OWN:
        return False
    return not any(_closes(line) or line.depth >= CARE_FROM_DEPTH for line in done)


def trust(look: Look) -> list[Finding]:
    known = look.plan.known or Trust.STRANGERS
    return [
        _unbuilt(look, line)
        for number, line in enumerate(look.lines)
        if line.fact
        and line.page.trust_needed > known
        and not any(earlier.types & BUILDS_TRUST for earlier in look.lines[:number])
    ]


def _unbuilt(look: Look, line: Line) -> Finding:
    if line.page.trust_needed >= Trust.ESTABLISHED:
        text = _("%(title)s needs a group that knows itself, and nothing before it builds trust.")
    else:
        text = _("%(title)s needs some trust, and nothing before it builds any.")
    why = _("Who does not feel safe yet says little, or more than is good for them.")
    if not look.plan.known:
        why += " " + _("Your plan does not say how well people know each other, so we think of strangers.")
    return Finding(
        f"trust:{line.item.key}",
        text % {"title": line.title},
        why,
        (look.library(_("Choose something that builds trust"), type=["trust", "icebreaker"]),),
        item=line.item.key,
        day=line.day.key,
    )


def _opens(line: Line) -> bool:
    return bool(line.types & OPENS) or Phase.OPEN in line.phases


def _closes(line: Line) -> bool:
    return bool(line.types & CLOSES) or Phase.CLOSE in line.phases
