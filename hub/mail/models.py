from django.conf import settings
from django.db import models
from django.utils import timezone

from hub.mail.enums import LetterState
from hub.mail.querysets import LetterQuerySet


class Letter(models.Model):
    """A letter to a person or an address. Written only by hub.mail.services, which erases both and the text once it is sent."""

    key = models.CharField(max_length=200, unique=True)
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    to_address = models.EmailField(blank=True, help_text="Where it goes, if not to a person's own address.")
    to_holder = models.CharField(
        max_length=120,
        blank=True,
        help_text="Kind and id of whatever knows where it goes, so that no address stands here.",
    )
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    items = models.JSONField(default=dict, help_text="What a gathered letter tells of, for those who write it.")
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    due_at = models.DateTimeField(
        null=True, help_text="When it may be taken up; while it is being sent, taken up again."
    )
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    day = models.DateField(default=timezone.localdate, db_index=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "letter"
        indexes = [models.Index(fields=["state", "due_at"], name="letter_by_turn")]

    def __str__(self):
        return f"{self.key} ({self.state})"
