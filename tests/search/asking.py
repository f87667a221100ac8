"""What a reader finds: totals and things as the pages of the hub give them."""

import re
from typing import NamedTuple

TOTAL = re.compile(r'data-total="(\d+)"')
UID = re.compile(r'<(?:li|article)\b[^>]*\bdata-uid="([a-z2-9]{6})"')
PATHS = {"library": "activities/", "site": "search/"}


class Found(NamedTuple):
    total: int
    uids: list[str]
    languages: list[str]


NOTHING = Found(0, [], [])


def ask(client, place: str, words: str, language: str = "en", **parameters) -> Found:
    """What a list (`library` or `site`) gives for these words."""
    response = client.get(f"/{language}/{PATHS[place]}", {"q": words, **parameters})
    html = response.content.decode()
    languages = [document.language for document in response.context["results"].documents]
    return Found(int(TOTAL.search(html).group(1)), UID.findall(html), languages)


def everywhere(client, words: str, language: str = "en") -> dict[str, Found]:
    """What both lists give."""
    return {place: ask(client, place, words, language) for place in PATHS}


def in_both(found: Found) -> dict[str, Found]:
    return dict.fromkeys(PATHS, found)
