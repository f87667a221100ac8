"""An activity's drawing on paper: black ink and the one colour that papers have, said in the SVG itself, since makers of PDF
ask no stylesheet of the page for what is inside a picture."""

from functools import lru_cache

from django.utils.safestring import SafeString

from hub.activities.marks import mark_svg

INK, MARKER = "#1c1a22", "#ffd440"
PENS = {
    "mb": f'fill="{MARKER}" stroke="none"',
    "m1": f'stroke="{INK}"',
    "m2": f'stroke="{INK}"',
    "m3": f'stroke="{INK}" stroke-width="11"',
    "m4": f'stroke="{INK}" stroke-width="11"',
    "m5": f'fill="#ffffff" stroke="{INK}"',
}
WHOLE = 'stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" fill="none"'


@lru_cache(maxsize=1024)
def drawing(uid: str, activity_type: str) -> SafeString:
    """Trusted markup: numbers and constants only."""
    if not activity_type:
        return SafeString("")
    svg = mark_svg(uid, activity_type).replace('fill="none"', WHOLE, 1).replace("currentColor", INK)
    for pen, ink in PENS.items():
        svg = svg.replace(f'class="{pen}"', ink)
    return SafeString(svg.replace('<svg class="', '<svg class="paper-', 1))
