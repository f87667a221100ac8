from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class RegionBlock(blocks.StructBlock):
    """A part of a drawing, in points of the picture as it was drawn, and what is written or drawn there."""

    x = blocks.IntegerBlock(min_value=0, max_value=50_000, label=_("From the left"))
    y = blocks.IntegerBlock(min_value=0, max_value=50_000, label=_("From the top"))
    w = blocks.IntegerBlock(min_value=1, max_value=50_000, label=_("Width"))
    h = blocks.IntegerBlock(min_value=1, max_value=50_000, label=_("Height"))
    text = blocks.TextBlock(label=_("What is there"))

    class Meta:
        icon = "crosshairs"
        label = _("Part of the drawing")
