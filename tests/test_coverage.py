"""docs/coverage.md: whatever the source documents describe is in the hub, where the table says it is."""

import html
import re
from pathlib import Path

import pytest
from django.utils.html import strip_tags

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
ROW = re.compile(r"^\| (?P<item>.+?) \| `(?P<path>[^`]+)` \| “(?P<words>.+)” \|$", re.MULTILINE)
SOURCES = {"000": 16, "001": 173, "002": 24, "003": 58}  # rows of each


def rows() -> dict[str, list[tuple[str, str, str]]]:
    """Number of the source → item, address and words of each row."""
    parts = re.split(r"^## (\d{3}): .*$", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {number: ROW.findall(text) for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def text_of(response) -> str:
    """What a reader can read of a page; addresses and what she may type over count too."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    attributes = " ".join(re.findall(r'(?:value|href)="([^"]*)"', body))
    return " ".join(html.unescape(f"{strip_tags(body)} {attributes}").split())


def test_every_row_of_the_table_is_read():
    table = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    read = {number: len(found) for number, found in rows().items()}
    assert read == SOURCES
    assert len(table) == sum(read.values()) + len(SOURCES)  # and one head for each


def test_no_item_stands_twice():
    items = [item for found in rows().values() for item, _path, _words in found]
    assert sorted(set(items)) == sorted(items)


def test_each_address_has_what_the_table_promises(client, starter_library):
    pages: dict[str, str] = {}
    missing = []
    for found in rows().values():
        for item, path, words in found:
            if path not in pages:
                response = client.get(path)
                pages[path] = text_of(response) if response.status_code == 200 else ""
            if words not in pages[path]:
                missing.append((item, path, words))
    assert missing == []
