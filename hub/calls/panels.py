"""The editor's form of a call, in the order in which somebody who thinks of applying reads."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from hub.core.widgets import SpokenLanguages

CALL_PANELS = [
    HelpPanel(
        content=_(
            "Published, the call opens and closes by itself at its times. Ask only for what you need to decide: what "
            "is not asked cannot leak."
        )
    ),
    *Page.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("kind"),
            FieldPanel("summary"),
            FieldPanel("intro"),
            FieldPanel("for_whom"),
            FieldPanel("not_for_whom"),
            FieldRowPanel([FieldPanel("time_asked"), FieldPanel("places")]),
        ],
        heading=_("Whom it looks for"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("support"),
            FieldRowPanel([FieldPanel("stipend_least"), FieldPanel("stipend_most"), FieldPanel("currency")]),
            FieldPanel("support_note"),
        ],
        heading=_("What is offered"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("zone"),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel([FieldPanel("reading_from"), FieldPanel("decision_by")]),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("who_decides"),
            FieldRowPanel([FieldPanel("is_blind"), FieldPanel("reviews_wanted")]),
        ],
        heading=_("Who decides"),
    ),
    InlinePanel("criteria", label=_("Criterion"), heading=_("Criteria, as readers see them")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("data_kept_until"), FieldPanel("afterwards")]),
            FieldPanel("languages_accepted", widget=SpokenLanguages),
            FieldPanel("contact"),
        ],
        heading=_("What is kept, and for questions"),
    ),
    InlinePanel("form_fields", label=_("Question"), heading=_("The form")),
    InlinePanel("report_fields", label=_("Question"), heading=_("The report after the session")),
    MultiFieldPanel(
        [
            FieldPanel("report_days"),
            FieldPanel("results_note"),
            FieldPanel("cohort"),
            FieldPanel("next_call"),
            FieldPanel("is_example"),
        ],
        heading=_("Afterwards"),
    ),
]
