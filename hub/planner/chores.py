"""What the planner wants done now and then."""

from collections.abc import Callable

from hub.planner import keeping


def wipe_plans(_is_stopping: Callable[[], bool]) -> str | None:
    """Wipes kept plans whose time is over."""
    number = keeping.wipe_over()
    return f"Plans wiped: {number}." if number else None
