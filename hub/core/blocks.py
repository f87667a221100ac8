"""Typed blocks of text pages. Each has one template in templates/blocks/."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from hub.core import doors

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"

    def __init__(self, **kwargs):
        super().__init__(features=["h2", "h3", *RICH_TEXT_FEATURES], **kwargs)


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, default="", max_length=300, label=_("Caption"))
    credit = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Credit"),
        help_text=_("The artist's or photographer's name as she wishes it."),
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    credit = blocks.CharBlock(required=False, default="", max_length=120, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, default="", max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "blocks/callout.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(required=False, features=RICH_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"


class LinkBlock(blocks.StructBlock):
    """One link: to a page of the hub or to an address outside."""

    label = blocks.CharBlock(max_length=160, label=_("Label"))
    page = blocks.PageChooserBlock(required=False, label=_("Page of the hub"))
    address = blocks.URLBlock(required=False, label=_("Address outside"))
    note = blocks.CharBlock(required=False, default="", max_length=300, label=_("Note"))

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("page") or cleaned.get("address") or self.is_deferred_validation:
            return cleaned
        wrong = ValidationError(_("Choose a page of the hub or give an address."))
        raise blocks.StructBlockValidationError(block_errors={"page": wrong})


class LinksBlock(blocks.StructBlock):
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of links")
        template = "blocks/links.html"


class EmbedLinkBlock(blocks.StructBlock):
    """A video or map elsewhere, as a link only: nothing is loaded from there before the reader goes there herself."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    address = blocks.URLBlock(label=_("Address"))
    kind = blocks.ChoiceBlock(
        choices=[
            ("video", _("Video")),
            ("audio", _("Audio")),
            ("map", _("Map")),
            ("other", _("Other")),
        ],
        default="video",
        label=_("Kind"),
    )
    size = blocks.CharBlock(
        required=False, default="", max_length=60, label=_("Length or size"), help_text=_("For example 12 min.")
    )

    class Meta:
        icon = "media"
        label = _("Video, audio or map (as a link)")
        template = "blocks/embed_link.html"


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    links = LinksBlock()
    embed = EmbedLinkBlock()


class QuotesBlock(blocks.StreamBlock):
    quote = QuoteBlock()


class DoorBlock(blocks.StructBlock):
    """One way in for one kind of visitor: to a place of the hub or to a page."""

    ICONS = [
        ("spark", _("Spark")),
        ("phase-plan", _("List")),
        ("hand", _("Open hand")),
        ("pen", _("Pen")),
        ("book", _("Book")),
        ("people", _("People")),
        ("search", _("Magnifying glass")),
        ("heart", _("Heart")),
        ("globe", _("Globe")),
        ("download", _("Download")),
    ]
    COLOURS = [
        ("m-sun", _("Yellow")),
        ("m-pink", _("Pink")),
        ("m-blue", _("Blue")),
        ("m-green", _("Green")),
        ("m-violet", _("Violet")),
        ("m-red", _("Red")),
    ]

    label = blocks.CharBlock(
        max_length=40, label=_("Label"), help_text=_("What the visitor wants, in a few words: “I need an activity”.")
    )
    place = blocks.ChoiceBlock(choices=doors.choices, required=False, label=_("Leads to"))
    page = blocks.PageChooserBlock(
        required=False,
        label=_("or to a page"),
        help_text=_("A page goes before a place. It is hidden while the page is."),
    )
    icon = blocks.ChoiceBlock(choices=ICONS, default="spark", label=_("Drawing"))
    colour = blocks.ChoiceBlock(choices=COLOURS, default="m-sun", label=_("Colour"))

    class Meta:
        icon = "link"
        label = _("Door")

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("page") or cleaned.get("place") or self.is_deferred_validation:
            return cleaned
        wrong = ValidationError(_("Say where it leads: to a place or to a page."))
        raise blocks.StructBlockValidationError(block_errors={"place": wrong})
