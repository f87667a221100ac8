"""The rows of a story: themes, activities used, pictures, quotes and graphic recordings."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hub.consent.models import Consent
from hub.core.enums import Licence
from hub.core.models import Theme, TranslatedRow, shared_fields
from hub.stories import enums, panels
from hub.stories.blocks import RegionBlock


class Consented(TranslatedRow):
    """A row that nobody sees without a consent."""

    consent = models.ForeignKey(
        Consent, verbose_name=_("consent"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(TranslatedRow.Meta):
        abstract = True


class StoryTheme(TranslatedRow):
    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("theme")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("theme of a story")
        verbose_name_plural = _("themes of a story")


class StoryActivity(TranslatedRow):
    """An activity as the group did it."""

    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="activities_used")
    activity = models.ForeignKey(
        "activities.ActivityPage", verbose_name=_("activity"), on_delete=models.CASCADE, related_name="used_in"
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes it took"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    what_changed = models.TextField(_("what we did differently"), blank=True)

    panels = panels.ACTIVITY_PANELS
    override_translatable_fields = shared_fields("activity", "minutes")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("activity used")
        verbose_name_plural = _("activities used")


class StoryPicture(Consented):
    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    alt = models.CharField(_("what can be seen"), max_length=300, help_text=_("For those who do not see the picture."))
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    faces = models.CharField(_("faces"), max_length=10, choices=enums.Faces.choices, default=enums.Faces.NONE)

    panels = panels.PICTURE_PANELS
    override_translatable_fields = shared_fields("image", "faces", "consent")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("picture of a story")
        verbose_name_plural = _("pictures of a story")

    def __str__(self):
        return Truncator(self.alt).chars(60)


class StoryQuote(Consented):
    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField(_("words"))
    credit = models.CharField(_("credit, as wished"), max_length=120, blank=True)

    panels = panels.QUOTE_PANELS
    override_translatable_fields = shared_fields("consent")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")

    def __str__(self):
        return Truncator(self.text).chars(60)


class StoryRecording(Consented):
    """A meeting drawn while it happened. Its parts are places in the picture, each with words in every language."""

    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="recordings")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(_("title"), max_length=160)
    artist = models.CharField(_("drawn by, as wished"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=10, choices=Licence.choices, default=Licence.BY_SA)
    long_description = models.TextField(
        _("long description"), blank=True, help_text=_("The whole drawing in words. Needed before publishing.")
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("All that is written in it. Needed before publishing.")
    )
    regions = StreamField([("region", RegionBlock())], verbose_name=_("parts"), blank=True)

    panels = panels.RECORDING_PANELS
    override_translatable_fields = shared_fields("image", "artist", "licence", "consent")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("graphic recording")
        verbose_name_plural = _("graphic recordings")

    def __str__(self):
        return Truncator(self.title).chars(60)
