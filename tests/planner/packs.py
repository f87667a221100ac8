"""Packs for tests: made once for a language, over the starter library as it is."""

import datetime as dt
import json
import re

import html5lib

from hub.planner.packing import assembling, index

DAY = dt.date(2026, 5, 17)


def made(language: str) -> assembling.Pack:
    return assembling.pack(language, index.Hub(), DAY)


def tree(pack: assembling.Pack):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    found = parser.parse(pack.content.decode())
    return found, parser.errors


def data(pack: assembling.Pack) -> dict:
    """What the script of a pack is given."""
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', pack.content.decode(), re.S)
    return json.loads(found[1])


def words_of(node) -> str:
    return " ".join("".join(node.itertext()).split())
