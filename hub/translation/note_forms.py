from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.core.public_forms import PlainTextField, PublicForm
from hub.translation.enums import NoteState


def about(page: Page) -> str:
    """What a reader's form is opened for."""
    return f"note:{page.pk}"


class NoteForm(PublicForm):
    """A reader's note on a page."""

    words = PlainTextField(label=_("Which words? You may leave this empty."), most=200, required=False)
    text = PlainTextField(
        label=_("What is wrong?"),
        most=2000,
        error_messages={"required": _("This is missing.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, page: Page, **kwargs):
        super().__init__(*args, about=about(page), **kwargs)


class NotesFilterForm(forms.Form):
    """Which notes a translator sees. A value that is not understood counts as not given."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=NoteState.choices, required=False)
    p = forms.IntegerField(min_value=1, required=False)

    def __init__(self, *args, locales, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(locale.language_code, locale.get_display_name()) for locale in locales]
        self.fields["language"].choices = [("", _("All")), *names]

    def chosen(self) -> tuple[str, str, int]:
        """The language, or nothing for all; the state; the number of the page."""
        self.is_valid()
        given = self.cleaned_data
        return given.get("language", ""), given.get("state") or NoteState.NEW, given.get("p") or 1


class HandleForm(forms.Form):
    state = forms.ChoiceField(choices=NoteState.choices)
