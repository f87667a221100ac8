"""Minutes as people say them: “1 h 30 min”."""

from django.utils.translation import gettext as _


def told(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return form("m") % {"n": rest}
    return form("hm" if rest else "h") % {"n": hours, "hours": hours, "minutes": rest}


def form(kind: str) -> str:
    """How a length is said, for scripts too: `m` minutes, `h` hours, `hm` both."""
    return {"m": _("%(n)s min"), "h": _("%(n)s h"), "hm": _("%(hours)s h %(minutes)s min")}[kind]
