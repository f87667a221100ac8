"""The editor's forms of a series and of an edition, in the order of their pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from hub.core.widgets import SpokenLanguages
from hub.tags.panels import WordsPanel

SOURCE_PANELS = [FieldPanel("inspiration"), FieldPanel("source_url"), FieldPanel("licence")]

SERIES_PANELS = [
    HelpPanel(
        content=_(
            "A series is what stays the same from one gathering to the next: why it is held, and by whom. Make an "
            "edition below it for each gathering, also for one that stands alone."
        )
    ),
    *Page.content_panels,
    FieldPanel("summary"),
    FieldPanel("why"),
    FieldPanel("organisers"),
    InlinePanel("theme_links", label=_("Theme")),
    WordsPanel(),
    MultiFieldPanel(SOURCE_PANELS, heading=_("Where it comes from")),
]
EDITION_PANELS = [
    HelpPanel(
        content=_(
            "Dates, state, place, languages and how one joins are changed in the original and hold in all languages; "
            "words are translated. That it is over follows from its dates."
        )
    ),
    *Page.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("label"),
            FieldPanel("summary"),
            FieldPanel("state"),
            FieldPanel("for_whom"),
            InlinePanel("theme_links", label=_("Theme")),
        ],
        heading=_("What it is"),
    ),
    FieldPanel("topics"),
    FieldPanel("dates"),
    MultiFieldPanel(
        [
            FieldPanel("format"),
            FieldPanel("place_precision"),
            FieldRowPanel([FieldPanel("country"), FieldPanel("region"), FieldPanel("city")]),
            FieldPanel("place"),
        ],
        heading=_("Where"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("languages_spoken", widget=SpokenLanguages),
            FieldPanel("languages_interpreted", widget=SpokenLanguages),
            FieldPanel("sign_languages"),
            FieldPanel("access_note"),
        ],
        heading=_("Languages and access"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("join_way"),
            FieldPanel("join_link"),
            FieldPanel("join_contact"),
            FieldPanel("join_note"),
            FieldPanel("join_hidden_after"),
        ],
        heading=_("How one joins"),
    ),
    MultiFieldPanel(
        [FieldPanel("outcome"), FieldPanel("outcome_pages"), FieldPanel("quotes"), FieldPanel("agenda")],
        heading=_("What came of it"),
    ),
    WordsPanel(),
    MultiFieldPanel(SOURCE_PANELS, heading=_("Where it comes from")),
]
