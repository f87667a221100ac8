"""Whether people are looked after: who supports, who hosts, what an activity says of stepping out, and what it warns of."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.activities.enums import Depth, Risk, Traces
from hub.activities.rules import CARE_FROM_DEPTH
from hub.core.enums import Format
from hub.planner.plans.document import Plan
from hub.planner.thinking.finding import Finding, Remedy
from hub.planner.thinking.look import Line, Look, read_page

CARE, INTERPRETATION = "care", "interpretation"  # of hub.planner.roles
FAR_APART = {Format.ONLINE, Format.HYBRID, Format.AUDIO, Format.ASYNC}
LEAVES_TRACES = (Risk.PHOTOS, Risk.NAMES, Risk.LOCATION, Risk.LEGAL)
BETWEEN_NAMES = re.compile(r"[,;/+&\n\u060c\u061b\u00b7]")


def support(look: Look) -> list[Finding]:
    if look.plan.roles.get(CARE):
        return []
    return [
        Finding(
            f"support:{line.item.key}",
            _("%(title)s needs somebody who is there for whoever needs support, and nobody is named yet.")
            % {"title": line.title},
            _("Who leads cannot leave the room with somebody who cries. Agree beforehand on one person who can."),
            (Remedy(_("Name somebody"), link=f"#role-{CARE}"),),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if line.page.support_person or line.depth >= Depth.SUPPORTED
    ]


def unsaid(look: Look) -> list[Finding]:
    """No activity is published like this, but an older version or one that came from elsewhere may be."""
    return [
        Finding(
            f"unsaid:{line.item.key}",
            _missing(line) % {"title": line.title},
            _("It may touch old wounds. Say at the beginning how to step out, and who is there afterwards."),
            (look.library(_("Choose something like it"), type=line.page.primary_type),),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if line.depth >= CARE_FROM_DEPTH and not (line.page.opt_out.strip() and line.page.care_after.strip())
    ]


def _missing(line: Line) -> str:
    if line.page.opt_out.strip():
        return _("%(title)s goes deep and does not say how people are cared for afterwards.")
    if line.page.care_after.strip():
        return _("%(title)s goes deep and does not say how somebody can step out.")
    return _("%(title)s goes deep and says neither how to step out nor how people are cared for afterwards.")


def stop(look: Look) -> list[Finding]:
    return [
        Finding(
            f"stop:{line.item.key}",
            _("Before you decide on %(title)s, please read when it should not be done.") % {"title": line.title},
            look.quoted(line, line.page.do_not_run_if),
            (read_page(line, _("Read the whole activity")),),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if line.page.do_not_run_if.strip()
    ]


def hosts(look: Look) -> list[Finding]:
    named = len(names(look.plan))
    return [
        Finding(
            f"hosts:{line.item.key}",
            ngettext(
                "%(title)s takes %(n)d host; your plan names fewer.",
                "%(title)s takes %(n)d hosts; your plan names fewer.",
                line.page.min_hosts,
            )
            % {"title": line.title, "n": line.page.min_hosts},
            _("One leads while another sees who has gone quiet, opens the door or keeps the time."),
            (Remedy(_("Name a co-host"), link="#role-cohost"),),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if line.page.min_hosts > max(named, 1)
    ]


def names(plan: Plan) -> set[str]:
    """Everybody who does something, as they are named at a line or with a role."""
    said = [item.who for item in plan.items] + list(plan.roles.values())
    parts = (" ".join(part.split()).casefold() for words in said for part in BETWEEN_NAMES.split(words))
    return set(filter(None, parts))


def traces(look: Look) -> list[Finding]:
    """Where people are far apart, what they say passes through machines of others."""
    if look.plan.format not in FAR_APART:
        return []
    return [
        Finding(
            f"traces:{line.item.key}",
            _("In %(title)s, think of what stays behind: %(what)s.") % {"title": line.title, "what": _left(line)},
            _(
                "What passes through a platform can be copied and kept. Agree on what is written, and who wipes it when."
            ),
            (
                read_page(line, _("Read the whole activity")),
                look.library(
                    _("Choose something where nothing is written"),
                    type=line.page.primary_type,
                    safety=Traces.NOTHING.value,
                ),
            ),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if _left(line)
    ]


def _left(line: Line) -> str:
    risks = [str(risk.label) for risk in LEAVES_TRACES if risk in line.page.risk_flags]
    notes = [str(Traces.SENSITIVE.label)] if line.page.traces == Traces.SENSITIVE else []
    return " · ".join(risks + notes)
