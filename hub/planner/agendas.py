"""Sample agendas: pages from which people begin a plan of their own."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.core.enums import Format, Licence
from hub.core.models import HubPage, shared_fields
from hub.planner import panels, rules
from hub.planner.blocks import AgendaBlock
from hub.planner.editing import AgendaPageForm
from hub.planner.plans.document import MOST_PEOPLE
from hub.tags.models import Tagged


class AgendaIndexPage(HubPage):
    """All sample agendas."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["planner.AgendaPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("sample agendas page")
        verbose_name_plural = _("sample agendas pages")

    def get_template(self, request, *args, **kwargs):
        return "planner/agendas.html"

    def get_context(self, request, *args, **kwargs):
        from hub.planner.sample_reading import index_context

        return {**super().get_context(request, *args, **kwargs), **index_context()}


class AgendaPage(Tagged, HubPage):
    """A session that others can begin from. It takes the newest version of each activity; what is made of it is its maker's."""

    parent_page_types = ["planner.AgendaIndexPage"]
    subpage_types = []
    base_form_class = AgendaPageForm

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("The same in all languages; used in links and never changed.")
    )
    # What it is for
    summary = models.CharField(_("summary"), max_length=200, help_text=_("One or two sentences, as for a friend."))
    purpose = RichTextField(_("what it is for"), blank=True)
    for_whom = models.TextField(
        _("whom it is for"), blank=True, help_text=_("The group and its situation, and when another agenda is better.")
    )
    format = models.CharField(_("format"), max_length=12, choices=Format.choices, default=Format.IN_PERSON)
    people_min = models.PositiveSmallIntegerField(
        _("people, at least"), default=4, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    people_max = models.PositiveSmallIntegerField(
        _("people, at most"), default=20, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    languages_note = models.CharField(
        _("languages"), max_length=200, blank=True, help_text=_("What it takes where people speak several languages.")
    )
    # How it goes
    items = StreamField(AgendaBlock(), verbose_name=_("lines"), blank=True)
    why_order = RichTextField(_("why it is in this order"), blank=True)
    # Where it comes from
    inspiration = models.TextField(_("inspired by"), blank=True)
    source_url = models.URLField(_("source"), blank=True)
    licence = models.CharField(_("licence"), max_length=10, choices=Licence.choices, default=Licence.BY_SA)

    content_panels = panels.AGENDA_PANELS
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in ("summary", "purpose", "for_whom", "items", "why_order")),
    ]
    SHARED_FIELDS = ["key", "format", "people_min", "people_max", "source_url", "licence"]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields(*SHARED_FIELDS)]

    class Meta:
        verbose_name = _("sample agenda")
        verbose_name_plural = _("sample agendas")

    def get_template(self, request, *args, **kwargs):
        return "planner/agenda.html"

    def get_context(self, request, *args, **kwargs):
        from hub.planner.sample_reading import agenda_context

        return {**super().get_context(request, *args, **kwargs), **agenda_context(self)}

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's, but on no way past our rules: raises ValidationError where an agenda is not ready."""
        wrong = rules.problems(revision.as_object())
        if wrong:
            raise ValidationError(wrong)
        return super().publish(revision, *args, **kwargs)

    def search_document(self):
        from hub.planner.sample_reading import search_document

        return search_document(self)
