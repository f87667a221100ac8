import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.activities import enums, rules
from hub.activities.blocks import (
    ActivityStepBlock,
    ChangeBlock,
    FormatNoteBlock,
    HandoutBlock,
    MaterialBlock,
    VariationBlock,
)
from hub.activities.editing import ActivityPageForm
from hub.activities.panels import CONTENT_PANELS, STAFF_PANELS
from hub.core.fields import ChoiceListField
from hub.core.models import HubPage, Theme
from hub.tags.models import Tagged

UID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
UID_PATTERN = r"^[a-z2-9]{6}$"


def new_uid() -> str:
    """Six characters that cannot be mistaken for one another when read aloud."""
    return "".join(secrets.choice(UID_ALPHABET) for _position in range(6))


class ActivityLibraryPage(HubPage):
    """The library: all activities, to be narrowed by what one needs."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["activities.ActivityPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("activity library")
        verbose_name_plural = _("activity libraries")

    def get_template(self, request, *args, **kwargs):
        return "activities/library.html"

    def serve(self, request, *args, **kwargs):
        from hub.activities.views.library import library

        return library(request, self)


class ActivityPage(Tagged, HubPage):
    parent_page_types = ["activities.ActivityLibraryPage"]
    subpage_types = []
    base_form_class = ActivityPageForm

    uid = models.CharField(
        _("uid"),
        max_length=6,
        default=new_uid,
        db_index=True,
        validators=[RegexValidator(UID_PATTERN)],
        help_text=_("The same in all languages; printed, and used in links."),
    )
    # What it is
    also_known_as = models.TextField(
        _("also known as"), blank=True, help_text=_("Other names, one a line. The search finds them too.")
    )
    summary = models.CharField(_("summary"), max_length=160, help_text=_("What people do and what it brings."))
    use_when = models.CharField(
        _("use it when"), max_length=300, blank=True, help_text=_("The situation, from the host's side.")
    )
    primary_type = models.CharField(_("main type"), max_length=20, choices=enums.ActivityType.choices)
    other_types = ChoiceListField(
        _("other types"), choices=enums.ActivityType.choices, max_choices=2, blank=True, help_text=_("At most two.")
    )
    phases = ChoiceListField(_("phases of a session"), choices=enums.Phase.choices, blank=True)
    purpose = RichTextField(_("purpose"), blank=True)
    # Time and people
    duration_min = models.PositiveSmallIntegerField(
        _("minutes, at least"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    duration_max = models.PositiveSmallIntegerField(
        _("minutes, at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    duration_rule = models.CharField(
        _("how the time grows"),
        max_length=16,
        choices=enums.DurationRule.choices,
        default=enums.DurationRule.FIXED,
    )
    minutes_per_person = models.PositiveSmallIntegerField(_("minutes for each"), null=True, blank=True)
    prep_minutes = models.PositiveSmallIntegerField(_("minutes to prepare"), default=0)
    group_min = models.PositiveSmallIntegerField(
        _("people, at least"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    group_max = models.PositiveSmallIntegerField(
        _("people, at most"), null=True, blank=True, help_text=_("Empty: no limit."), validators=[MinValueValidator(1)]
    )
    grouping = ChoiceListField(_("grouping"), choices=enums.Grouping.choices, blank=True)
    min_hosts = models.PositiveSmallIntegerField(_("hosts needed"), default=1)
    # How it feels
    energy = models.CharField(_("energy"), max_length=10, choices=enums.Energy.choices, default=enums.Energy.CALM)
    emotional_depth = models.PositiveSmallIntegerField(
        _("emotional depth"),
        choices=enums.Depth.choices,
        default=enums.Depth.LIGHT,
        help_text=_("From “deep” on, a way out and care afterwards must be described."),
    )
    trust_needed = models.PositiveSmallIntegerField(
        _("trust needed"), choices=enums.Trust.choices, default=enums.Trust.STRANGERS
    )
    host_level = models.CharField(
        _("experience of the host"), max_length=12, choices=enums.Level.choices, default=enums.Level.FIRST_TIME
    )
    participant_level = models.CharField(
        _("experience of the people"), max_length=12, choices=enums.Level.choices, default=enums.Level.FIRST_TIME
    )
    # What it takes
    formats = ChoiceListField(_("formats"), choices=enums.Format.choices, blank=True)
    format_notes = StreamField([("note", FormatNoteBlock())], verbose_name=_("notes on formats"), blank=True)
    needs = ChoiceListField(_("needs"), choices=enums.Need.choices, blank=True)
    space = ChoiceListField(_("space"), choices=enums.Space.choices, blank=True)
    materials = StreamField([("material", MaterialBlock())], verbose_name=_("materials"), blank=True)
    preparation = RichTextField(_("preparation"), blank=True)
    # Who can take part
    reading_load = models.CharField(
        _("reading and writing"),
        max_length=10,
        choices=enums.ReadingLoad.choices,
        default=enums.ReadingLoad.SOME,
    )
    language_load = models.CharField(
        _("shared language"), max_length=12, choices=enums.LanguageLoad.choices, default=enums.LanguageLoad.ONE
    )
    access = ChoiceListField(_("access"), choices=enums.Access.choices, blank=True)
    access_note = models.TextField(_("note on access"), blank=True)
    # Safety and care
    risk_flags = ChoiceListField(_("risks"), choices=enums.Risk.choices, blank=True)
    traces = models.CharField(_("traces"), max_length=20, choices=enums.Traces.choices, default=enums.Traces.NOTHING)
    content_warning = models.TextField(_("content warning"), blank=True)
    opt_out = models.TextField(_("how to step out"), blank=True)
    care_after = models.TextField(_("care afterwards"), blank=True)
    do_not_run_if = models.TextField(_("do not run it if"), blank=True)
    support_person = models.BooleanField(_("needs a support person"), default=False)
    # How it goes
    steps = StreamField([("step", ActivityStepBlock())], verbose_name=_("steps"), blank=True)
    debrief = RichTextField(_("debrief"), blank=True)
    tips = RichTextField(_("tips"), blank=True)
    variations = StreamField([("variation", VariationBlock())], verbose_name=_("variations"), blank=True)
    follow_up = RichTextField(_("follow-up"), blank=True)
    handouts = StreamField([("handout", HandoutBlock())], verbose_name=_("handouts"), blank=True)
    # Where it comes from
    origin = models.TextField(_("origin"), blank=True)
    tradition_note = models.TextField(_("note on the tradition"), blank=True)
    inspiration = models.TextField(_("inspired by"), blank=True)
    creators = StreamField(
        [("creator", blocks.CharBlock(max_length=120, label=_("Name as wished")))],
        verbose_name=_("creators"),
        blank=True,
    )
    source_url = models.URLField(_("source"), blank=True)
    adapted_from = models.ForeignKey(
        "self", verbose_name=_("adapted from"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    licence = models.CharField(_("licence"), max_length=10, choices=enums.Licence.choices, default=enums.Licence.BY_SA)
    permission = models.CharField(
        _("permission"), max_length=10, choices=enums.Permission.choices, default=enums.Permission.NONE
    )
    permission_file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("written permission"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cultural_protocol = models.CharField(
        _("cultural protocol"),
        max_length=12,
        choices=enums.CulturalProtocol.choices,
        default=enums.CulturalProtocol.FREE,
    )
    # How far it is
    maturity = models.CharField(
        _("how well tried"), max_length=10, choices=enums.Maturity.choices, default=enums.Maturity.DRAFT
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    changelog = StreamField([("change", ChangeBlock())], verbose_name=_("what changed"), blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    recommended = models.BooleanField(_("recommended by staff"), default=False)

    content_panels = CONTENT_PANELS
    settings_panels = [*HubPage.settings_panels, *STAFF_PANELS]
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in ("summary", "also_known_as", "use_when", "purpose", "steps", "debrief")),
        *(index.SearchField(name) for name in ("tips", "variations", "preparation", "materials", "access_note")),
    ]
    search_prefetch = ["theme_links__theme__parent"]
    # What is the same in all languages. Words that wagtail-localize translates by itself are not named here.
    SHARED_FIELDS = [
        "uid",
        "primary_type",
        "other_types",
        "phases",
        "duration_min",
        "duration_max",
        "duration_rule",
        "minutes_per_person",
        "prep_minutes",
        "group_min",
        "group_max",
        "grouping",
        "min_hosts",
        "energy",
        "emotional_depth",
        "trust_needed",
        "host_level",
        "participant_level",
        "formats",
        "needs",
        "space",
        "reading_load",
        "language_load",
        "access",
        "risk_flags",
        "traces",
        "support_person",
        "source_url",
        "adapted_from",
        "licence",
        "permission",
        "permission_file",
        "cultural_protocol",
        "maturity",
        "version",
        "next_review",
        "recommended",
    ]
    override_translatable_fields = [
        *HubPage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SHARED_FIELDS),
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's, but on no way past our content checks: raises ValidationError where an activity is not ready."""
        wrong = rules.problems(revision.as_object())
        if wrong:
            raise ValidationError(wrong)
        return super().publish(revision, *args, **kwargs)

    @cached_property
    def themes_carried(self) -> list:
        return list(self.theme_links.select_related("theme__parent"))

    def get_context(self, request, *args, **kwargs):
        from hub.activities.reading import activity_context

        return {**super().get_context(request, *args, **kwargs), **activity_context(self)}

    def topic_keys(self):
        from hub.activities.facets import theme_keys

        return theme_keys(self.theme_links.all())

    def search_document(self):
        from hub.activities.facets import search_document

        return search_document(self)


class ActivityTheme(TranslatableMixin, Orderable):
    page = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("theme")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("theme of an activity")
        verbose_name_plural = _("themes of an activity")


class ActivityLink(Orderable):
    """Staff's own order of what goes before, after, with or instead of an activity."""

    page = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=enums.LinkKind.choices, default=enums.LinkKind.RELATED)
    target = models.ForeignKey(ActivityPage, verbose_name=_("activity"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("kind"), PageChooserPanel("target", "activities.ActivityPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("link between activities")
        verbose_name_plural = _("links between activities")
