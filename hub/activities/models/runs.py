from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.activities import enums
from hub.core.enums import GroupSize


class Run(models.Model):
    """That a group did an activity, and how it was. Nothing of who says so; the month, not the day.

    `opening`: which opening of the form it came from, so that two clicks leave one.
    """

    opening = models.CharField(max_length=32, unique=True, editable=False)
    uid = models.CharField(_("activity"), max_length=6, db_index=True)
    language = models.CharField(_("language"), max_length=12)
    month = models.DateField(_("month"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=16, choices=enums.Format.choices)
    group_size = models.CharField(_("people"), max_length=8, choices=GroupSize.choices)
    worked = models.CharField(_("did it work?"), max_length=8, choices=enums.Worked.choices)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    changed = models.TextField(_("what they changed"), blank=True, max_length=500)
    day = models.DateField(_("day"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=enums.RunState.choices, default=enums.RunState.NEW)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("run of an activity")
        verbose_name_plural = _("runs of activities")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "uid"], name="run_by_state")]

    def __str__(self):
        return f"{self.uid} ({self.state})"
