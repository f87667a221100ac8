import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.calls import enums, panels, rules, staging
from hub.calls.editing import CallPageForm
from hub.core import zones
from hub.core.fields import ChoiceListField
from hub.core.models import HubPage, TranslatedRow, shared_fields
from hub.core.spoken import spoken_languages


class CallIndexPage(HubPage):
    """All calls: what can be applied for now first."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["calls.CallPage", "calls.CohortPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("calls page")
        verbose_name_plural = _("calls pages")

    def serve(self, request, *args, **kwargs):
        from hub.calls.views import calls

        return calls(request, self)


class CallPage(HubPage):
    """An open call: who is wished for, what is offered, who decides, and what is kept until when."""

    parent_page_types = ["calls.CallIndexPage"]
    subpage_types = []
    base_form_class = CallPageForm

    kind = models.CharField(_("looks for"), max_length=12, choices=enums.CallKind.choices, default=enums.CallKind.HOST)
    summary = models.CharField(_("summary"), max_length=200, help_text=_("Two sentences, as for a friend."))
    intro = RichTextField(_("introduction"), blank=True)
    for_whom = RichTextField(_("for whom"), blank=True)
    not_for_whom = RichTextField(_("not for whom"), blank=True)
    time_asked = models.CharField(_("time it asks"), max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1, validators=[MinValueValidator(1)])
    # Support
    support = ChoiceListField(_("support offered"), choices=enums.Support.choices, blank=True)
    stipend_least = models.PositiveIntegerField(_("stipend from"), null=True, blank=True)
    stipend_most = models.PositiveIntegerField(_("stipend up to"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("Three letters, such as EUR."))
    support_note = RichTextField(_("about the support"), blank=True)
    # When
    zone = models.CharField(_("time zone of the call"), max_length=60, default="UTC", validators=[zones.validate_zone])
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("In the time zone of the call."))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, help_text=_("In the time zone of the call."))
    reading_from = models.DateField(
        _("reading begins"), null=True, blank=True, help_text=_("Left empty: as soon as the call has closed.")
    )
    decision_by = models.DateField(_("decision by"), null=True, blank=True)
    # How it is decided, and what is kept
    who_decides = RichTextField(_("who decides"), blank=True)
    is_blind = models.BooleanField(
        _("read blind"), default=True, help_text=_("Reviewers see no answer that tells who it is.")
    )
    reviews_wanted = models.PositiveSmallIntegerField(
        _("readings of each"), default=2, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    data_kept_until = models.DateField(_("answers are kept until"), null=True, blank=True)
    afterwards = models.CharField(
        _("and then"), max_length=10, choices=enums.Afterwards.choices, default=enums.Afterwards.ANONYMISE
    )
    languages_accepted = ChoiceListField(_("answers may be in"), choices=spoken_languages(), blank=True)
    contact = models.CharField(_("for questions"), max_length=200, blank=True)
    report_days = models.PositiveSmallIntegerField(
        _("report due, days after the session"), default=14, validators=[MaxValueValidator(366)]
    )
    # Afterwards
    results_note = RichTextField(_("what came of it"), blank=True)
    cohort = models.ForeignKey(
        "stories.Cohort",
        verbose_name=_("cohort"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="calls",
    )
    next_call = models.ForeignKey(
        "self", verbose_name=_("next call"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(
        _("an example"), default=False, help_text=_("Made up to show how a call looks; readers are told so.")
    )

    content_panels = panels.CALL_PANELS
    settings_panels = HubPage.settings_panels
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in ("summary", "intro", "for_whom", "not_for_whom")),
    ]
    SHARED_FIELDS = [
        "kind",
        "places",
        "support",
        "stipend_least",
        "stipend_most",
        "currency",
        "zone",
        "opens_at",
        "closes_at",
        "reading_from",
        "decision_by",
        "is_blind",
        "reviews_wanted",
        "data_kept_until",
        "afterwards",
        "languages_accepted",
        "contact",
        "report_days",
        "cohort",
        "next_call",
        "is_example",
    ]
    override_translatable_fields = [
        *HubPage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SHARED_FIELDS),
    ]

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    @property
    def preview_modes(self):
        """As it stands now, and as it will look at each stage."""
        stages = (enums.Stage.SCHEDULED, enums.Stage.OPEN, enums.Stage.DECIDING, enums.Stage.DONE)
        return [("", _("As it stands now")), *((stage.value, stage.label) for stage in stages)]

    def serve_preview(self, request, mode_name):
        self.live = True  # in the memory of this preview alone: as it will be when it is published
        request.stage_shown = mode_name
        return self.serve(request)

    def serve(self, request, *args, **kwargs):
        from hub.calls.views import call

        return call(request, self)

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's, but on no way past our rules (ValidationError); what is the same in all languages is so at once."""
        from hub.calls.services import lifted, share

        page = revision.as_object()
        wrong = rules.problems(page) | lifted(page)
        if wrong:
            raise ValidationError(wrong)
        result = super().publish(revision, *args, **kwargs)
        share(page=page)
        return result

    def search_document(self):
        from hub.calls.facets import search_document

        return search_document(self)

    def get_form_fields(self):
        """As Wagtail's form pages have it."""
        return self.form_fields.all()

    def stage_at(self, now: dt.datetime, *, is_released: bool) -> enums.Stage:
        """`is_released`: whether applicants have been told (`Round.released_at`)."""
        return staging.stage(self, now=now, is_released=is_released)

    def is_open_at(self, now: dt.datetime | None = None) -> bool:
        return staging.is_open(self, now=now or timezone.now())


class Criterion(TranslatedRow):
    """What reviewers look at. Scores are kept by its translation key."""

    page = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=120)
    explanation = models.CharField(_("what it means"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    panels = [FieldPanel("title"), FieldPanel("explanation"), FieldPanel("weight")]
    override_translatable_fields = shared_fields("weight")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self):
        return self.title

    @property
    def key(self) -> str:
        return str(self.translation_key)


class CohortPage(HubPage):
    """The announcement of who was chosen: with consent, or only how many."""

    parent_page_types = ["calls.CallIndexPage"]
    subpage_types = []

    summary = models.CharField(_("summary"), max_length=200, blank=True)
    body = RichTextField(_("announcement"), blank=True)
    cohort = models.ForeignKey(
        "stories.Cohort", verbose_name=_("cohort"), null=True, on_delete=models.SET_NULL, related_name="announcements"
    )
    call = models.ForeignKey(
        CallPage, verbose_name=_("call"), null=True, blank=True, on_delete=models.SET_NULL, related_name="announcements"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("cohort"),
        FieldPanel("call"),
    ]
    SHARED_FIELDS = ["cohort", "call"]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields(*SHARED_FIELDS)]

    class Meta:
        verbose_name = _("announcement of a cohort")
        verbose_name_plural = _("announcements of cohorts")

    def publish(self, revision, *args, **kwargs):
        from hub.calls.services import share

        result = super().publish(revision, *args, **kwargs)
        share(page=revision.as_object())
        return result

    def get_context(self, request, *args, **kwargs):
        from hub.calls.reading import cohort_context

        return {**super().get_context(request, *args, **kwargs), **cohort_context(self)}

    def search_document(self):
        from hub.calls.facets import search_document

        return search_document(self)
