"""Cohorts of hosts: those who were supported in the same year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from hub.core.fields import CountryField


class Cohort(ClusterableModel):
    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )

    panels = [FieldPanel("year"), InlinePanel("hosts", label=_("Host"), heading=_("Hosts"))]

    class Meta:
        verbose_name = _("cohort of hosts")
        verbose_name_plural = _("cohorts of hosts")
        ordering = ["-year"]

    def __str__(self):
        return str(self.year)


class CohortHost(Orderable):
    """One host. She is only counted, unless she agrees to be shown."""

    cohort = ParentalKey(Cohort, on_delete=models.CASCADE, related_name="hosts")
    chosen_name = models.CharField(
        _("chosen name"), max_length=80, blank=True, help_text=_("As she wishes it, or none. Never her real name.")
    )
    country = CountryField(_("country"))
    story = models.ForeignKey(
        "stories.StoryPage", verbose_name=_("story"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_shown = models.BooleanField(
        _("shown to readers"), default=False, help_text=_("Only if she agrees. Otherwise she is only counted.")
    )

    panels = [FieldPanel("chosen_name"), FieldPanel("country"), FieldPanel("story"), FieldPanel("is_shown")]

    class Meta(Orderable.Meta):
        verbose_name = _("host of a cohort")
        verbose_name_plural = _("hosts of a cohort")

    def __str__(self):
        return self.chosen_name or self.country or str(self.pk)
