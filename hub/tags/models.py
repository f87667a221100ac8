from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, HelpPanel

from hub.tags import validators
from hub.tags.editing import WordForm
from hub.tags.fields import WordsField
from hub.tags.querysets import WordQuerySet


class Word(TagBase):
    """A free word of one language. The same letters in another language are another word."""

    base_form_class = WordForm

    language = models.CharField(_("language"), max_length=12, editable=False)
    name = models.CharField(_("word"), max_length=validators.LONGEST)
    slug = models.CharField(max_length=100, editable=False)  # in its own script; a SlugField would refuse Thai vowels
    folded = models.CharField(max_length=validators.LONGEST_KEY, editable=False)  # see validators.key

    objects = WordQuerySet.as_manager()
    natural_key_fields = ["language", "slug"]

    panels = [
        HelpPanel(
            content=_("The new spelling shows on every page with this word. Old links to the word go on working.")
        ),
        FieldPanel("name"),
    ]

    class Meta:
        default_permissions = ("change", "view")  # words come from pages, and go when no page has them
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["language", "folded"]
        constraints = [
            models.UniqueConstraint(fields=["language", "folded"], name="one_word_in_a_language"),
            models.UniqueConstraint(fields=["language", "slug"], name="one_address_of_a_word"),
        ]

    def __str__(self):
        return self.name


class FormerWord(models.Model):
    """What a word was called, or a word that was merged into it: typed again, linked to or restored, it is the word of today."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="formers")
    language = models.CharField(max_length=12)
    name = models.CharField(max_length=validators.LONGEST)
    slug = models.CharField(max_length=100)
    folded = models.CharField(max_length=validators.LONGEST_KEY)
    old_id = models.BigIntegerField(null=True, unique=True)  # by which older revisions of pages know a merged word

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="one_former_address_of_a_word")]
        indexes = [models.Index(fields=["language", "folded"], name="former_word")]

    def __str__(self):
        return self.name


class PageWord(ItemBase):
    """A word on a page. One table for pages of all kinds, so that a word is counted and merged in one place."""

    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="word_items")
    tag = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="items")

    class Meta:
        verbose_name = _("word of a page")
        verbose_name_plural = _("words of a page")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="word_once_on_a_page")]


class Tagged(models.Model):
    """A page with free words of its own language: `class MyPage(Tagged, HubPage)` and `WordsPanel()` among its panels.

    Translations have words of their own: neither copying for translation nor wagtail-localize brings any along.
    """

    words = WordsField()

    words_prefetch = ["word_items__tag"]  # what the search reads

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        from hub.tags.services import hold_words

        hold_words(self)
        return super().save(*args, **kwargs)

    def own_words(self) -> list[Word]:
        """In the order in which they were given; never a word of another language."""
        own = self.locale.language_code
        items = self.word_items.all()
        if hasattr(items, "select_related") and "word_items" not in getattr(self, "_prefetched_objects_cache", {}):
            items = items.select_related("tag")
        return [item.tag for item in items if item.tag.language == own]

    def copy_for_translation(self, locale, *args, **kwargs):
        kwargs["exclude_fields"] = [*(kwargs.get("exclude_fields") or []), "words", "word_items"]
        return super().copy_for_translation(locale, *args, **kwargs)

    def with_content_json(self, content):
        """As Wagtail's, with the words of today where a revision remembers others."""
        from hub.tags.services import items_of_today

        items = content.get("word_items")
        if items:
            content = {**content, "word_items": items_of_today(items, language=self.locale.language_code)}
        return super().with_content_json(content)
