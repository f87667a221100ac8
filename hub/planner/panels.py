"""The editor's form of a sample agenda, in the order of the page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from hub.tags.panels import WordsPanel

AGENDA_PANELS = [
    HelpPanel(
        content=_(
            "People make their own plan from it with one press, and change whatever they like. Times, activities and "
            "numbers are changed in the original and hold in all languages; words are translated."
        )
    ),
    *Page.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("key"),
            FieldPanel("summary"),
            FieldPanel("purpose"),
            FieldPanel("for_whom"),
            FieldPanel("format"),
            FieldRowPanel([FieldPanel("people_min"), FieldPanel("people_max")]),
            FieldPanel("languages_note"),
            WordsPanel(),
        ],
        heading=_("What it is for"),
    ),
    FieldPanel("items"),
    FieldPanel("why_order"),
    MultiFieldPanel(
        [FieldPanel("inspiration"), FieldPanel("source_url"), FieldPanel("licence")], heading=_("Where it comes from")
    ),
]
