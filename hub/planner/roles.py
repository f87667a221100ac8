"""Who does what on the day, so that nobody carries everything."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.planner.plans.document import Plan


@dataclass(frozen=True)
class Role:
    key: str
    label: str
    help: str
    who: str = ""


ROLES = (
    (
        "lead",
        pgettext_lazy("role in a session", "Leading"),
        _("Opens, says what comes next, and closes. Need not do everything."),
    ),
    (
        "cohost",
        pgettext_lazy("role in a session", "Leading together"),
        _("Takes turns with whoever leads, and goes on when something comes up."),
    ),
    (
        "welcome",
        pgettext_lazy("role in a session", "Greeting people"),
        _("Is there first, knows the names that people wish for, and shows the way."),
    ),
    (
        "room",
        pgettext_lazy("role in a session", "Room or platform"),
        _("Sees to light, doors, sound and links, and lets nobody in who was not asked."),
    ),
    (
        "time",
        pgettext_lazy("role in a session", "Time"),
        _("Watches the clock and gives quiet signs, so that nobody else has to."),
    ),
    (
        "notes",
        pgettext_lazy("role in a session", "Notes"),
        _("Writes what people allow, without names, and knows when it is wiped."),
    ),
    (
        "care",
        pgettext_lazy("role in a session", "Care"),
        _("Is free to go out with somebody who needs it, and knows whom to call."),
    ),
    (
        "interpretation",
        pgettext_lazy("role in a session", "Interpreting"),
        _("Says in one language what was said in another; best two who take turns."),
    ),
    (
        "access",
        pgettext_lazy("role in a session", "Access"),
        _("Asked beforehand who needs what, and looks after it all the way through."),
    ),
)
KEYS = [key for key, _label, _help in ROLES]


def roles(plan: Plan) -> list[Role]:
    """All that can be given out, with who took them."""
    return [Role(key, str(label), str(help), plan.roles.get(key, "")) for key, label, help in ROLES]
