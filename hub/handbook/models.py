"""The handbook: a book of chapters, each of typed blocks."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.core.models import HubPage
from hub.handbook.blocks import ChapterBlock, texts
from hub.tags.models import Tagged
from hub.tags.panels import WordsPanel

TAKEN = {"whole", "sentence", "agreements"}  # addresses below the book that are no chapters


class HandbookPage(HubPage):
    """The book in one language. Its chapters stand in the order of its child pages."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["handbook.ChapterPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True, help_text=_("What the book is, and for whom."))
    credit = models.TextField(
        _("credit"), blank=True, help_text=_("What it follows, and who made that. Stands in the printed book, too.")
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("credit")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("handbook")
        verbose_name_plural = _("handbooks")

    def get_template(self, request, *args, **kwargs):
        return "handbook/handbook.html"

    def get_context(self, request, *args, **kwargs):
        from hub.handbook.reading import handbook_context

        return {**super().get_context(request, *args, **kwargs), **handbook_context()}


class ChapterPage(Tagged, HubPage):
    """A chapter. What it chooses elsewhere in the hub is shown in the reader's language, as long as she may read it."""

    parent_page_types = ["handbook.HandbookPage"]
    subpage_types = []

    summary = models.CharField(
        _("summary"), max_length=200, help_text=_("What the reader finds here, in one or two sentences.")
    )
    body = StreamField(
        ChapterBlock(), verbose_name=_("blocks"), blank=True, help_text=_("Drag a block by its handle to move it.")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body"), WordsPanel()]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def get_template(self, request, *args, **kwargs):
        return "handbook/chapter.html"

    def get_context(self, request, *args, **kwargs):
        from hub.handbook.reading import chapter_context

        return {**super().get_context(request, *args, **kwargs), **chapter_context(self, request.GET)}

    def serve(self, request, *args, **kwargs):
        from django.utils.cache import patch_cache_control

        response = super().serve(request, *args, **kwargs)
        if request.GET.get("day"):
            patch_cache_control(response, private=True, no_store=True)  # the day of somebody's session
        return response

    def clean(self):
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError({"slug": _("This name is taken by another page of the handbook.")})

    def search_document(self):
        return {
            "kind": "handbook",
            "state": self.translation_state,
            "summary": self.summary,
            "body": "\n".join(self.paragraphs),
        }

    @property
    def paragraphs(self) -> list[str]:
        """All that its blocks say, as plain text. No query."""
        return list(texts([block["value"] for block in self.body.raw_data]))
