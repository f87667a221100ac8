"""The pages of themes and cycles. What a theme is (key, order, cycle, parent) stands in hub.core's vocabulary; what is
said of it stands here, once in each language."""

import functools
import operator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.core.blocks import QuotesBlock
from hub.core.models import HubPage, shared_fields
from hub.themes import rules
from hub.themes.blocks import ConversationsBlock, RelatedBlock, ToolsBlock
from hub.themes.editing import CyclePageForm, ThemePageForm


class CyclePage(HubPage):
    """A cycle with its themes as a path."""

    parent_page_types = ["core.ThemesPage"]
    subpage_types = ["themes.ThemePage"]
    base_form_class = CyclePageForm

    key = models.SlugField(_("cycle"), max_length=60, help_text=_("The cycle that this page is about."))
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What holds its themes together; where it comes from.")
    )

    content_panels = [*Page.content_panels, FieldPanel("key"), FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.FilterField("key")]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields("key")]

    class Meta:
        verbose_name = _("page of a cycle")
        verbose_name_plural = _("pages of cycles")

    def get_context(self, request, *args, **kwargs):
        from hub.themes.reading import cycle_context

        return {**super().get_context(request, *args, **kwargs), **cycle_context(self)}

    def search_document(self):
        return {"kind": "theme", "state": self.translation_state, "summary": self.summary}


class ThemePage(HubPage):
    """A theme of either level: what it is about, its tools, stories and conversations."""

    parent_page_types = ["themes.CyclePage", "core.ThemesPage"]
    subpage_types = []
    base_form_class = ThemePageForm

    key = models.SlugField(_("theme"), max_length=60, help_text=_("The theme that this page is about."))
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for lists. Left empty, the introduction's first words stand there."),
    )
    quotes = StreamField(
        QuotesBlock(), verbose_name=_("opening quotes"), blank=True, help_text=_("Short, and each with who said it.")
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("An empty line begins a new paragraph. 150 to 220 words read well.")
    )
    tools = StreamField(
        ToolsBlock(),
        verbose_name=_("where to begin"),
        blank=True,
        help_text=_("Your own choice in your own order. Everything else that has the theme follows by itself."),
    )
    conversations = StreamField(ConversationsBlock(), verbose_name=_("conversations"), blank=True)
    related = StreamField(
        RelatedBlock(),
        verbose_name=_("related themes"),
        blank=True,
        help_text=_("Left empty, the other themes of its cycle stand there."),
    )

    content_panels = [
        HelpPanel(
            content=_(
                "The name of the theme in lists and filters, its place and its cycle are changed under Themes in the "
                "menu; here stands what readers are told of it."
            )
        ),
        *Page.content_panels,
        *(
            FieldPanel(name)
            for name in ("key", "summary", "quotes", "introduction", "tools", "conversations", "related")
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("conversations"),
        index.FilterField("key"),
    ]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields("key")]

    class Meta:
        verbose_name = _("page of a theme")
        verbose_name_plural = _("pages of themes")

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's, but on no way with a portrait that nobody has agreed to (ValidationError)."""
        wrong = rules.problems(revision.as_object(), timezone.localdate())
        if wrong:
            raise ValidationError(functools.reduce(operator.iadd, wrong.values(), []))
        return super().publish(revision, *args, **kwargs)

    def topic_keys(self):
        return [self.key]

    def get_context(self, request, *args, **kwargs):
        from hub.themes.reading import theme_context

        return {**super().get_context(request, *args, **kwargs), **theme_context(self)}

    def search_document(self):
        from hub.themes.reading import search_document

        return search_document(self)
