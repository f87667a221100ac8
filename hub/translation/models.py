"""What the desk knows: how far each thing is in each language. Texts and their translations are wagtail-localize's."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import String, StringTranslation, Translation

from hub.core.models.translated import Translated
from hub.translation.enums import NoteState, WorkState
from hub.translation.querysets import WorkQuerySet


class Subject(models.Model):
    """A page or snippet that exists, or could, in every language: a row of the desk."""

    translation_key = models.UUIDField(unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_id = models.CharField(_("source"), max_length=40, help_text=_("The primary key of the original."))
    language = models.CharField(_("language of the original"), max_length=12)
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=100, db_index=True)
    topics = models.TextField(_("themes"), blank=True, help_text=_("Keys, each between spaces."))
    is_public = models.BooleanField(_("anybody may read the original"), default=False)
    changed_at = models.DateTimeField(_("original changed"), db_index=True)

    class Meta:
        verbose_name = _("thing to translate")
        verbose_name_plural = _("things to translate")
        ordering = ["-changed_at", "pk"]

    def __str__(self):
        return self.title


class Work(models.Model):
    """A subject in one language: a cell of the desk. Written only by hub.translation.services."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="works")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    translation = models.OneToOneField(
        Translation, null=True, blank=True, on_delete=models.SET_NULL, related_name="work"
    )
    state = models.CharField(_("state"), max_length=10, choices=WorkState.choices, default=WorkState.NONE)
    is_live = models.BooleanField(_("published"), default=False)
    total = models.PositiveIntegerField(_("parts"), default=0)
    done = models.PositiveIntegerField(_("parts translated"), default=0)
    outdated = models.PositiveIntegerField(_("parts whose original has changed"), default=0)
    machine = models.PositiveIntegerField(_("parts by machine, unread"), default=0)
    unpublished = models.PositiveIntegerField(_("parts not yet published"), default=0)
    is_said_outdated = models.BooleanField(default=False, help_text="Its writer said so when it came in.")
    published_at = models.DateTimeField(_("last published"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    credit = models.CharField(_("checked by"), max_length=120, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation work")
        verbose_name_plural = _("translation work")
        constraints = [models.UniqueConstraint(fields=["subject", "locale"], name="one_work_a_language")]
        indexes = [models.Index(fields=["locale", "state"], name="work_by_language_and_state")]

    def __str__(self):
        return f"{self.subject} ({self.locale.language_code})"

    @property
    def missing(self) -> int:
        return self.total - self.done

    @property
    def changed(self) -> int:
        """How many parts do not say what the original says now."""
        return self.missing + self.outdated


class MachineDraft(models.Model):
    """What was last asked of a machine for a work, and what came of it. Written only by hub.translation.drafting."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="machine_draft")
    including_outdated = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    written = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list, help_text="The originals, as plain text, of parts left to people.")
    is_published = models.BooleanField(default=False)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = "machine draft"

    def __str__(self):
        return str(self.work)


class OutdatedPart(models.Model):
    """A part whose original has changed: the old translation stands in for a new one until somebody has looked at it."""

    carried = models.OneToOneField(StringTranslation, on_delete=models.CASCADE, related_name="outdated_part")
    old = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("outdated part")
        verbose_name_plural = _("outdated parts")

    def __str__(self):
        return self.old.data[:60]


class TranslatorLanguage(models.Model):
    """A language that somebody translates into, and whether what she publishes is published."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        on_delete=models.CASCADE,
        related_name="translator_languages",
    )
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    may_publish = models.BooleanField(
        _("may publish"), default=False, help_text=_("Otherwise an editor publishes what she has finished.")
    )
    wants_letters = models.BooleanField(
        _("letters"), default=True, help_text=_("When work is assigned to her, or an original has changed.")
    )

    class Meta:
        verbose_name = _("translator's language")
        verbose_name_plural = _("translators' languages")
        constraints = [models.UniqueConstraint(fields=["user", "locale"], name="one_right_a_language")]
        ordering = ["user__username", "locale__language_code"]

    def __str__(self):
        return f"{self.user}: {self.locale}"


class LanguagePolicy(models.Model):
    """What staff allow in one language."""

    locale = models.OneToOneField(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="policy")
    publishes_machine_drafts = models.BooleanField(
        _("publish machine drafts unread"),
        default=False,
        help_text=_("Readers are told that a machine made them and that nobody has checked them yet."),
    )

    class Meta:
        verbose_name = _("policy for a language")
        verbose_name_plural = _("policies for languages")

    def __str__(self):
        return str(self.locale)


class GlossaryTerm(Translated, TranslatableMixin, models.Model):
    """A word of the field and how it is said in each language. The original's entry is what translators' texts are held to."""

    term = models.CharField(_("term"), max_length=80)
    other_forms = models.TextField(
        _("other forms"), blank=True, help_text=_("Plurals, cases, spellings that count as the term too, one a line.")
    )
    meaning = models.TextField(_("what we mean by it"), blank=True)
    do_not_translate = models.BooleanField(
        _("do not translate"), default=False, help_text=_("Names and words that stay as they are in every language.")
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("other_forms"),
        FieldPanel("meaning"),
        FieldPanel("do_not_translate"),
    ]
    override_translatable_fields = [SynchronizedField("do_not_translate", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["term"]

    def __str__(self):
        return self.term

    @property
    def forms(self) -> list[str]:
        """Every spelling that counts as the term, the term first."""
        return [self.term, *(line.strip() for line in self.other_forms.splitlines() if line.strip())]


class ReaderNote(models.Model):
    """What a reader says is wrong with the words of a page. Nothing is kept of who she is; the day, not the hour."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("what is wrong"), max_length=2000)
    day = models.DateField(_("day"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=NoteState.choices, default=NoteState.NEW, db_index=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("note from a reader")
        verbose_name_plural = _("notes from readers")
        ordering = ["-pk"]

    def __str__(self):
        return self.text[:60]
