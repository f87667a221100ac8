from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.core.models.translated import Translated


class Keyed(Translated, TranslatableMixin, index.Indexed, models.Model):
    """A translatable entry of a vocabulary that staff run. Its key is the same in all languages and stands in addresses."""

    may_be_machine_translated = True
    shows_media_to_readers = True

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("The same in all languages; it stands in addresses. Do not change it.")
    )
    title = models.CharField(_("title"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("locale_id")]
    override_translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("order", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["order", "title"]

    def __str__(self):
        return self.title


class Cycle(Keyed):
    """Themes that belong together. What is said of it stands on its page (hub.themes)."""

    panels = [FieldPanel("key"), FieldPanel("title"), FieldPanel("order")]

    class Meta(Keyed.Meta):
        verbose_name = _("cycle of themes")
        verbose_name_plural = _("cycles of themes")


class Theme(Keyed):
    """A theme (first level) or, with a parent, a theme within a theme (second level). What is said of it stands on its page
    (hub.themes)."""

    cycle = models.ForeignKey(
        Cycle, verbose_name=_("cycle"), null=True, blank=True, on_delete=models.PROTECT, related_name="themes"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Leave empty for a theme of the first level."),
    )

    panels = [
        FieldPanel("key"),
        FieldPanel("title"),
        FieldPanel("cycle"),
        FieldPanel("parent"),
        FieldPanel("order"),
    ]

    class Meta(Keyed.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def topic_keys(self):
        return [self.key, *([self.parent.key] if self.parent else [])]

    def clean(self):
        super().clean()
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Themes have two levels: choose a theme of the first level.")})
