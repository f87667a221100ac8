from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.planner.agendas import AgendaIndexPage, AgendaPage

__all__ = ["AgendaIndexPage", "AgendaPage", "ShortCode", "Toolkit"]


class ShortCode(models.Model):
    """Four letters that name an activity in an address, in all its languages. Given once, and never to another one:
    it stays when the activity goes, so that an old link says that it has gone and does not lead elsewhere."""

    uid = models.CharField(max_length=6, unique=True)
    code = models.CharField(max_length=4, unique=True)

    class Meta:
        verbose_name = _("short code")
        verbose_name_plural = _("short codes")

    def __str__(self):
        return f"{self.code} ({self.uid})"


class Toolkit(models.Model):
    """A toolkit that somebody keeps in her account. The one that she used last is the one that she adds to.

    `items`: pairs of uid and note, in order.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="toolkits")
    name = models.CharField(max_length=60, blank=True)
    items = models.JSONField(default=list)
    used = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("toolkit")
        verbose_name_plural = _("toolkits")
        ordering = ["-used", "-pk"]

    def __str__(self):
        return f"{self.pk}"
