"""What a translator sends: the text of a part, her word that all is right, where she is in the editor."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from hub.core import languages
from hub.translation import glossary, segments, wording
from hub.translation.models import Work
from hub.translation.translating import Part

LONGEST = 20_000


class PlaceForm(forms.Form):
    """Where in the editor: a part to open, one that has just been saved, and how much of the list to show."""

    part = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    saved = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    show = forms.ChoiceField(required=False, choices=[("open", _("Only what is open")), ("all", _("All"))])

    @property
    def wishes(self) -> dict:
        """What could be understood; the rest is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PartForm(forms.Form):
    """The translation of one part. `cleaned_data["text"]` is as the store keeps it."""

    part = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    made_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    text = forms.CharField(label=_("Translation"), widget=AdminAutoHeightTextInput, max_length=LONGEST, strip=True)
    is_meant = forms.BooleanField(label=_("I mean it"), required=False)

    def __init__(self, data=None, *, work: Work, part: Part, field: wording.Field, terms: list, **kwargs):
        code = work.locale.language_code
        direction = languages.direction(code)
        text = wording.shown(part, field, is_right_to_left=direction == "rtl")
        initial = {"part": part.segment_id, "made_from": wording.version_of(part), "text": text}
        super().__init__(data, initial=initial, **kwargs)
        self.work, self.shown_part, self.field, self.terms, self.left_out = work, part, field, terms, []
        attrs = self.fields["text"].widget.attrs
        attrs.pop("maxlength")  # a browser would cut what she pastes without a word
        attrs.update(lang=code, dir=direction, rows=3, autocomplete="off", spellcheck="true")
        attrs["aria-describedby"] = "part-source part-errors"

    def clean_text(self) -> str:
        typed, part = wording.tidy(self.cleaned_data["text"]), self.shown_part
        is_rich = wording.is_rich(part, self.field)
        self._check_marks(typed, is_rich=is_rich)
        text = wording.stored(typed, part, self.field)
        problem = segments.problem_with(part.source, text)
        if problem:
            raise ValidationError(problem)
        self._check_kept(wording.missing(part.source, text))
        if self.field.max_length and not is_rich:
            MaxLengthValidator(self.field.max_length)(typed)
        return text

    def clean(self):
        data = super().clean()
        if "text" in data:
            self.left_out = glossary.left_out(self.shown_part.source, data["text"], self.terms)
            if self.left_out and not data.get("is_meant"):
                self.add_error("text", _kept_error(self.left_out))
        return data

    def _check_marks(self, typed: str, *, is_rich: bool) -> None:
        if is_rich:
            problem = segments.problem_with(self.shown_part.source, typed)
            lone = "" if problem else wording.lone_mark(typed)
            problem = problem or (lone and _("This mark has no partner: %(mark)s.") % {"mark": lone})
        else:
            mark = next(iter(wording.strange_marks(typed, self.shown_part.source)), "")
            problem = mark and _("Here stands plain text only. Please take this out: %(mark)s") % {"mark": mark}
        if problem:
            raise ValidationError(problem)

    def _check_kept(self, missing: list[str]) -> None:
        if missing:
            raise ValidationError(_kept_error(missing))


def _kept_error(missing: list[str]) -> ValidationError:
    names = re.sub(r"\s+", " ", ", ".join(missing))
    return ValidationError(_("This must stand in the translation too: %(missing)s"), params={"missing": names})


class LostForm(forms.Form):
    """What she wrote for a part that is no longer there: only to be shown to her again."""

    text = forms.CharField(required=False)


class FinishForm(forms.Form):
    """What she does with the whole: says that it is right, publishes it, or hands it to the editors."""

    CHECK, PUBLISH, HAND_OVER = "check", "publish", "hand-over"

    step = forms.ChoiceField(choices=[(step, step) for step in (CHECK, PUBLISH, HAND_OVER)])
    credit = forms.CharField(
        label=_("Checked by"),
        help_text=_("Readers see it. A name that you choose, or nothing."),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off", "aria-describedby": "credit-help"}),
    )
