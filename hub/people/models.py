from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.people.enums import InvitationState
from hub.people.querysets import InvitationQuerySet


class Invitation(models.Model):
    """Lets one person make one account. The link is shown once; here is only its hash. Written by hub.people.invitations."""

    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=12)
    groups = models.ManyToManyField(Group, verbose_name=_("roles"), blank=True, related_name="+")
    languages = models.JSONField(_("translates into"), default=list, blank=True)
    address = models.EmailField(_("e-mail address"), blank=True, help_text="Erased once the invitation is over.")
    note = models.CharField(_("note for staff"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d} ({self.pk})"

    @property
    def state(self) -> InvitationState:
        if self.used_at:
            return InvitationState.USED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        is_over = self.expires_at <= timezone.now()
        return InvitationState.EXPIRED if is_over else InvitationState.WAITING
