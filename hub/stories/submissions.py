"""What a host has told us so far, before and after it became a story. Nothing of where she wrote from is kept."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.stories.enums import EDITABLE, SubmissionState


class Submission(models.Model):
    """A story on its way, held by whoever knows its code. `answers` are kept as they were typed, right or wrong:
    step → field → text or list of texts."""

    opening = models.CharField(_("opening of the form"), max_length=64, unique=True, editable=False)
    code_hash = models.CharField(_("code, made unreadable"), max_length=64, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState.choices, default=SubmissionState.BEGUN, db_index=True
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    sent = models.JSONField(_("as it was sent last"), default=dict, blank=True)
    same = models.CharField(_("mark of its words"), max_length=64, blank=True, db_index=True, editable=False)
    remarks = models.JSONField(_("changes asked"), default=dict, blank=True)
    reply = models.TextField(_("reply to the host"), blank=True)
    story = models.ForeignKey(
        "stories.StoryPage",
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    asked_at = models.DateTimeField(_("changes asked on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    withdrawal_asked_at = models.DateTimeField(_("withdrawal asked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        """What a host may name when she writes to us. It opens nothing."""
        return self.opening[:8].upper()

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    def answers_of(self, step: str) -> dict:
        return self.answers.get(step, {})


class SubmissionPicture(models.Model):
    """A picture of a submission, already without its metadata. `answers`: what is said of it, and who agreed to what."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture of a submission")
        verbose_name_plural = _("pictures of submissions")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.answers.get("alt", "") or str(self.pk)
