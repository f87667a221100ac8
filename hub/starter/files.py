"""The content files: found, read and digested."""

import hashlib
import json
import tomllib
from pathlib import Path

CONTENT = Path(__file__).parent / "content"
FACTS = {
    "activity",
    "agenda",
    "chapter",
    "story",
    "resource",
    "structure",
    "call",
    "cohort",
    "applications",
    "series",
    "edition",
}  # what is the same in every language


class ContentError(Exception):
    """The content files cannot be loaded; one line for each reason."""


def read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error


def languages_in(folder: Path) -> list[str]:
    """The languages that a folder has words for (its `<language>.toml` files), the source language first."""
    found = {path.stem for path in folder.glob("*.toml")} - FACTS
    return sorted(found, key=lambda code: (code != "en", code))


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def digest_of(data) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()
