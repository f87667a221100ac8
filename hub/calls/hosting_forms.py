"""The small forms of hosts, and of staff who read their reports."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.calls.enums import MAY_BE_TOLD, MayBecomeStory, ReportState
from hub.core import roadmap
from hub.core.public_forms import PlainTextField

YEAR = dt.timedelta(days=366)
NOTHING_CHOSEN = {"required": _("Please choose one.")}


class ShownForm(forms.Form):
    """Shown by the components for steps; nobody has remarked on anything in it."""

    remarks: dict = {}

    @property
    def asked(self):
        return list(self)


class DayForm(ShownForm):
    session_on = forms.DateField(
        label=_("The day of your session"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input share-date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("If there are several: the first one. It may be changed, or left empty."),
    )

    def clean_session_on(self):
        day, today = self.cleaned_data["session_on"], timezone.localdate()
        if day and not today - YEAR <= day <= today + YEAR:
            raise forms.ValidationError(_("Please look at the year again."))
        return day


class DoneForm(forms.Form):
    done = forms.MultipleChoiceField(choices=[(key, key) for key in roadmap.KEYS], required=False)


class WhichHostingForm(forms.Form):
    hosting = forms.IntegerField(min_value=1, max_value=2**62)


class StoryForm(ShownForm):
    """Whether the report may become a story."""

    may_become_story = forms.ChoiceField(
        label=_("May your report become a story that others can read?"),
        choices=MayBecomeStory.choices,
        widget=forms.RadioSelect,
        help_text=_("The team would write it from what you said here, and nothing is published unread."),
        error_messages=NOTHING_CHOSEN,
    )


class StoryAnswerForm(StoryForm):
    """She was asked: later is no answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = (*MAY_BE_TOLD, MayBecomeStory.NO)
        self.fields["may_become_story"].choices = [(each.value, each.label) for each in known]


# Staff


class ReportsForm(forms.Form):
    """Which reports are listed."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *ReportState.choices], required=False, widget=forms.Select
    )


class DoForm(forms.Form):
    do = forms.ChoiceField(choices=[(each, each) for each in ("open", "ask", "accept", "skip")])


class AskForm(forms.Form):
    text = PlainTextField(
        label=_("What would you like to know?"),
        most=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Please write what you would like to know.")},
    )
