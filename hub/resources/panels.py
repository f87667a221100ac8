"""The editor's form of a resource, in the order of the page that readers see."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from hub.core.widgets import SpokenLanguages
from hub.tags.panels import WordsPanel

CONTENT_PANELS = [
    HelpPanel(
        content=_(
            "Write about it in our own words; never copy. Give an address or a file, not both. What you do not know "
            "stays “Not known”: readers rely on a “No”."
        )
    ),
    *Page.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("summary"),
            FieldPanel("why"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
            FieldPanel("languages", widget=SpokenLanguages),
            FieldPanel("audience"),
            InlinePanel("theme_links", label=_("Theme")),
            WordsPanel(),
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("url"),
            FieldPanel("document"),
            FieldRowPanel([FieldPanel("archive_url"), FieldPanel("archived_on")]),
            FieldPanel("mirrors"),
        ],
        heading=_("Where it is"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("risk_note"),
            FieldRowPanel([FieldPanel("needs_login"), FieldPanel("has_paywall")]),
            FieldRowPanel([FieldPanel("heavy"), FieldPanel("has_trackers")]),
            FieldRowPanel([FieldPanel("pages"), FieldPanel("minutes"), FieldPanel("bytes")]),
        ],
        heading=_("What it takes"),
    ),
    MultiFieldPanel([FieldPanel("inspiration"), FieldPanel("licence")], heading=_("Where it comes from")),
]
STAFF_PANELS = [
    MultiFieldPanel([FieldPanel("recommended"), FieldPanel("blocked_note")], heading=_("In the hub")),
]
