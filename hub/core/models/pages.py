from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.core import happening, languages, later, routing, usages
from hub.core.blocks import BodyBlock, DoorBlock, StepBlock
from hub.core.entrances import doors_in
from hub.core.models.rows import OwnField
from hub.core.models.translated import Translated
from hub.core.querysets import HubPageQuerySet, begun


class HubPage(Translated, Page):
    """What every page of the hub has: the truth about its translation, and a designed state where one is missing."""

    may_be_machine_translated = True

    source_version = models.PositiveIntegerField(_("version of the original"), null=True, blank=True, editable=False)

    objects = PageManager.from_queryset(HubPageQuerySet)()

    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        OwnField("words"),  # of hub.tags
        OwnField("word_items"),
    ]

    class Meta:
        abstract = True

    @cached_property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def is_borrowed(self) -> bool:
        """Whether the page is shown under the address of a language that it has no translation in."""
        return self.language != languages.current()

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def address(self) -> str:
        """Its own address, without the host."""
        return languages.page_path(self.language, self.url_path)

    def route(self, request, path_components):
        """As Wagtail's; a page that waits for its day is not there yet."""
        if not path_components and self.go_live_at and self.go_live_at > timezone.now():
            raise Http404
        return super().route(request, path_components)

    def serve_preview(self, request, mode_name):
        """As readers will get it: what a page shows may come from its view and not from its template's context alone."""
        response = self.serve(request)
        request.is_preview = True  # Wagtail's `serve` says otherwise, and the page is still to be rendered
        return response

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["own_languages"] = self.own_languages()
        return context

    def save(self, *args, **kwargs):
        """As Wagtail's; what follows from the page and its rows being written is done once, when all of them are."""
        with later.together(), usages.noted_once():
            return super().save(*args, **kwargs)

    def own_languages(self) -> dict[str, str]:
        """The languages in which anybody may read this page, each with its address. One query."""
        pages = (
            Page.objects.filter(begun(), translation_key=self.translation_key, live=True, alias_of__isnull=True)
            .order_by("locale__id")
            .values_list("locale__language_code", "url_path", "path")
        )
        return {
            code: languages.page_path(code, url_path)
            for code, url_path, place in pages
            if not routing.is_private(place)
        }


class HomePage(HubPage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "core.StandardPage",
        "core.ThemesPage",
        "activities.ActivityLibraryPage",
        "planner.AgendaIndexPage",
        "stories.StoryIndexPage",
        "resources.ResourceIndexPage",
        "calls.CallIndexPage",
        "gatherings.GatheringIndexPage",
        "handbook.HandbookPage",
    ]

    headline = models.CharField(_("headline"), max_length=120)
    introduction = models.TextField(_("introduction"), help_text=_("What a jam session is, in two or three sentences."))
    doors = StreamField(
        [("door", DoorBlock())],
        verbose_name=_("doors"),
        blank=True,
        max_num=8,
        help_text=_("One for each kind of visitor. Six fit on the first screen of a phone."),
    )
    steps = StreamField([("step", StepBlock())], verbose_name=_("how it works"), blank=True)
    promise = models.TextField(_("our promise to readers"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("doors"),
        FieldPanel("steps"),
        FieldPanel("promise"),
    ]
    # Named one by one: home pages stand side by side, so that they, alone of all, cannot have the same slug.
    translatable_fields = [
        TranslatableField(name)
        for name in (
            "title",
            "seo_title",
            "search_description",
            "headline",
            "introduction",
            "doors",
            "steps",
            "promise",
        )
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        response.fresh_until = response.context_data["happening_until"]
        return response

    def get_context(self, request, *args, **kwargs):
        lines, until = happening.now_on(languages.current(), timezone.now())
        return {**super().get_context(request, *args, **kwargs), "happening": lines, "happening_until": until}

    def open_doors(self) -> list[dict]:
        """The doors that lead somewhere, each with its address in the reader's language. At most two queries."""
        return doors_in(self.doors, languages.current())


class StandardPage(HubPage):
    parent_page_types = ["core.HomePage", "core.StandardPage"]
    subpage_types = ["core.StandardPage"]

    summary = models.TextField(_("summary"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def search_document(self):
        return {
            "kind": "page",
            "state": self.translation_state,
            "summary": self.summary,
            "body": "\n".join(str(text) for text in self.body.stream_block.get_searchable_content(self.body)),
        }


class ThemesPage(HubPage):
    """The way to all cycles and themes, which have pages of their own below it."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["themes.CyclePage", "themes.ThemePage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("themes page")
        verbose_name_plural = _("themes pages")

    def search_document(self):
        return {"kind": "page", "state": self.translation_state, "summary": self.introduction}
