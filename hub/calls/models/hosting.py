"""What follows a yes: the session, its checklist, and the report."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.calls.enums import MayBecomeStory, ReportState
from hub.calls.models.applications import Application
from hub.core.sealed.fields import SealedField


class Hosting(models.Model):
    """A session that somebody was chosen to host. `done`: the keys of what is ticked off her list."""

    wagtail_reference_index_ignore = True

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="hosting")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="hostings"
    )
    session_on = models.DateField(_("day of the session"), null=True, blank=True)
    done = models.JSONField(_("done"), default=list, blank=True)

    def __str__(self):
        return self.application.reference


class Report(models.Model):
    """How it went, by question's key. `asked`: what staff want to know further."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hosting = models.OneToOneField(Hosting, on_delete=models.CASCADE, related_name="report")
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState.choices, default=ReportState.DUE, db_index=True
    )
    answers = SealedField(_("answers"), default=dict)
    asked = SealedField(_("asked for more"), default=str)
    due_on = models.DateField(_("due"), null=True, blank=True)
    may_become_story = models.CharField(
        _("may become a story"), max_length=10, choices=MayBecomeStory.choices, default=MayBecomeStory.NO
    )
    story = models.ForeignKey("stories.StoryPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report of a session")
        verbose_name_plural = _("reports of sessions")
        ordering = ["due_on", "begun_at", "pk"]

    def __str__(self):
        return str(self.hosting)
