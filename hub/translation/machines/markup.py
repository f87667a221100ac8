"""What a machine must not touch: inline tags, placeholders, addresses, and words that stay as they are everywhere."""

import re
from collections import Counter
from collections.abc import Iterable

from bs4 import BeautifulSoup

from hub.translation.segments import problem_with

ALWAYS_KEPT = r"%\(\w+\)[a-z]|\{\w*\}|https?://\S*\w|[\w.+-]+@[\w-]+(?:\.\w+)+"
LONGEST = 6  # times the original, and 200 characters: beyond that an engine has run wild


def pattern_of(kept: Iterable[str]) -> re.Pattern:
    """Finds what stays as it is; of two words the longer one."""
    words = sorted({word for word in kept if word}, key=lambda word: (-len(word), word))
    return re.compile("|".join([ALWAYS_KEPT, *(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)]))


def has_kept(html: str, pattern: re.Pattern) -> bool:
    return bool(_kept(_soup(html), pattern))


def masked(html: str, pattern: re.Pattern) -> str:
    """The same with what stays put into elements that ask not to be translated."""
    soup = _soup(html)
    for node in list(soup.find_all(string=pattern)):
        pieces, end = [], 0
        for match in pattern.finditer(node):
            mask = soup.new_tag("span", attrs={"translate": "no"})
            mask.string = match.group()
            pieces += [soup.new_string(node[end : match.start()]), mask]
            end = match.end()
        node.replace_with(*pieces, soup.new_string(node[end:]))
    return str(soup)


def unmasked(answer: str) -> str:
    """An engine's answer as inline HTML, without our masks."""
    soup = _soup(answer)
    for mask in soup.find_all("span"):
        mask.unwrap()
    return str(soup).strip()


def survives(source: str, answer: str, pattern: re.Pattern) -> bool:
    """Whether the answer has words, each tag of the source with its id, and all that had to stay."""
    before, after = _soup(source), _soup(answer)
    return (
        bool(after.get_text(strip=True))
        and len(answer) <= LONGEST * len(source) + 200
        and _tags(before) == _tags(after)
        and _kept(before, pattern) <= _kept(after, pattern)
        and not problem_with(source, answer)
    )


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _tags(soup: BeautifulSoup) -> Counter:
    return Counter((tag.name, tag.get("id", ""), bool(tag.get_text(strip=True))) for tag in soup.find_all())


def _kept(soup: BeautifulSoup, pattern: re.Pattern) -> Counter:
    return Counter(match.group() for node in soup.find_all(string=True) for match in pattern.finditer(node))
