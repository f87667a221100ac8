"""Making packs: of one language after the other, so that what one of them fails at keeps none of the others back."""

from collections.abc import Callable

from django.utils import timezone

from hub.core.context_processors import offered_languages
from hub.planner.packing import assembling, index, keeping
from hub.planner.packing.keeping import Kept


def build(
    wanted: list[str], *, step: Callable[[str], object] = lambda _code: None
) -> tuple[list[Kept], dict[str, Exception]]:
    """Makes and keeps the packs of these languages. Returns them, and what went wrong by language."""
    hub = index.Hub()
    made: list[Kept] = []
    failed: dict[str, Exception] = {}
    for code in wanted:
        try:
            made.append(keeping.keep(assembling.pack(code, hub, timezone.localdate())))
        except (OSError, assembling.TooLargeError) as error:
            failed[code] = error
        step(code)
    return made, failed


def due() -> list[str]:
    """The languages whose pack is not of today."""
    held = keeping.kept_packs()
    return [code for code in offered_languages() if code not in held or held[code].day < timezone.localdate()]
