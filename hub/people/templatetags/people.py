import json

import qrcode
from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

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


@register.simple_tag
def qr(text: str) -> str:
    """A QR code as inline SVG: one path, no style, dark on light whatever the page's colours are."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path fill="#fff" d="M0 0h{0}v{0}H0z"/>'
        '<path fill="#000" d="{2}"/></svg>',
        len(rows),
        _("QR code for your app"),
        path,
    )
