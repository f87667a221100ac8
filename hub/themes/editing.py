"""The editor's form of a theme's and a cycle's page: what it stands for is chosen from the vocabulary."""

from django import forms
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from hub.core import languages, taxonomy
from hub.core.editing import RuledPageForm
from hub.themes import rules
from hub.themes.blocks import themes_there


def cycles_there() -> list[tuple[str, str]]:
    return [(cycle.key, cycle.title) for cycle in taxonomy.cycles_in(languages.current())]


class KeyedPageForm(WagtailAdminPageForm):
    """The key is one of the vocabulary, and of each there is one page in a language. Drafts keep to it too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            own = self.fields["key"]
            choices = [("", "—"), *self.choices_of_key()]
            held = self.instance.key
            if held and held not in dict(choices):
                choices.append((held, held))
            self.fields["key"] = forms.ChoiceField(choices=choices, label=own.label, help_text=own.help_text)

    def choices_of_key(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    def clean_key(self):
        key = self.cleaned_data["key"]
        wrong = rules.problem_with_key(self.instance, key) if key else ""
        if wrong:
            raise forms.ValidationError(wrong)
        return key


class ThemePageForm(KeyedPageForm, RuledPageForm):
    def choices_of_key(self):
        return themes_there()

    def problems(self):
        return rules.problems(self.instance, timezone.localdate())


class CyclePageForm(KeyedPageForm):
    def choices_of_key(self):
        return cycles_there()
