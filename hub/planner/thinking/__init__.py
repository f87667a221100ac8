"""What a plan makes one think of: each finding says why it matters and what would help."""

from hub.planner.thinking.finding import Finding, Remedy
from hub.planner.thinking.weighing import weighed

__all__ = ["Finding", "Remedy", "weighed"]
