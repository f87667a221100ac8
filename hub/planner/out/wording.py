"""Words with the language and the direction that they are in, where these differ from the paper's."""

import unicodedata
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub.core import languages

RIGHT, LEFT = frozenset({"R", "AL"}), frozenset({"L"})
FIRST_STRONG, END = "\u2068", "\u2069"
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


@dataclass(frozen=True)
class Words:
    """`language` and `direction` are empty where they are the paper's own. What people wrote carries no signs that turn the
    direction: papers set their own."""

    text: str
    language: str = ""
    direction: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def attributes(self) -> SafeString:
        """For the HTML element that holds them."""
        found = [
            format_html(' {}="{}"', name, value)
            for name, value in (("lang", self.language), ("dir", self.direction))
            if value
        ]
        return SafeString("".join(found))

    @property
    def paragraphs(self) -> list["Words"]:
        lines = (line.strip() for line in self.text.splitlines())
        return [Words(line, self.language, self.direction) for line in lines if line]


def written(text: str, paper: str) -> Words:
    """What the host wrote, in a language that nobody told us, on a paper in language `paper`."""
    text = text.translate(TURNING)
    own, base = strong_direction(text), languages.direction(paper)
    return Words(text, "", own if own and own != base else "")


def of_activity(text: str, language: str, paper: str) -> Words:
    if not language or language == paper:
        return Words(text.translate(TURNING))
    return Words(text.translate(TURNING), language, languages.direction(language))


def strong_direction(text: str) -> str:
    """That of the first letter that has one; empty where none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in LEFT | RIGHT:
            return "rtl" if kind in RIGHT else "ltr"
    return ""


def isolated(text: str, base: str) -> str:
    """For plain text: set apart where its letters would move what stands beside them."""
    other = LEFT if base == "rtl" else RIGHT
    is_turning = any(unicodedata.bidirectional(letter) in other for letter in text)
    return f"{FIRST_STRONG}{text}{END}" if is_turning else text
