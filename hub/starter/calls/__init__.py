"""The example calls: one form for all of them, the calls, their applications, and the announcement of who was chosen."""

from pathlib import Path

from hub.starter.calls import announcing, applying, asking, calling
from hub.starter.ledger import Ledger


def load(root: Path, ledger: Ledger) -> None:
    """Writes what has changed, the source language of each call first."""
    form = asking.Form(root / "calls" / "form")
    for folder in sorted(path.parent for path in (root / "calls").glob("*/call.toml")):
        page = calling.load(folder, form, ledger)
        applying.load(folder, page, ledger)
    for folder in sorted(path.parent for path in (root / "calls").glob("*/cohort.toml")):
        announcing.load(folder, ledger)
