from django.db import models
from wagtail.models import Page


class SearchDocument(models.Model):
    """What lists and searches know of one readable page in one language. Written by publishing, never by hand."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(max_length=20, db_index=True)
    uid = models.CharField(max_length=6, blank=True)
    translation_key = models.UUIDField()
    language = models.CharField(max_length=12)
    url_path = models.TextField()
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    card = models.JSONField(default=dict)  # what a card shows beside title and summary
    facets = models.JSONField(default=dict)  # facet → list of keys
    minutes = models.PositiveIntegerField(null=True)
    recommended = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    sort_key = models.BinaryField(default=b"")  # of the title, by the collation of its language

    class Meta:
        verbose_name = "search document"
        indexes = [models.Index(fields=["translation_key"], name="searchdoc_translation")]

    def __str__(self):
        return f"{self.title} ({self.language})"
