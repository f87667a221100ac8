"""The drawing on the cover, its colours said in the SVG itself: what makes paper asks no stylesheet for what is in a picture."""

import re
from functools import cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

INK = "#1c1a22"
WHOLE = f'fill="none" stroke="{INK}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"'
FILLS = {
    "f1": "#ff9f89",
    "f2": "#ffd440",
    "f3": "#8fd99c",
    "f4": "#93cff5",
    "f5": "#c9b4fa",
    "f6": "#ffabcb",
    "p": "#fffdf8",
    "k": INK,
}
LINES = {"l1": "#bb2418", "l3": "#146534", "l4": "#0c58a0", "l6": "#a91b62"}


@cache
def cover() -> SafeString:
    """Markup of our own, constants only; with the namespace that a file of its own needs."""
    svg = render_to_string("icons/hero.html").strip()
    head, body = svg.split(">", 1)
    size = re.search(r'viewBox="[^"]*"', head).group()
    body = re.sub(r'class="([a-z0-9 ]+)"', _pen, body)
    return SafeString(f'<svg xmlns="http://www.w3.org/2000/svg" {size} {WHOLE}>{body}')


def _pen(match: re.Match) -> str:
    names = match[1].split()
    said = [f'fill="{FILLS[name]}"' for name in names if name in FILLS]
    said += [f'stroke="{LINES[name]}"' for name in names if name in LINES]
    if "f" in names:
        said.append('stroke="none"')
    return " ".join(said)
