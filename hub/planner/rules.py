"""What a sample agenda must have before people may begin from it."""

from django.utils.translation import gettext as _

from hub.activities.models import ActivityPage
from hub.planner.plans.document import MOST_DAYS, MOST_ITEMS

DAY, ACTIVITY, OWN = "day", "activity", "own"


def problems(agenda) -> dict[str, list[str]]:
    """Field name → what is wrong with it, in words for an editor. Empty where the agenda may be published."""
    found = {"key": _wrong_key(agenda), "people_max": _wrong_people(agenda), "items": _wrong_items(agenda)}
    return {name: messages for name, messages in found.items() if messages}


def _wrong_key(agenda) -> list[str]:
    others = type(agenda).objects.filter(key=agenda.key).exclude(translation_key=agenda.translation_key)
    return [_("Another agenda has this key already.")] if agenda.key and others.exists() else []


def _wrong_people(agenda) -> list[str]:
    least, most = agenda.people_min, agenda.people_max
    return [_("The largest group is smaller than the smallest.")] if least and most and least > most else []


def _wrong_items(agenda) -> list[str]:
    blocks = [(block.block_type, block.value) for block in agenda.items]
    lines = [(kind, value) for kind, value in blocks if kind != DAY]
    wrong = []
    if not lines:
        wrong.append(_("Put in at least one line."))
    if len(lines) > MOST_ITEMS:
        wrong.append(_("An agenda holds at most %(most)d lines.") % {"most": MOST_ITEMS})
    if len(blocks) - len(lines) > MOST_DAYS:
        wrong.append(_("An agenda holds at most %(most)d meetings.") % {"most": MOST_DAYS})
    if any(not value.get("minutes") for _kind, value in lines):
        wrong.append(_("Give each line its minutes."))
    return wrong + _lost_activities([value.get("uid") or "" for kind, value in lines if kind == ACTIVITY])


def _lost_activities(uids: list[str]) -> list[str]:
    there = set(ActivityPage.objects.visible().filter(uid__in=uids).values_list("uid", flat=True)) if uids else set()
    lost = sorted({uid for uid in uids if uid not in there})
    if not lost:
        return []
    return [_("Nobody can read these activities: %(uids)s.") % {"uids": ", ".join(uid or "–" for uid in lost)}]
