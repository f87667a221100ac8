"""Our own content checks: what an activity must have before people may rely on it. Used by the editor and by imports."""

from django.utils.translation import gettext as _

TOLERANCE = 0.10
CARE_FROM_DEPTH = 3


def problems(activity) -> dict[str, list[str]]:
    """Field name → what is wrong with it, in words for an editor. Empty where the activity may be published.

    `activity` is an ActivityPage, saved or not. Unknown minutes or people are no mistake: they are shown as not given.
    """
    found: dict[str, list[str]] = {}

    def add(field, message):
        found.setdefault(field, []).append(message)

    _check_ranges(activity, add)
    _check_steps(activity, add)
    _check_care(activity, add)
    return found


def _check_ranges(activity, add):
    least, most = activity.duration_min, activity.duration_max
    if least and most and least > most:
        add("duration_max", _("The longest duration is shorter than the shortest."))
    if activity.group_min and activity.group_max and activity.group_min > activity.group_max:
        add("group_max", _("The largest group is smaller than the smallest."))
    if activity.duration_rule != "fixed" and not activity.minutes_per_person:
        add("minutes_per_person", _("Say how many minutes each person or small group takes."))
    if activity.primary_type in activity.other_types:
        add("other_types", _("The main type need not be repeated here."))


def _check_steps(activity, add):
    if not activity.steps:
        add("steps", _("Describe at least one step."))
        return
    least, most = activity.duration_min, activity.duration_max or activity.duration_min
    if least is None:
        return
    total = sum(step.value.get("minutes") or 0 for step in activity.steps)
    if not least * (1 - TOLERANCE) <= total <= most * (1 + TOLERANCE):
        add(
            "steps",
            _(
                "The steps add up to %(total)d minutes, but the activity takes %(least)d to %(most)d. "
                "Please make them agree within 10 %%."
            )
            % {"total": total, "least": least, "most": most},
        )


def _check_care(activity, add):
    if activity.emotional_depth < CARE_FROM_DEPTH:
        return
    if not activity.opt_out.strip():
        add("opt_out", _("This activity goes deep: say how somebody can step out."))
    if not activity.care_after.strip():
        add("care_after", _("This activity goes deep: say how people are cared for afterwards."))
