from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.resources.link_querysets import LinkQuerySet
from hub.resources.link_states import FAILING, LinkState, Reason

LONGEST = 2000  # ASCII letters; PostgreSQL can index no more than some 2,700 bytes


class Link(models.Model):
    """One address outside of the hub that pages point to, in its normal form. Written by hub.resources.health.services."""

    address = models.CharField(_("address"), max_length=LONGEST, unique=True)
    state = models.CharField(_("state"), max_length=20, choices=LinkState, default=LinkState.UNKNOWN, db_index=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True, default=Reason.NONE)
    status = models.PositiveSmallIntegerField(_("answer of the server"), null=True, help_text="The code of HTTP.")
    target = models.CharField(_("now at"), max_length=LONGEST, blank=True)
    last_checked = models.DateTimeField(_("last checked"), null=True)
    next_check_at = models.DateTimeField(_("next look"), default=timezone.now, db_index=True)
    failures = models.PositiveIntegerField(_("failures"), default=0, help_text="One after the other.")
    first_failed_at = models.DateTimeField(_("since"), null=True)
    confirmed_at = models.DateTimeField(null=True, help_text="When it failed again, days after the first time.")
    told_at = models.DateTimeField(null=True, help_text="When editors were written to about it.")
    vouched_for = models.CharField(max_length=41, blank=True, help_text="The fault that a person found to be none.")
    vouched_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["address"]

    def __str__(self):
        return self.address

    @property
    def fault(self) -> str:
        """What the last look found wrong; empty where it found nothing wrong."""
        return f"{self.state}:{self.reason}" if self.state in FAILING else ""

    @property
    def is_vouched(self) -> bool:
        """Whether a person opened it and found it working, in spite of the fault that it has now."""
        return bool(self.fault) and self.fault == self.vouched_for

    @property
    def pages(self) -> list:
        """Prefetch `uses__page`."""
        return [use.page for use in self.uses.all()]

    @property
    def titles(self) -> str:
        """Of its pages, in one cell of a table."""
        return "; ".join(page.title for page in self.pages)


class LinkUse(models.Model):
    """On which page the address stands."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="link_once_a_page")]

    def __str__(self):
        return f"{self.link_id} → {self.page_id}"


class LinkLettersOff(models.Model):
    """Somebody who wants no letters about links."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    def __str__(self):
        return str(self.user_id)
