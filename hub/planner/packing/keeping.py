"""Where packs lie: on a shelf of the hub, see hub.core.shelves."""

from hub.core.shelves import CHECKSUM, DamagedError, Kept, Shelf
from hub.planner.packing.assembling import Pack

FOLDER = "offline"
SHELF = Shelf(FOLDER, "jam-sessions", "html")

__all__ = ["CHECKSUM", "FOLDER", "DamagedError", "Kept", "keep", "kept_packs", "offered", "opened"]


def keep(pack: Pack) -> Kept:
    """Writes a pack and its checksum, then takes older packs of the language away. Whatever fails leaves the old one."""
    return SHELF.keep(pack.content, language=pack.language, day=pack.day)


def kept_packs() -> dict[str, Kept]:
    """Language → its newest whole pack."""
    return SHELF.newest()


def offered() -> dict[str, Kept]:
    """As `kept_packs`, for pages: none while the storage does not answer."""
    return SHELF.offered() or {}


def opened(name: str):
    """The file of a whole pack, or its checksum, to read from; None where there is none of that name."""
    return SHELF.opened(name)
