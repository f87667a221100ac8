"""Fields of a plan's page, and minutes as words."""

from django import template
from django.utils.translation import gettext as _

from hub.core.enums import Format

register = template.Library()


@register.inclusion_tag("planner/plan/field.html", takes_context=True)
def plan_field(
    context, name: str, value, label: str, kind: str = "text", most: int = 120, hint: str = "", quiet: bool = False
):
    """One field with its label; where what was typed is wrong, with that and with what is wrong. `quiet`: the label is only
    read aloud."""
    wrong = context["wrong"].get(name, "")
    return {
        "name": name,
        "value": context["typed"].get(name, "" if value is None else value),
        "label": label,
        "kind": kind,
        "most": most,
        "hint": hint,
        "is_quiet": quiet,
        "wrong": wrong,
    }


@register.filter
def long(minutes: int) -> str:
    """Minutes as people say them: “1 h 30 min”."""
    hours, rest = divmod(abs(int(minutes)), 60)
    if not hours:
        return length("m") % {"n": rest}
    return length("hm" if rest else "h") % {"n": hours, "hours": hours, "minutes": rest}


@register.simple_tag
def length(kind: str) -> str:
    """How a length is said, for scripts too: `m` minutes, `h` hours, `hm` both."""
    return {"m": _("%(n)s min"), "h": _("%(n)s h"), "hm": _("%(hours)s h %(minutes)s min")}[kind]


@register.filter
def filled(words: str, number: int) -> str:
    """Words for scripts, with their number: “{n} min over”."""
    return words.replace("{n}", str(number))


@register.filter
def format_label(key: str) -> str:
    return str(dict(Format.choices).get(key, ""))


@register.filter
def said(words: dict, key: str) -> str:
    """What is said under this key; nothing where nothing is."""
    return words.get(key, "")
