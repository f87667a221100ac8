import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.search import index

from hub.consent.editing import ConsentForm
from hub.consent.enums import Kind, Reason, Scope, State, Way, Where
from hub.consent.querysets import ConsentQuerySet
from hub.core.fields import ChoiceListField


class Consent(index.Indexed, models.Model):
    """What one person allows to be done with one thing of hers. Nobody's name is asked for."""

    pseudonym = models.CharField(
        _("pseudonym"),
        max_length=80,
        help_text=_("A name that only you and she connect with her. Never her real name."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UNSURE)
    scopes = ChoiceListField(_("allowed uses"), choices=Scope.choices, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day. Empty: without an end."))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded = models.CharField(_("how it was given"), max_length=10, choices=Way.choices, default=Way.SPOKEN)
    note = models.TextField(_("note for staff"), blank=True, help_text=_("Nothing that tells who she is."))

    code_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    code_made_on = models.DateField(_("card made on"), null=True, blank=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    panels = [
        HelpPanel(content=_("Without a consent that is given and reaches this site, nothing is shown or published.")),
        FieldPanel("pseudonym"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("recorded")]),
        FieldPanel("scopes"),
        FieldRowPanel([FieldPanel("state"), FieldPanel("until")]),
        FieldPanel("note"),
    ]
    base_form_class = ConsentForm
    search_fields = [index.SearchField("pseudonym"), index.AutocompleteField("pseudonym")]

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["pseudonym", "pk"]

    def __str__(self):
        return f"{self.pseudonym} · {self.get_kind_display()} · {self.get_state_display()}"

    def clean(self):
        super().clean()
        if self.state == State.WITHDRAWN and not self.withdrawn_on:
            raise ValidationError({"withdrawn_on": _("Say on which day it was withdrawn.")})
        if self.state != State.WITHDRAWN and self.withdrawn_on:
            raise ValidationError({"state": _("There is a day of withdrawal: choose “Withdrawn”.")})

    def is_valid_on(self, day: dt.date, scope: str) -> bool:
        """As `valid_on` of the queryset, for one that is read already."""
        return (
            self.state == State.GIVEN
            and self.withdrawn_on is None
            and scope in self.scopes
            and (self.until is None or self.until >= day)
        )

    @property
    def scope_names(self) -> list:
        return [label for key, label in Scope.choices if key in self.scopes]


class Withdrawal(models.Model):
    """The report of what was taken out. Nothing in it tells what it was, or whose."""

    consent = models.ForeignKey(
        Consent, verbose_name=_("consent"), null=True, on_delete=models.SET_NULL, related_name="withdrawals"
    )
    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices)
    day = models.DateField(_("day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: by the person herself, or because its time was over."),
    )
    counts = models.JSONField(_("what was removed"), default=dict)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-day", "-pk"]

    def __str__(self):
        return f"{self.consent_id} · {self.day} · {self.get_reason_display()}"

    @property
    def lines(self) -> list[tuple]:
        """Kind of place in words and how many, of those where something was."""
        return [(label, self.counts[key]) for key, label in Where.choices if self.counts.get(key)]

    @property
    def files_left(self) -> int:
        return self.leftovers.count()


class Leftover(models.Model):
    """A file that is still to be removed: its record is gone from the database, its bytes are not gone from the disk."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="leftovers")
    model = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("file to remove")
        verbose_name_plural = _("files to remove")
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
