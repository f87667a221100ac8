"""What each type of activity looks like, drawn by a Hand."""

from hub.activities.drawings import moving, together

DRAWINGS = {
    "icebreaker": moving.spark,
    "energiser": moving.bounce,
    "game": moving.trail,
    "check-in": together.people,
    "trust": together.links,
    "care": together.heart,
    "closing": together.sundown,
    "agreements": together.knot,
    "conflict": moving.clash,
    "role-play": together.masks,
    "body": together.waves,
    "reflection": together.spiral,
    "evaluation": together.tally,
    "mapping": moving.net,
    "strategy": moving.stairs,
    "decision": moving.branches,
    "skills": moving.laps,
    "storytelling": together.bubbles,
    "visioning": moving.rays,
    "arts": moving.scribble,
}
