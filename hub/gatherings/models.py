from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.core.blocks import QuotesBlock
from hub.core.enums import Format, Licence
from hub.core.fields import ChoiceListField, CountryField
from hub.core.models import HubPage, Theme, TranslatedRow, shared_fields
from hub.core.services import share_facts
from hub.core.spoken import spoken_languages
from hub.gatherings import enums, panels, rules
from hub.gatherings.blocks import DateBlock, OrganiserBlock, OutcomeBlock, TopicBlock
from hub.gatherings.editing import EditionPageForm
from hub.gatherings.spans import Span, spans_of
from hub.tags.models import Tagged


class GatheringIndexPage(HubPage):
    """All gatherings: what comes next first, then what came out of the past ones."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["gatherings.SeriesPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("gatherings page")
        verbose_name_plural = _("gatherings pages")

    def serve(self, request, *args, **kwargs):
        from hub.gatherings.views import gatherings

        return gatherings(request, self)


class Gathered(Tagged, HubPage):
    """What a series and an edition have alike."""

    summary = models.CharField(_("summary"), max_length=200, help_text=_("Two sentences, as for a friend."))
    inspiration = models.TextField(
        _("inspired by"), blank=True, help_text=_("Whose text or work this follows, and who wrote the words.")
    )
    source_url = models.URLField(_("source"), blank=True)
    licence = models.CharField(
        _("licence"), max_length=10, choices=Licence.choices, default=Licence.BY_SA, help_text=_("Of these words.")
    )

    search_prefetch = ["theme_links__theme__parent"]

    class Meta:
        abstract = True

    def topic_keys(self):
        from hub.gatherings.facets import theme_keys

        return theme_keys(self)

    def search_document(self):
        from hub.gatherings.facets import search_document

        return search_document(self)

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's; what is the same in all languages is so at once."""
        result = super().publish(revision, *args, **kwargs)
        share_facts(page=revision.as_object())
        return result


class SeriesPage(Gathered):
    """What stays the same from one edition to the next: why they are held, and by whom."""

    parent_page_types = ["gatherings.GatheringIndexPage"]
    subpage_types = ["gatherings.EditionPage"]

    why = RichTextField(_("why it is held"), blank=True)
    organisers = StreamField([("organiser", OrganiserBlock())], verbose_name=_("organised by"), blank=True)

    content_panels = panels.SERIES_PANELS
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("why")]
    SHARED_FIELDS = ["source_url", "licence"]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields(*SHARED_FIELDS)]

    class Meta:
        verbose_name = _("series of gatherings")
        verbose_name_plural = _("series of gatherings")

    def serve(self, request, *args, **kwargs):
        from hub.gatherings.views import series

        return series(request, self)


class EditionPage(Gathered):
    """One gathering of a series, on one or several dates."""

    parent_page_types = ["gatherings.SeriesPage"]
    subpage_types = []
    base_form_class = EditionPageForm

    label = models.CharField(_("edition"), max_length=20, blank=True, help_text=_("For example 2.0 or 2027."))
    state = models.CharField(_("state"), max_length=10, choices=enums.State.choices, default=enums.State.ANNOUNCED)
    for_whom = models.TextField(_("whom it is for"), blank=True)
    topics = StreamField([("topic", TopicBlock())], verbose_name=_("topics"), blank=True)
    dates = StreamField(
        [("date", DateBlock())],
        verbose_name=_("dates"),
        blank=True,
        help_text=_("Leave empty as long as none is known."),
    )
    # Where
    format = models.CharField(
        _("format"), max_length=12, choices=Format.choices, blank=True, help_text=_("Left empty: it is not known.")
    )
    place_precision = models.CharField(
        _("readers are told"),
        max_length=8,
        choices=enums.Place.choices,
        default=enums.Place.JOIN,
        help_text=_("Tell no more than the organisers wish. What is not told here stands in no calendar either."),
    )
    country = CountryField(_("country"))
    region = models.CharField(_("region"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    place = models.CharField(
        _("exact place"), max_length=160, blank=True, help_text=_("Better left empty: what is not stored cannot leak.")
    )
    # Languages and access
    languages_spoken = ChoiceListField(_("languages spoken"), choices=spoken_languages(), blank=True)
    languages_interpreted = ChoiceListField(_("languages by interpretation"), choices=spoken_languages(), blank=True)
    sign_languages = models.CharField(
        _("sign languages"), max_length=200, blank=True, help_text=_("Which ones, and when they are there.")
    )
    access_note = models.TextField(_("access"), blank=True, help_text=_("Steps, captions, breaks, children, costs."))
    # How one joins
    join_way = models.CharField(_("how one joins"), max_length=8, choices=enums.Join.choices, blank=True)
    join_link = models.URLField(_("link"), blank=True)
    join_contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A way that is no person's own.")
    )
    join_note = models.CharField(_("what to know before"), max_length=300, blank=True)
    join_hidden_after = models.BooleanField(_("hide it once it is over"), default=True)
    # What came of it
    outcome = RichTextField(_("what came of it"), blank=True)
    outcome_pages = StreamField([("page", OutcomeBlock())], verbose_name=_("pages that came of it"), blank=True)
    quotes = StreamField(
        QuotesBlock(),
        verbose_name=_("quotes"),
        blank=True,
        help_text=_("Only words whose speakers agree to stand here."),
    )
    agenda = models.ForeignKey(
        "planner.AgendaPage",
        verbose_name=_("agenda to begin from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("People who wish to hold such a gathering begin their plan from it."),
    )

    content_panels = panels.EDITION_PANELS
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in ("summary", "for_whom", "topics", "outcome")),
    ]
    SHARED_FIELDS = [
        *SeriesPage.SHARED_FIELDS,
        "label",
        "state",
        "dates",
        "format",
        "place_precision",
        "country",
        "region",
        "city",
        "place",
        "languages_spoken",
        "languages_interpreted",
        "join_way",
        "join_link",
        "join_contact",
        "join_hidden_after",
        "outcome_pages",
        "agenda",
    ]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields(*SHARED_FIELDS)]

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")

    @property
    def series_slug(self) -> str:
        return self.url_path.rstrip("/").split("/")[-2]

    @property
    def spans(self) -> list[Span]:
        return spans_of(self.dates)

    @property
    def place_told(self) -> dict[str, str]:
        """What readers are told of the place: some of place, city, region, country (its code), the narrowest first."""
        return {name: getattr(self, name) for name in enums.NAMED_UP_TO[self.place_precision] if getattr(self, name)}

    def serve(self, request, *args, **kwargs):
        from hub.gatherings.views import edition

        return edition(request, self)

    def publish(self, revision, *args, **kwargs):
        """Raises ValidationError where an edition is not ready."""
        wrong = rules.problems(revision.as_object())
        if wrong:
            raise ValidationError(wrong)
        return super().publish(revision, *args, **kwargs)


class SeriesTheme(TranslatedRow):
    page = ParentalKey(SeriesPage, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("theme")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("theme of a series")
        verbose_name_plural = _("themes of a series")


class EditionTheme(TranslatedRow):
    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("theme")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("theme of a gathering")
        verbose_name_plural = _("themes of a gathering")
