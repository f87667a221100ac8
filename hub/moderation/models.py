from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import AbstractGroupApprovalTask, Revision, TranslatableMixin

from hub.core.models import User
from hub.moderation.enums import ReplyKind, Verdict
from hub.stories.models import StoryPage


def last_editor(page) -> User | None:
    """Who wrote the latest version that a person wrote as her own; hosts without an account are nobody."""
    written = Revision.objects.for_instance(page).exclude(user=None)
    latest = written.order_by("-created_at", "-pk").select_related("user").first()
    return latest.user if latest else None


class StoryApprovalTask(AbstractGroupApprovalTask):
    """Somebody of the groups approves, on the moderation screen alone; never who wrote the latest version."""

    def get_actions(self, obj, user):
        return []

    def may_decide(self, user) -> bool:
        return user.is_superuser or self._user_in_groups(user)

    def on_action(self, task_state, user, action_name, **kwargs):
        page = task_state.workflow_state.content_object
        if not self.may_decide(user) or (action_name == "approve" and last_editor(page) == user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("One of these groups looks at a story's safety and approves it; never who wrote the latest version")

    class Meta:
        verbose_name = _("Approval of a story")
        verbose_name_plural = _("Approvals of stories")


class SafetyCheck(models.Model):
    """What moderators have answered to each aspect of a story's safety: aspect → answer and note."""

    story = models.OneToOneField(StoryPage, on_delete=models.CASCADE, related_name="safety_check")
    answers = models.JSONField(_("answers"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("safety check")
        verbose_name_plural = _("safety checks")
        default_permissions = ()

    def __str__(self):
        return str(self.story_id)


class Decision(models.Model):
    story = models.ForeignKey(StoryPage, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.get_verdict_display()


class TakenBack(models.Model):
    """The host from whose report a story came has taken everything back: moderators take the story away."""

    story = models.OneToOneField(StoryPage, on_delete=models.CASCADE, related_name="taken_back")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("story taken back")
        verbose_name_plural = _("stories taken back")
        default_permissions = ()

    def __str__(self):
        return str(self.story_id)


class Reply(TranslatableMixin, models.Model):
    """Words to a host that are used again and again, one for each language."""

    kind = models.CharField(_("for"), max_length=10, choices=ReplyKind.choices)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("words to the host"))

    panels = [FieldPanel("kind"), FieldPanel("title"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("reply to hosts")
        verbose_name_plural = _("replies to hosts")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title
