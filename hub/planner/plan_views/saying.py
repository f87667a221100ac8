"""What people who came say of a session: anonymous, without an account, seen by those who hold the plan."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.core.public_forms import PlainTextField, PublicForm
from hub.planner import keeping, vision
from hub.planner.plan_views.kept import found_plan
from hub.planner.plan_views.showing import page

MOST_LETTERS = 1000
NOTHING_SAID = _("Please write at least one of the three.")
FULL = _("So many people have answered already that nothing more can be taken in.")


class VoiceForm(PublicForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in vision.FEEDBACK:
            area = forms.Textarea({"rows": 3, "dir": "auto"})
            self.fields[key] = PlainTextField(most=MOST_LETTERS, label=label, required=False, widget=area)

    def clean(self):
        found = super().clean() or self.cleaned_data
        if not self.errors and not any(found.get(key) for key, _label in vision.FEEDBACK):
            self.add_error(None, NOTHING_SAID)
        return found

    @property
    def words(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key, _label in vision.FEEDBACK if self.cleaned_data[key]}


@found_plan("GET", "POST")
def say(request: HttpRequest, code: str) -> HttpResponse:
    if not keeping.may_speak(code):
        raise keeping.NoPlanError
    if "thanks" in request.GET and request.method != "POST":
        return page(request, "thanks", {})
    form = VoiceForm(request.POST if request.method == "POST" else None, about=f"voice:{code}")
    if form.is_valid():
        try:
            keeping.speak(say=code, opening=form.opening, words=form.words)
        except keeping.TooManyError:
            form.add_error(None, FULL)
        else:
            return redirect(reverse("plan_say", args=[code]) + "?thanks")
    return page(request, "say", {"form": form})
