"""The questions of a call and of its report, as staff write them: Wagtail's form fields, and a little more."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.models import TranslatableMixin

from hub.calls.enums import Kind, Sees
from hub.core.fields import ChoiceListField
from hub.core.models import shared_fields


def all_who_see() -> list[str]:
    return Sees.values


class AbstractQuestion(TranslatableMixin, AbstractFormField):
    """`clean_name` is its key, the same in all languages; `choices`: a line `key|Label` each."""

    field_type = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.SHORT)
    begins_step = models.CharField(
        _("begins a step"),
        max_length=120,
        blank=True,
        help_text=_("The heading of a new page of the form, or nothing."),
    )
    least = models.PositiveIntegerField(
        _("at least"), null=True, blank=True, help_text=_("Letters, the number itself, or how many choices.")
    )
    most = models.PositiveIntegerField(
        _("at most"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("Letters, the number itself, how many choices, or megabytes of a file."),
    )
    required_from = models.DateTimeField(
        _("needed only from"), null=True, blank=True, help_text=_("Until then it may be left out.")
    )
    freeze_at = models.DateTimeField(
        _("may be changed until"), null=True, blank=True, help_text=_("Afterwards the answer stays as it is.")
    )
    show_if_key = models.CharField(
        _("only if the question"), max_length=255, blank=True, help_text=_("The name of another question above.")
    )
    show_if_value = models.CharField(
        _("was answered with"), max_length=120, blank=True, help_text=_("The key of a choice, or yes, or no.")
    )
    visible_to = ChoiceListField(
        _("seen by"),
        choices=Sees.choices,
        default=all_who_see,
        help_text=_("What applicants do not see, they are not asked: staff answer it."),
    )
    identifying = models.BooleanField(
        _("tells who it is"), default=False, help_text=_("Hidden from reviewers as long as they read blind.")
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        FieldPanel("choices"),
        FieldPanel("begins_step"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("least"), FieldPanel("most")]),
                FieldRowPanel([FieldPanel("required_from"), FieldPanel("freeze_at")]),
                FieldRowPanel([FieldPanel("show_if_key"), FieldPanel("show_if_value")]),
                FieldPanel("visible_to"),
                FieldPanel("identifying"),
                FieldPanel("clean_name"),
            ],
            heading=_("Limits, and who sees it"),
            classname="collapsed",
        ),
    ]
    override_translatable_fields = shared_fields(
        "clean_name",
        "field_type",
        "required",
        "default_value",
        "least",
        "most",
        "required_from",
        "freeze_at",
        "show_if_key",
        "show_if_value",
        "visible_to",
        "identifying",
    )

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        abstract = True

    def __str__(self):
        return self.label


class CallQuestion(AbstractQuestion):
    page = ParentalKey("calls.CallPage", on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractQuestion.Meta):
        verbose_name = _("question of a call")
        verbose_name_plural = _("questions of a call")


class ReportQuestion(AbstractQuestion):
    page = ParentalKey("calls.CallPage", on_delete=models.CASCADE, related_name="report_fields")

    class Meta(AbstractQuestion.Meta):
        verbose_name = _("question of a report")
        verbose_name_plural = _("questions of a report")
