import json

from django import template

from hub.people import rights

register = template.Library()


@register.filter
def plain(field):
    """A form's field as the hub draws it: no placeholder, for the label says it."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    is_line = getattr(widget, "input_type", "text") not in {"checkbox", "radio", "hidden"}
    return field.as_widget(attrs={"class": "input"} if is_line else {})


@register.filter
def as_json(value) -> str:
    """For a data attribute; the template escapes it."""
    return json.dumps(value)


@register.filter
def must_enrol(user) -> bool:
    return rights.must_enrol(user)
