import json

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.tags import TagField
from wagtail.admin.widgets import AdminTagWidget

from hub.tags import validators
from hub.tags.models import Word


class WordsWidget(AdminTagWidget):
    language = ""  # set by the panel

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"tag_model": Word, **kwargs})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["help_text"] = ""
        if self.language:
            widget["attrs"]["data-w-tag-url-value"] = reverse("words:complete", args=[self.language])
        options = {"allowSpaces": True, "tagLimit": validators.MOST, "autocompleteOnly": False}
        widget["attrs"]["data-w-tag-options-value"] = json.dumps(options)
        return context


class WordsFormField(TagField):
    """Words divided by commas; its value is the list of them, checked."""

    widget = WordsWidget

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"tag_model": Word, **kwargs})

    def clean(self, value):
        return validators.all_cleaned(validators.split(forms.CharField.clean(self, value)))

    def has_changed(self, initial, data):
        return [str(word) for word in initial or []] != validators.split(data or "")


class MergeForm(forms.Form):
    """Which of several words stays. `words` have `uses`."""

    stays = forms.ModelChoiceField(
        label=_("Which word stays?"), queryset=Word.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, words=(), **kwargs):
        super().__init__(*args, **kwargs)
        words = sorted(words, key=lambda word: (-word.uses, word.pk))
        self.fields["stays"].queryset = Word.objects.filter(pk__in=[word.pk for word in words])
        self.fields["stays"].choices = [(word.pk, word.name) for word in words]
        self.fields["stays"].initial = words[0].pk if words else None
