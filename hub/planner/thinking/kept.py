"""Whether the activities are still there as they were put in."""

from django.utils.translation import gettext as _

from hub.planner.plans.document import Kind
from hub.planner.thinking.finding import Finding, Remedy
from hub.planner.thinking.look import Look, read_page


def gone(look: Look) -> list[Finding]:
    return [
        Finding(
            f"gone:{line.item.key}",
            _("%(title)s is no longer on the hub.") % {"title": line.title},
            _("It may have been taken back for a good reason. Another one may do as well."),
            (
                Remedy(_("Take it out of the plan"), act=f"drop-{line.item.key}"),
                look.library(_("Choose another activity")),
            ),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.lines
        if line.item.kind is Kind.ACTIVITY and line.fact is None
    ]


def older(look: Look) -> list[Finding]:
    """The plan keeps the version that was put in, as long as the host wants it."""
    return [
        Finding(
            f"older:{line.item.key}",
            _("There is a newer version of %(title)s.") % {"title": line.title},
            _("Your plan keeps the one that you chose. The newer one may be clearer, or safer."),
            (
                read_page(line, _("Read the newer version")),
                Remedy(_("Take the newer version"), act=f"newest-{line.item.key}"),
            ),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if line.fact.is_older
    ]
