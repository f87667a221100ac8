from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Locale, Orderable, Page

from hub.search.querysets import SearchDocumentQuerySet


class SearchDocument(models.Model):
    """What lists and searches know of one readable page in one language. Written by publishing, never by hand."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    serial = models.BigIntegerField(default=0, db_index=True)  # of the change that wrote it last
    kind = models.CharField(max_length=20, db_index=True)
    uid = models.CharField(max_length=6, blank=True)
    translation_key = models.UUIDField()
    language = models.CharField(max_length=12)
    url_path = models.TextField()
    title = models.CharField(max_length=255)
    names = models.TextField(blank=True)  # other names, one a line
    summary = models.TextField(blank=True)
    lead = models.TextField(blank=True)  # what weighs less than the title and more than the rest; a paragraph a line
    keywords = models.TextField(blank=True)  # weigh like the lead and are not shown
    body = models.TextField(blank=True)  # a paragraph a line
    completions = models.TextField(
        blank=True
    )  # folded title and names, divided by line breaks, for what is being typed
    card = models.JSONField(default=dict)  # what a card shows beside title and summary
    labels = models.TextField(blank=True)  # facet:key, divided by spaces
    state = models.CharField(max_length=20, blank=True)  # of the translation
    minutes = models.PositiveIntegerField(null=True)
    recommended = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    sort_key = models.BinaryField(default=b"")  # of the title, by the collation of its language

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "search document"
        indexes = [models.Index(fields=["translation_key"], name="searchdoc_translation")]

    def __str__(self):
        return f"{self.title} ({self.language})"


class RemovedDocument(models.Model):
    """A page that has left the search: processes that hold their lists in memory learn of it here."""

    page_id = models.BigIntegerField(primary_key=True)
    serial = models.BigIntegerField(db_index=True)

    def __str__(self):
        return str(self.page_id)


class IndexState(models.Model):
    """One row: the number of the last change, what wrote the tokens, and how far a rebuild has come."""

    serial = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=32, blank=True)  # another one: forget all that is held and read it anew
    signature = models.CharField(max_length=64, blank=True)  # of the analysis that all documents were written with
    rebuilding = models.CharField(max_length=64, blank=True)  # the signature that a rebuild under way writes
    rebuilt_to = models.BigIntegerField(default=0)  # the id of the last page that it has done

    def __str__(self):
        return str(self.serial)


class IndexedWord(models.Model):
    """A word as it is written in the documents of a language (folded), with its stem: for spelling and for beginnings."""

    language = models.CharField(max_length=12)
    form = models.CharField(max_length=64)
    stem = models.CharField(max_length=64)
    documents = models.IntegerField(default=0)  # how many have it
    counted = models.IntegerField(default=0)  # as far as the rebuild under way has come

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "form"], name="indexed_word")]
        indexes = [models.Index(fields=["language", "stem"], name="indexed_word_stem")]

    def __str__(self):
        return self.form


class MissedWord(models.Model):
    """A word that nothing was found for, and how often in a week. Of who searched, nothing is kept."""

    week = models.DateField(_("week from"))
    language = models.CharField(_("language"), max_length=12)
    word = models.CharField(_("word"), max_length=40)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("word not found")
        verbose_name_plural = _("words not found")
        constraints = [models.UniqueConstraint(fields=["week", "language", "word"], name="missed_word")]

    def __str__(self):
        return self.word


class Synonyms(models.Model):
    """Words of a language that mean the same: who searches for one finds all."""

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    words = models.TextField(
        _("words"),
        help_text=_(
            "Words or short phrases that mean the same here, one on each line. Who searches for one finds all."
        ),
    )

    panels = [FieldPanel("locale"), FieldPanel("words")]

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["locale", "words"]

    def __str__(self):
        return " · ".join(self.words.split("\n")[:6])


class PromotedResults(ClusterableModel):
    """Pages that staff put first for some words of a language."""

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    queries = models.TextField(
        _("searches"),
        help_text=_("What people type, one search on each line. Case, accents, endings and the order do not count."),
    )

    panels = [
        FieldPanel("locale"),
        FieldPanel("queries"),
        InlinePanel("picks", heading=_("Pages, in their order"), label=_("page"), min_num=1, max_num=5),
    ]

    class Meta:
        verbose_name = _("promoted results")
        verbose_name_plural = _("promoted results")
        ordering = ["locale", "queries"]

    def __str__(self):
        return " · ".join(self.queries.split("\n")[:6])


class PromotedPage(Orderable):
    promotion = ParentalKey(PromotedResults, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("promoted page")
        verbose_name_plural = _("promoted pages")
