"""All findings on a plan, in the order in which they should be read."""

from collections.abc import Callable
from dataclasses import replace

from hub.core import languages
from hub.planner.facts import Fact
from hub.planner.plans.document import Plan
from hub.planner.thinking import arc, care, fits, kept, over, rests
from hub.planner.thinking.finding import Finding
from hub.planner.thinking.look import Look

# What could hurt somebody comes first, then what makes a session fail, then what is good to know.
CHECKS: dict[str, Callable[[Look], list[Finding]]] = {
    "support": care.support,
    "unsaid": care.unsaid,
    "trust": arc.trust,
    "opening": arc.opening,
    "closing": arc.closing,
    "access": fits.access,
    "stop": care.stop,
    "gone": kept.gone,
    "over": over.over,
    "moved": over.moved,
    "unbroken": rests.unbroken,
    "screen": rests.screen,
    "meal": rests.meal,
    "people": fits.people,
    "hosts": care.hosts,
    "format": fits.format_,
    "needs": fits.needs,
    "language": fits.language,
    "interpreting": fits.interpreting,
    "traces": care.traces,
    "ending": arc.ending,
    "spare": over.spare,
    "older": kept.older,
}


def weighed(plan: Plan, facts: dict[str, Fact]) -> list[Finding]:
    """Those that were set aside have their reason, and come last."""
    look = Look(plan, facts, languages.current())
    found = [finding for check in CHECKS.values() for finding in check(look)]
    told = [replace(finding, reason=plan.aside.get(finding.key, "")) for finding in found]
    return sorted(told, key=lambda finding: bool(finding.reason))
