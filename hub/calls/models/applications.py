"""What people send us. All that is personal is sealed; of one that is anonymised, call, state, dates and language remain."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.calls.enums import OVER, TOLD, Afterwards, Decision, State
from hub.calls.models.rounds import Round
from hub.calls.querysets import ApplicationQuerySet
from hub.core.sealed.fields import SealedField


class Application(models.Model):
    """`answers`: question's key → answer as its kind has it, and as it was typed, right or wrong. `contact`: `name`, `way`,
    `value`, `safe` (when and how to write). `notes`: what staff answer themselves, by question's key."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="applications")
    reference = models.CharField(_("reference"), max_length=40, unique=True, editable=False)
    opening = models.CharField(max_length=64, unique=True, null=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    answers_in = models.CharField(
        _("answers in"), max_length=8, blank=True, help_text="A code of core.spoken; the hub need not speak it."
    )
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.DRAFT, db_index=True, editable=False
    )
    answers = SealedField(_("answers"), default=dict)
    contact = SealedField(_("contact"), default=dict)
    notes = SealedField(_("notes of the team"), default=dict)
    decision = models.CharField(_("decision prepared"), max_length=10, choices=Decision.choices, blank=True)
    decision_note = SealedField(_("said with the decision"), default=str)
    place_on_list = models.PositiveSmallIntegerField(_("place on the waiting list"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    told_at = models.DateTimeField(_("decision read"), null=True, blank=True)
    delete_on = models.DateField(_("kept until"), db_index=True)
    late_until = models.DateTimeField(_("may be sent late until"), null=True, blank=True)
    afterwards = models.CharField(max_length=10, choices=Afterwards.choices, default=Afterwards.ANONYMISE)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True)
    invitation = models.ForeignKey(
        "hub_people.Invitation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-sent_at", "-begun_at", "pk"]
        indexes = [models.Index(fields=["round", "state", "sent_at"], name="application_round")]
        permissions = [
            ("decide_application", "Can decide on applications"),
            ("read_application", "Can read applications in rounds to which she was added"),
        ]

    def __str__(self):
        return self.reference

    @property
    def told(self) -> str:
        """The state as the applicant is told it."""
        return TOLD[State(self.state)]

    @property
    def is_over(self) -> bool:
        return self.state in OVER


class ApplicationFile(models.Model):
    """A file of an application, cleaned, sealed, under a neutral name. The name it was sent with is not kept."""

    wagtail_reference_index_ignore = True
    keeps_sealed_file = True  # for hub.core.resealing

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(_("question"), max_length=255)
    name = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8)  # as file names end: pdf, jpg …
    size = models.PositiveIntegerField(_("bytes"))
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file of an application")
        verbose_name_plural = _("files of applications")
        ordering = ["added_at", "pk"]

    def __str__(self):
        return f"{self.key}: {self.kind}"

    @property
    def place(self) -> str:
        """What its content is sealed for."""
        return f"{self._meta.db_table}.file.{self.pk}"


class Message(models.Model):
    """One line of talk on an application: with the applicant, or of the team alone."""

    class Circle(models.TextChoices):
        APPLICANT = "applicant", _("With the applicant")
        TEAM = "team", _("The team and reviewers")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    circle = models.CharField(max_length=10, choices=Circle.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_from_applicant = models.BooleanField(default=False)
    opening = models.CharField(max_length=64, unique=True, null=True)
    text = SealedField(default=str)
    written_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["application", "circle"], name="message_circle")]

    def __str__(self):
        return f"{self.written_at:%Y-%m-%d %H:%M}"


class Opening(models.Model):
    """The log of who opened or exported what is personal. Without what it says; it stays when the rest is gone."""

    wagtail_reference_index_ignore = True

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="openings")
    reference = models.CharField(_("application"), max_length=40, blank=True)
    what = models.CharField(_("what"), max_length=12)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.PositiveIntegerField(_("how many"), default=1)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opening of personal data")
        verbose_name_plural = _("openings of personal data")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
