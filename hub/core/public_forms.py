"""Forms that anybody may send, without an account and without a cookie: a signed token stands in for both."""

import secrets
import time

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from hub.core.plain_text import without_controls

SALT = "hub.core.public_form"
OPEN_SECONDS = 24 * 3600


def token_for(about: str) -> str:
    """For one opening of a form; `about` says which form on what, so that it serves for no other."""
    return signing.dumps([about, secrets.token_urlsafe(16), int(time.time())], salt=SALT)


class PlainTextField(forms.CharField):
    """Text as people type it: one kind of line break, no control characters, at most `most` characters."""

    def __init__(self, *, most: int, **kwargs):
        self.most = most
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "class": "input"}

    def to_python(self, value):
        text = without_controls(super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(text) > self.most:
            raise ValidationError(
                _("%(length)d characters; at most %(most)d."), params={"length": len(text), "most": self.most}
            )
        return text


class PublicForm(forms.Form):
    """Asks to be sent once more where the token is missing, old or another's, where it is too young for a person to have
    filled in the form, and where a trap for machines is filled."""

    least_seconds = 0

    website = forms.CharField(required=False)
    token = forms.CharField(required=False)

    def __init__(self, *args, about: str, **kwargs):
        self.about = about
        super().__init__(*args, **kwargs)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that a person sees."""
        return [field for field in self if field.name not in {"website", "token"}]

    @property
    def next_token(self) -> str:
        """The token for the form as it is shown now: the one it came with, as long as that is good, so that it grows old."""
        given = self.data.get("token", "")
        return given if given and self._opened(given) else token_for(self.about)

    @property
    def opening(self) -> str:
        """The same for all that is sent from one opening of the form: two clicks, one opening. Only of a valid form."""
        return self._opened(self.cleaned_data["token"])[1]

    def clean(self):
        opened = self._opened(self.cleaned_data.get("token", ""))
        is_soon = opened and time.time() - opened[2] < self.least_seconds
        has_other_errors = bool(set(self.errors) - {"website", "token"})
        if not has_other_errors and (self.data.get("website") or not opened or is_soon):
            raise ValidationError(_("We could not take this yet. Please send it once more."))
        return super().clean()

    def _opened(self, token: str) -> list | None:
        try:
            about, opening, at = signing.loads(token, salt=SALT, max_age=OPEN_SECONDS)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return [about, opening, at] if about == self.about else None


def kept_nowhere(response: HttpResponse, form: forms.Form) -> HttpResponse:
    """No cache of ours keeps a form; one that came back with somebody's words stays in no browser either."""
    patch_cache_control(response, private=True, **({"no_store": True} if form.is_bound else {"no_cache": True}))
    return response
