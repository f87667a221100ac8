"""Fields of a plan's page, and minutes as words."""

from django import template

from hub.core.enums import Format
from hub.planner import lengths, timetables

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


register.filter("long", lengths.told)
register.simple_tag(timetables.sample_timetables)
register.simple_tag(lengths.form, name="length")


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
