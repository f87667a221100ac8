"""What the worker does now and then."""

from collections.abc import Callable

from django.conf import settings

from hub.resources import reporting, suggesting
from hub.resources.health import running


def look_at_links(is_stopping: Callable[[], bool]) -> str | None:
    """Asks other sites whether links still answer, unless the operator wants none of it."""
    return running.go_round(is_stopping) if settings.HUB_LINK_CHECKS else None


def forget_told(_is_stopping) -> None:
    suggesting.forget_handled()
    reporting.forget_handled()
