import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.calls.models.applications import Application
from hub.core.sealed.fields import SealedField


class Review(models.Model):
    """One reviewer's reading of one application, from the moment it is given to her. `scores`: criterion's key → 1 to 5."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        ASKED = "asked", _("To be read")
        DONE = "done", _("Read")
        ABSTAINED = "abstained", _("Abstained")
        CONFLICT = "conflict", _("Too close to it")

    COUNTED = (State.ASKED, State.DONE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    scores = models.JSONField(_("scores"), default=dict, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True, help_text="Weighted mean, 1 to 5.")
    note = SealedField(_("note"), default=str)
    given_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "reviewer"], name="one_review_each")]

    def __str__(self):
        return f"{self.state} ({self.pk})"
