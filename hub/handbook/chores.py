"""What the handbook wants done now and then."""

from collections.abc import Callable

from django.conf import settings

from hub.core import version
from hub.core.context_processors import offered_languages
from hub.handbook.out import building

_looked_at = ""


def build_files(is_stopping: Callable[[], bool]) -> str | None:
    """Makes the files of what has changed since the last look, one language after the other, unless the worker shall stop.

    Where PDF cannot be made on this machine it says so once; the command names the reason.
    """
    global _looked_at
    if not settings.HUB_HANDBOOK_FILES or version.current() == _looked_at:
        return None
    made, failed = building.build(offered_languages(), is_stopping=is_stopping)
    is_lacking_for_good = all(isinstance(error, building.NoPangoError) for error in failed.values())
    _looked_at = version.current() if is_lacking_for_good and not is_stopping() else ""
    if not made and not failed:
        return None
    said = f"Files of the handbook made: {len(made)}."
    return f"{said} Failed: {', '.join(sorted(failed))}." if failed else said
