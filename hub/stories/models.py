import functools
import operator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TaskState
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.core.blocks import LinkBlock
from hub.core.enums import Format, GroupSize, Licence
from hub.core.fields import ChoiceListField, CountryField
from hub.core.models import HubPage
from hub.core.spoken import spoken_languages
from hub.stories import enums, rules
from hub.stories.cohorts import Cohort, CohortHost
from hub.stories.editing import StoryPageForm
from hub.stories.items import StoryActivity, StoryPicture, StoryQuote, StoryRecording, StoryTheme
from hub.stories.panels import CONTENT_PANELS, STAFF_PANELS
from hub.stories.permissions import StoryPermissionTester
from hub.stories.submissions import Submission, SubmissionPicture
from hub.tags.models import Tagged

__all__ = [
    "Cohort",
    "CohortHost",
    "StoryActivity",
    "StoryIndexPage",
    "StoryPage",
    "StoryPicture",
    "StoryQuote",
    "StoryRecording",
    "StoryTheme",
    "Submission",
    "SubmissionPicture",
]


class StoryIndexPage(HubPage):
    """All stories, to be narrowed; where and when they happened."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["stories.StoryPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("stories page")
        verbose_name_plural = _("stories pages")

    def permissions_for_user(self, user):
        return StoryPermissionTester(user, self)

    def get_template(self, request, *args, **kwargs):
        return "stories/stories.html"

    def serve(self, request, *args, **kwargs):
        from hub.stories.views import stories

        return stories(request, self)


class StoryPage(Tagged, HubPage):
    """What a group did, told by those who were there. What could harm anybody is told only as far as they agreed."""

    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = []
    base_form_class = StoryPageForm

    # What it was
    summary = models.CharField(_("summary"), max_length=200, help_text=_("Two sentences, as for a friend."))
    session_type = models.CharField(
        _("kind of session"), max_length=10, choices=enums.SessionType.choices, default=enums.SessionType.ONE
    )
    formats = ChoiceListField(_("formats"), choices=Format.choices, blank=True)
    group_size = models.CharField(_("people"), max_length=6, choices=GroupSize.choices, blank=True)
    participants_note = models.CharField(
        _("who took part"), max_length=200, blank=True, help_text=_("In general words, no names.")
    )
    languages_used = ChoiceListField(_("languages used"), choices=spoken_languages(), blank=True)
    # When
    session_date = models.DateField(_("day, or the first one"), null=True, blank=True)
    date_precision = models.CharField(
        _("readers are told"), max_length=8, choices=enums.When.choices, default=enums.When.MONTH
    )
    embargo_until = models.DateField(
        _("not before"), null=True, blank=True, help_text=_("The story stays unseen until this day, in every language.")
    )
    # Where
    place_precision = models.CharField(
        _("readers are told"), max_length=8, choices=enums.Place.choices, default=enums.Place.COUNTRY
    )
    country = CountryField(_("country"))
    region = models.CharField(_("region"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    place = models.CharField(
        _("exact place"), max_length=160, blank=True, help_text=_("Better left empty: what is not stored cannot leak.")
    )
    place_reason = models.CharField(_("why the exact place may be told"), max_length=300, blank=True)
    country_agreed = models.BooleanField(
        _("they agree to the country"),
        default=False,
        help_text=_("A group of five or fewer is shown with its country only if its people agree."),
    )
    # What happened
    why_now = RichTextField(_("why now"), blank=True)
    what_happened = RichTextField(_("what happened"), blank=True)
    what_changed = RichTextField(_("what changed"), blank=True)
    effects = ChoiceListField(_("effects"), choices=enums.Effect.choices, blank=True)
    what_was_hard = RichTextField(_("what was hard"), blank=True)
    what_we_would_change = RichTextField(_("what we would change"), blank=True)
    advice = RichTextField(_("advice"), blank=True)
    # Where it comes from
    links = StreamField([("link", LinkBlock())], verbose_name=_("links"), blank=True)
    credit_names = StreamField(
        [("name", blocks.CharBlock(max_length=120, label=_("Name as wished")))],
        verbose_name=_("told by"),
        blank=True,
    )
    inspiration = models.TextField(_("inspired by"), blank=True)
    licence = models.CharField(_("licence"), max_length=10, choices=Licence.choices, default=Licence.BY_SA)
    # Staff's own
    safety_state = models.CharField(
        _("safety"), max_length=10, choices=enums.Review.choices, default=enums.Review.PENDING
    )
    safety_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked at by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    safety_on = models.DateField(_("looked at on"), null=True, blank=True)
    safety_notes = models.TextField(_("notes on safety"), blank=True, help_text=_("Only staff see them."))
    recheck_on = models.DateField(_("look again on"), null=True, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=10, choices=enums.Visibility.choices, default=enums.Visibility.PUBLIC
    )
    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
    )
    linked_alone = models.BooleanField(
        _("may stand alone at an activity"),
        default=False,
        help_text=_(
            "Activities name the stories that used them from three on. With consent, this one is named anyway."
        ),
    )
    is_example = models.BooleanField(
        _("an example"), default=False, help_text=_("Made up to show how a story looks; readers are told so.")
    )

    content_panels = CONTENT_PANELS
    settings_panels = [*HubPage.settings_panels, *STAFF_PANELS]
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name in ("summary", "what_happened", "what_changed", "what_was_hard", "advice")),
    ]
    search_prefetch = [
        "theme_links__theme__parent",
        "activities_used__activity",
        "quotes__consent",
        "pictures__consent",
        "recordings__consent",
    ]
    # What is the same in all languages, at once when the original is published. Words are translated.
    SHARED_FIELDS = [
        "session_type",
        "formats",
        "group_size",
        "languages_used",
        "session_date",
        "date_precision",
        "embargo_until",
        "place_precision",
        "country",
        "region",
        "city",
        "place",
        "place_reason",
        "country_agreed",
        "effects",
        "licence",
        "safety_state",
        "safety_by",
        "safety_on",
        "safety_notes",
        "recheck_on",
        "visibility",
        "cohort",
        "linked_alone",
        "is_example",
    ]
    override_translatable_fields = [
        *HubPage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SHARED_FIELDS),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's, but on no way past our checks (ValidationError), an embargo or what is for staff alone."""
        from hub.core.services import share_facts
        from hub.stories import services

        story = revision.as_object()
        wrong = rules.problems(story, today=timezone.localdate())
        if wrong:
            raise ValidationError(functools.reduce(operator.iadd, wrong.values(), []))
        services.make_way(story=story, revision=revision)
        revision.refresh_from_db()  # it remembers the page as it was before
        if revision.task_states.filter(status=TaskState.STATUS_APPROVED).exists():
            kwargs["skip_permission_checks"] = True  # the decision stands for the right, which moderators do not have
        result = super().publish(revision, *args, **kwargs)
        share_facts(page=story)
        return result

    def permissions_for_user(self, user):
        return StoryPermissionTester(user, self)

    @cached_property
    def place_told(self) -> dict[str, str]:
        """What readers are told of the place: some of place, city, region, country (its code), the narrowest first."""
        told = enums.NAMED_UP_TO[self.place_precision]
        if self.group_size in enums.SMALL and not self.country_agreed:
            told = ()
        return {name: getattr(self, name) for name in told if getattr(self, name)}

    def get_context(self, request, *args, **kwargs):
        from hub.stories.reading import story_context

        return {**super().get_context(request, *args, **kwargs), **story_context(self)}

    def topic_keys(self):
        from hub.stories.facets import theme_keys

        return theme_keys(self)

    def search_document(self):
        from hub.stories.facets import search_document

        return search_document(self)
