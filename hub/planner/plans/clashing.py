"""A clash in words: what it is about, and both that were written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.planner.plans.document import Day, Item, OwnTask
from hub.planner.plans.merging import Clash

LABELS = {
    "order": _("The order of the lines: both of you changed it. The other order stays."),
    "title": _("Title"),
    "purpose": _("Purpose"),
    "people": _("How many people"),
    "format": _("Format"),
    "languages": _("Languages"),
    "zone": _("Time zone"),
    "needs": _("What people need"),
    "known": _("How well people know each other"),
    "minutes": _("Minutes"),
    "who": pgettext_lazy("line of a plan", "Who"),
    "note": _("Private note"),
    "told": _("What participants see"),
    "group": _("Group"),
    "date": _("Day"),
    "start": _("Start"),
    "end": _("End"),
    "text": _("Task"),
    "days": _("Days from the session"),
}
PARTS = {
    "role": _("Roles"),
    "done": _("Checklist"),
    "task": _("Checklist"),
    "aside": pgettext_lazy("what a plan made one think of", "Set aside"),
    "sentence": _("Shared-vision sentence"),
    "journal": _("Journal"),
}
TAKEN_OUT = _("taken out")


@dataclass(frozen=True)
class Told:
    """`can_take`: mine can be put in place of theirs by a press."""

    field: str
    label: str
    mine: str
    theirs: str
    can_take: bool


def told(clashes: Iterable[Clash]) -> list[Told]:
    return [_told(clash) for clash in clashes]


def _told(clash: Clash) -> Told:
    parts = clash.field.split("-")
    label = LABELS.get(parts[-1]) or PARTS.get(parts[0]) or ""
    is_row = isinstance(clash.mine, Day | Item | OwnTask) or isinstance(clash.theirs, Day | Item | OwnTask)
    can_take = not is_row and clash.field not in {"order", "needs"}
    return Told(clash.field, str(label), _words(clash.mine, clash), _words(clash.theirs, clash), can_take)


def _words(value, clash: Clash) -> str:
    if value is None:
        return "" if clash.field in {"order", "people"} else str(TAKEN_OUT)
    if isinstance(value, Day | Item):
        return value.title or getattr(value, "named", "")
    if isinstance(value, OwnTask):
        return value.text
    return ", ".join(value) if isinstance(value, tuple) else str(value)
