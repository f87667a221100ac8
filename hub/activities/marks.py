"""Every activity's own little drawing, made from its uid and its type.

`mark_svg` returns trusted markup: numbers and constants only, at most 1,024 bytes. All colours come from CSS classes
(`static/css/components/mark.css`): mb flat colour, m1 ink, m2 the marker's line, m3 and m4 dots of both, m5 paper.
"""

from hub.activities.drawings import DRAWINGS
from hub.activities.hand import Hand

PENS = ("mb", "m2", "m5", "m1", "m4", "m3")

COLOUR_OF_TYPE = {
    "icebreaker": "m-sun",
    "energiser": "m-sun",
    "game": "m-sun",
    "check-in": "m-pink",
    "trust": "m-pink",
    "care": "m-pink",
    "closing": "m-pink",
    "agreements": "m-red",
    "conflict": "m-red",
    "role-play": "m-red",
    "body": "m-green",
    "reflection": "m-green",
    "evaluation": "m-green",
    "mapping": "m-blue",
    "strategy": "m-blue",
    "decision": "m-blue",
    "skills": "m-blue",
    "storytelling": "m-violet",
    "visioning": "m-violet",
    "arts": "m-violet",
}


def mark_svg(uid: str, activity_type: str) -> str:
    """The drawing of one activity, as inline SVG."""
    hand = Hand(f"{uid}|{activity_type}")
    DRAWINGS[activity_type](hand)
    paths = "".join(f'<path class="{pen}" d="{hand.lines[pen]}"/>' for pen in sorted(hand.lines, key=PENS.index))
    return (
        f'<svg class="mark mark--{activity_type} {COLOUR_OF_TYPE[activity_type]}" viewBox="0 0 120 120" width="104" '
        f'height="104" fill="none" stroke="currentColor" aria-hidden="true" focusable="false">{paths}</svg>'
    )
