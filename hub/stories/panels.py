"""The editor's form of a story, in the order in which a moderator reads: what happened first, what could harm last."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from hub.core.widgets import SpokenLanguages
from hub.tags.panels import WordsPanel

CONTENT_PANELS = [
    HelpPanel(
        content=_(
            "Drafts may be incomplete. To publish, every picture, quote and recording needs a consent that reaches this "
            "site, and somebody must have looked at the story's safety. Never write real names."
        )
    ),
    *Page.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("session_type"), FieldPanel("group_size")]),
            FieldPanel("formats"),
            FieldPanel("participants_note"),
            FieldPanel("languages_used", widget=SpokenLanguages),
            InlinePanel("theme_links", label=_("Theme")),
            WordsPanel(),
        ],
        heading=_("What it was"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("session_date"), FieldPanel("date_precision")]), FieldPanel("embargo_until")],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("place_precision"),
            FieldRowPanel([FieldPanel("country"), FieldPanel("region"), FieldPanel("city")]),
            FieldPanel("place"),
            FieldPanel("place_reason"),
            FieldPanel("country_agreed"),
        ],
        heading=_("Where"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("why_now"),
            FieldPanel("what_happened"),
            FieldPanel("what_changed"),
            FieldPanel("effects"),
            FieldPanel("what_was_hard"),
            FieldPanel("what_we_would_change"),
            FieldPanel("advice"),
        ],
        heading=_("What happened"),
    ),
    InlinePanel("activities_used", label=_("Activity"), heading=_("Activities used, in their order")),
    InlinePanel("pictures", label=_("Picture"), heading=_("Pictures")),
    InlinePanel("quotes", label=_("Quote"), heading=_("Quotes")),
    InlinePanel("recordings", label=_("Recording"), heading=_("Graphic recordings")),
    MultiFieldPanel(
        [FieldPanel("links"), FieldPanel("credit_names"), FieldPanel("inspiration"), FieldPanel("licence")],
        heading=_("Where it comes from"),
    ),
]
STAFF_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("safety_state"),
            FieldRowPanel([FieldPanel("safety_by"), FieldPanel("safety_on")]),
            FieldPanel("safety_notes"),
            FieldPanel("recheck_on"),
            FieldPanel("visibility"),
        ],
        heading=_("Safety"),
    ),
    MultiFieldPanel(
        [FieldPanel("cohort"), FieldPanel("linked_alone"), FieldPanel("is_example")], heading=_("In the hub")
    ),
]
ACTIVITY_PANELS = [
    PageChooserPanel("activity", "activities.ActivityPage"),
    FieldPanel("minutes"),
    FieldPanel("what_changed"),
]
PICTURE_PANELS = [FieldPanel(name) for name in ("image", "alt", "caption", "faces", "consent")]
QUOTE_PANELS = [FieldPanel(name) for name in ("text", "credit", "consent")]
RECORDING_PANELS = [
    FieldPanel(name)
    for name in ("image", "title", "artist", "licence", "long_description", "transcript", "regions", "consent")
]
