from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.core.fields import ChoiceListField


def all_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


@register_setting(icon="cog")
class HubSettings(BaseSiteSetting):
    """What staff decide about the whole hub."""

    shows_media_to_readers = True

    name = models.CharField(_("name"), max_length=60, default="Jam Sessions Hub")
    contact = models.CharField(
        _("contact"),
        max_length=200,
        blank=True,
        help_text=_("A mail address or an address of a page; shown in the footer."),
    )
    languages = ChoiceListField(
        _("languages offered"),
        choices=settings.LANGUAGES,
        default=all_languages,
        help_text=_("Readers can switch to these."),
    )
    quick_exit_target = models.URLField(
        _("where “Leave this site quickly” goes"),
        default="https://www.wikipedia.org/",
        help_text=_("A harmless, well-known page. It opens only when a reader asks for it."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("contact"),
        FieldPanel("languages"),
        FieldPanel("quick_exit_target"),
    ]

    class Meta:
        verbose_name = _("hub settings")
