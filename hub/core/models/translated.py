from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.enums import TranslationState


class Translated(models.Model):
    """What readers are told about the words before them. Derived by hub.translation from what translators did."""

    may_be_machine_translated = False  # whether its words are made for readers, and may be given to a machine

    translation_state = models.CharField(
        _("translation"),
        max_length=10,
        choices=TranslationState.choices,
        default=TranslationState.ORIGINAL,
        editable=False,
    )
    translation_credit = models.CharField(
        _("checked by"),
        max_length=120,
        blank=True,
        editable=False,
        help_text=_("Under the name she chose, or none."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    changed_segments = models.PositiveSmallIntegerField(_("parts changed since"), default=0, editable=False)

    class Meta:
        abstract = True

    def topic_keys(self) -> list[str]:
        """The keys of the themes that it belongs to."""
        return []
