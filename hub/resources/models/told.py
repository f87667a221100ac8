"""What readers tell us. Nothing of who they are; the day, not the hour."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.fields import ChoiceListField
from hub.core.spoken import spoken_languages
from hub.resources import enums
from hub.resources.addresses import MOST
from hub.resources.models.pages import ResourcePage


class Told(models.Model):
    """`opening`: which opening of the form it came from, so that two clicks leave one."""

    opening = models.CharField(max_length=32, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=12)
    day = models.DateField(_("day"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=enums.Handling.choices, default=enums.Handling.NEW)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["pk"]


class Suggestion(Told):
    """A resource that a reader would like to see here. Taken, it becomes a draft."""

    title = models.CharField(_("title"), max_length=160)
    url = models.CharField(_("address"), max_length=MOST)
    address_key = models.CharField(max_length=MOST * 3 + 10, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=enums.Kind.choices)
    languages = ChoiceListField(_("its languages"), choices=spoken_languages(), blank=True)
    why = models.TextField(_("why it is good"), blank=True)
    page = models.ForeignKey(ResourcePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Told.Meta):
        verbose_name = _("suggested resource")
        verbose_name_plural = _("suggested resources")

    def __str__(self):
        return self.title


class DeadLink(Told):
    """That a reader found a link of a resource not to work."""

    page = models.ForeignKey(ResourcePage, on_delete=models.CASCADE, related_name="dead_links")
    note = models.TextField(_("note"), blank=True)

    class Meta(Told.Meta):
        verbose_name = _("link that does not work")
        verbose_name_plural = _("links that do not work")

    def __str__(self):
        return self.page.title
