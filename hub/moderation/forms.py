from django import forms
from django.utils.translation import gettext_lazy as _

from hub.core.public_forms import PlainTextField
from hub.moderation.enums import Answer, Aspect
from hub.moderation.models import Reply
from hub.stories.enums import Place, When
from hub.stories.sharing.asking import ASKABLE


class SeenForm(forms.Form):
    """Which version the moderator had before her."""

    seen = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class CheckForm(SeenForm):
    """The checklist. To approve, each aspect needs an answer, and none may be “not in order”."""

    def __init__(self, *args, must_be_whole=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.must_be_whole = must_be_whole
        for key, label in Aspect.choices:
            self.fields[key] = forms.ChoiceField(
                label=label, choices=Answer.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{key}_note"] = PlainTextField(label=_("Note"), most=500, required=False)

    @property
    def rows(self) -> list[tuple]:
        return [(self[key], self[f"{key}_note"]) for key in Aspect.values]

    @property
    def answers(self) -> dict:
        held = self.cleaned_data
        return {key: {"answer": held.get(key, ""), "note": held.get(f"{key}_note", "")} for key in Aspect.values}

    def clean(self):
        cleaned = super().clean()
        for key in Aspect.values if self.must_be_whole else ():
            if not cleaned.get(key):
                self.add_error(key, _("Please answer this."))
            elif cleaned[key] == Answer.NOT_OK:
                self.add_error(key, _("This is not in order yet: mend it, ask for a change, or decline."))
        return cleaned


class ReplyForm(SeenForm):
    """Words to the host: a reply that is kept, or one's own; one's own where both are there."""

    reply = forms.ModelChoiceField(label=_("Reply"), queryset=Reply.objects.none(), required=False)
    words = PlainTextField(
        label=_("Words to the host"), most=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, replies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].queryset = replies

    @property
    def text(self) -> str:
        held = self.cleaned_data
        return held["words"] or (held["reply"].text if held["reply"] else "")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.text and not self.remarks:
            self.add_error("words", _("Say something to the host."))
        return cleaned

    @property
    def remarks(self) -> dict[str, str]:
        return {}


class AskForm(ReplyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label, _step in ASKABLE:
            self.fields[f"on_{name}"] = PlainTextField(label=label, most=500, required=False)

    @property
    def remark_fields(self) -> list:
        return [self[f"on_{name}"] for name, _label, _step in ASKABLE]

    @property
    def remarks(self) -> dict[str, str]:
        held = {name: self.cleaned_data.get(f"on_{name}", "") for name, _label, _step in ASKABLE}
        return {name: text for name, text in held.items() if text}


class NarrowForm(SeenForm):
    place = forms.ChoiceField(label=_("Readers are told of the place"), choices=Place.choices)
    date = forms.ChoiceField(label=_("Readers are told of the date"), choices=When.choices)


class DropForm(SeenForm):
    row = forms.UUIDField()
