"""What the scripts of a pack say, in the reader's language (which must be active)."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NUMBERS = 300  # beyond it, the form of a number is that of its last two digits after 200, in every language


def words() -> dict:
    """Sentences with named blanks. One with a number comes with its forms, and which of them each number takes."""
    return {
        "activities": _by_number(lambda n: ngettext("%(total)s activity", "%(total)s activities", n)),
        "results": _by_number(lambda n: ngettext("%(total)s result", "%(total)s results", n)),
        "see_all": _("%(kind)s: see all %(total)s"),
        "handbook": _("Handbook"),
        "minutes": _by_number(lambda n: ngettext("%(n)d minute", "%(n)d minutes", n)),
        "range": _("%(least)d–%(most)d min"),
        "altogether": _("all together %(minutes)s"),
        "until": _("%(from)s to %(to)s, %(minutes)s"),
        "break": _("Break"),
        "toolkit": _("My toolkit"),
        "plan": _("Plan"),
        "added": _("Added."),
        "out": _("Taken out."),
        "full": _("A toolkit holds 60 activities."),
        "corrected": _("Nothing has “%(words)s”. These have “%(meant)s”."),
        "some": _("Nothing has all of these words. These have some of them, the nearest first."),
        "fewer": _("No activity has all of these words. These have some of them, the nearest first."),
        "beginning": _("These hold words that begin with “%(began)s”."),
        "meant": _("Did you mean “%(meant)s”?"),
    }


def _by_number(said: Callable[[int], str]) -> dict:
    forms = [said(n) for n in range(NUMBERS)]
    own = list(dict.fromkeys(forms))
    return {"forms": own, "of": [own.index(form) for form in forms]}
