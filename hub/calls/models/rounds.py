import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """What happens with a call beside its page: one for all its languages. Its key is the page's translation key."""

    wagtail_reference_index_ignore = True

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("call"), max_length=255, blank=True, help_text="As the original is called.")
    released_at = models.DateTimeField(_("decisions told"), null=True, blank=True)
    reviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")

    class Meta:
        verbose_name = _("applications of a call")
        verbose_name_plural = _("applications of calls")

    def __str__(self):
        return self.title


class LateCode(models.Model):
    """Lets somebody whom staff gave it send after the call has closed."""

    wagtail_reference_index_ignore = True

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="late_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(_("good until"))
    uses_left = models.PositiveSmallIntegerField(_("uses left"), default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.until:%Y-%m-%d} ({self.uses_left})"
