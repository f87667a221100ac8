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


class KeptPlan(models.Model):
    """A session plan that is kept until its day. Its rows are found and opened by links (hub.planner.links); the database
    knows neither the links nor what it holds.

    `sealed`: the plan and what it was before, `serial`: the number of its newest form.
    """

    edit_row = models.CharField(max_length=64, unique=True)
    view_row = models.CharField(max_length=64, unique=True)
    say_row = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    serial = models.PositiveIntegerField(default=1)
    until = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("kept session plan")
        verbose_name_plural = _("kept session plans")

    def __str__(self):
        return f"{self.pk}"


class Voice(models.Model):
    """What somebody who came says of a session: sealed for those who hold its plan, wiped with it. Nothing says who or when."""

    plan = models.ForeignKey(KeptPlan, on_delete=models.CASCADE, related_name="voices")
    opening = models.CharField(max_length=64)  # of the form: sent twice, kept once
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("voice on a session")
        verbose_name_plural = _("voices on sessions")
        constraints = [models.UniqueConstraint(fields=["plan", "opening"], name="voice_once")]

    def __str__(self):
        return f"{self.pk}"
