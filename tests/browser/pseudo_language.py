"""A language that nobody speaks: English with accents on every letter, brackets around it and 40 % more of it.

What shows without brackets is not marked for translation; what is cut or runs out of its box would be so in a longer language.
"""

import re
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from hub.core import messages

ACCENTED = str.maketrans(
    "AaBCcDdEeFfGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz",
    "ÅåƁÇçĐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž",
)
# What a program reads stays as it is: placeholders, tags, entities.
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;)")
OPENING, CLOSING = "[!!! ", " !!!]"


def pseudo(text: str) -> str:
    """The text in the pseudo-language, at least 40 % longer; placeholders and tags are kept."""
    if not text.strip():
        return text
    shown = KEPT.sub("", text)
    longer = max(0, -(-14 * len(shown) // 10) - len(shown) - len(OPENING + CLOSING))
    padding = (" ŵöŕð" * (longer // 5 + 1))[: longer + 1] if longer else ""
    middle = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text))
    return f"{OPENING}{middle}{padding}{CLOSING}"


def catalogue() -> Catalog:
    """All strings of the interface in the pseudo-language, in place of English."""
    found = Catalog(locale="en", charset="utf-8")
    for message in messages.collected():
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            text = tuple(map(pseudo, forms)) if len(forms) > 1 else pseudo(forms[0])
            found.add(message.id, text, flags=message.flags, context=message.context)
    return found


def write(folder: Path) -> None:
    """A locale folder with the catalogue, compiled."""
    target = folder / "en" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue())
