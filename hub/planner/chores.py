"""What the planner wants done now and then."""

from collections.abc import Callable

from django.conf import settings

from hub.planner import keeping
from hub.planner.packing import building


def wipe_plans(_is_stopping: Callable[[], bool]) -> str | None:
    """Wipes kept plans whose time is over."""
    number = keeping.wipe_over()
    return f"Plans wiped: {number}." if number else None


def build_packs(is_stopping: Callable[[], bool]) -> str | None:
    """Makes the offline packs that are not of today, one after the other, unless the worker shall stop."""
    wanted = building.due() if settings.HUB_OFFLINE_PACKS and not is_stopping() else []
    if not wanted:
        return None
    made, failed = building.build(wanted)
    said = f"Offline packs made: {len(made)}."
    return f"{said} Failed: {', '.join(sorted(failed))}." if failed else said
