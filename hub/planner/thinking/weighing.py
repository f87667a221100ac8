"""All findings on a plan, in the order in which they should be read."""

from hub.planner.facts import Fact
from hub.planner.plans.document import Plan
from hub.planner.thinking.finding import Finding


def weighed(plan: Plan, facts: dict[str, Fact]) -> list[Finding]:
    """Those that were set aside have their reason, and come last."""
    return []
