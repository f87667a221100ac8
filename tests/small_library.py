"""A part of the starter library, for hubs that a test sets up in a process of its own."""

import shutil
from pathlib import Path

from hub.starter.files import CONTENT

ACTIVITIES = ("healing-circle", "map-of-power", "one-breath-check-in")


def small_library(folder: Path, activities=ACTIVITIES) -> Path:
    """A folder for `load_starter --content` with all pages and themes and these activities."""
    for name in ("pages", "themes"):
        shutil.copytree(CONTENT / name, folder / name)
    for name in activities:
        shutil.copytree(CONTENT / "activities" / name, folder / "activities" / name)
    return folder
