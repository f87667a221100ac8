"""The field of a page that holds its free words: taggit's, but in the page's own language."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager, _ClusterTaggableManager

LABEL = _("words of your own")
HELP = _("Beside the themes: what people here would call it. Up to ten, divided by commas.")


class WordsOfPage(_ClusterTaggableManager):
    """Strings given to `add` and `set` become words of the page's language."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        from hub.tags.services import words_named

        language = self.instance.locale.language_code
        names = [tag if isinstance(tag, str) else tag.name for tag in tags]
        return words_named(names, language=language)


class WordsField(ClusterTaggableManager):
    def __init__(self, verbose_name=LABEL, help_text=HELP, through="hub_tags.PageWord", blank=True, **kwargs):
        super().__init__(verbose_name=verbose_name, help_text=help_text, through=through, blank=blank, **kwargs)

    def __get__(self, instance, model):
        return WordsOfPage(through=self.through, model=model, instance=instance, prefetch_cache_name=self.name)

    def formfield(self, form_class=None, **kwargs):
        from hub.tags.forms import WordsFormField

        defaults = {"label": capfirst(self.verbose_name), "help_text": self.help_text, "required": not self.blank}
        return WordsFormField(**{**defaults, **kwargs})
