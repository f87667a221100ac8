import unicodedata

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.translation.enums import NoteState

SALT = "hub.translation.note"
OPEN_SECONDS = 24 * 3600


def token_for(page: Page) -> str:
    """Stands in a form for the cookie of Django's own protection, which readers shall not get."""
    return signing.dumps(page.pk, salt=SALT)


def _is_token_for(page: Page, token: str) -> bool:
    try:
        return signing.loads(token, salt=SALT, max_age=OPEN_SECONDS) == page.pk
    except signing.BadSignature:
        return False


class PlainTextField(forms.CharField):
    """Text as people type it: one kind of line break, no control characters, at most `most` characters."""

    def __init__(self, *, most: int, **kwargs):
        self.most = most
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "class": "input"}

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc").strip()
        if len(text) > self.most:
            raise ValidationError(
                _("%(length)d characters; at most %(most)d."), params={"length": len(text), "most": self.most}
            )
        return text


class NoteForm(forms.Form):
    """A reader's note on a page. An old or missing token, or a filled trap for machines, asks to send it once more."""

    words = PlainTextField(label=_("Which words? You may leave this empty."), most=200, required=False)
    text = PlainTextField(
        label=_("What is wrong?"),
        most=2000,
        error_messages={"required": _("This is missing.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    website = forms.CharField(required=False)
    token = forms.CharField(required=False)

    def __init__(self, *args, page: Page, **kwargs):
        self.page = page
        super().__init__(*args, **kwargs)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that a reader sees."""
        return [self["words"], self["text"]]

    def clean(self):
        if self.data.get("website") or not _is_token_for(self.page, self.cleaned_data.get("token", "")):
            raise ValidationError(_("We could not take this yet. Please send it once more."))
        return super().clean()


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
