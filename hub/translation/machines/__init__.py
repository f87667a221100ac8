"""Machine translators that the operator runs herself. Off unless she has set one up: docs/machine-drafts.md."""

from django.conf import settings
from django.utils.module_loading import import_string

from hub.translation.machines.base import Machine, MachineError

__all__ = ["Machine", "MachineError", "available", "current"]


def available() -> bool:
    """Whether a translator is set up; asks it nothing."""
    return bool(getattr(settings, "HUB_TRANSLATOR", None))


def current() -> Machine | None:
    """The translator that is set up, or None."""
    if not available():
        return None
    chosen = settings.HUB_TRANSLATOR
    return import_string(chosen["CLASS"])(chosen.get("OPTIONS", {}))
