"""The editor's form of an activity, in the order of the page that readers see."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from hub.tags.panels import WordsPanel

CONTENT_PANELS = [
    HelpPanel(
        content=_(
            "The form follows the page that readers see. Drafts may be incomplete. To publish, the steps must add "
            "up to the duration, and a deep activity must say how to step out and how people are cared for."
        )
    ),
    *Page.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("summary"),
            FieldPanel("use_when"),
            FieldPanel("also_known_as"),
            FieldPanel("primary_type"),
            FieldPanel("other_types"),
            FieldPanel("phases"),
            InlinePanel("theme_links", label=_("Theme")),
            WordsPanel(),
            FieldPanel("content_warning"),
            FieldPanel("purpose"),
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("duration_min"), FieldPanel("duration_max"), FieldPanel("prep_minutes")]),
            FieldRowPanel([FieldPanel("duration_rule"), FieldPanel("minutes_per_person")]),
            FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max"), FieldPanel("min_hosts")]),
            FieldPanel("grouping"),
        ],
        heading=_("Time and people"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("energy"), FieldPanel("emotional_depth"), FieldPanel("trust_needed")]),
            FieldRowPanel([FieldPanel("host_level"), FieldPanel("participant_level")]),
        ],
        heading=_("How it feels"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("formats"),
            FieldPanel("needs"),
            FieldPanel("space"),
            FieldPanel("materials"),
            FieldPanel("preparation"),
        ],
        heading=_("What it takes"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("steps"),
            FieldPanel("debrief"),
            FieldPanel("tips"),
            FieldPanel("variations"),
            FieldPanel("format_notes"),
            FieldPanel("follow_up"),
            FieldPanel("handouts"),
        ],
        heading=_("How it goes"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("opt_out"),
            FieldPanel("care_after"),
            FieldPanel("do_not_run_if"),
            FieldPanel("support_person"),
            FieldPanel("risk_flags"),
            FieldPanel("traces"),
        ],
        heading=_("Safety and care"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("reading_load"), FieldPanel("language_load")]),
            FieldPanel("access"),
            FieldPanel("access_note"),
        ],
        heading=_("Who can take part"),
    ),
    InlinePanel("links", label=_("Link to another activity"), heading=_("Goes with")),
    MultiFieldPanel(
        [
            FieldPanel("origin"),
            FieldPanel("tradition_note"),
            FieldPanel("cultural_protocol"),
            FieldPanel("inspiration"),
            FieldPanel("creators"),
            FieldPanel("source_url"),
            PageChooserPanel("adapted_from"),
            FieldRowPanel([FieldPanel("licence"), FieldPanel("permission")]),
            FieldPanel("permission_file"),
        ],
        heading=_("Where it comes from"),
    ),
]
STAFF_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("recommended"),
            FieldPanel("maturity"),
            FieldPanel("version"),
            FieldPanel("changelog"),
            FieldPanel("next_review"),
            FieldPanel("uid", read_only=True),
        ],
        heading=_("How far it is"),
    ),
]
