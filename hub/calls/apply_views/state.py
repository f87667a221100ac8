"""Where an application is now: the state, words with the team, the decision, the offer."""

import contextlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hub.calls.apply_forms.opening import WordsForm
from hub.calls.apply_reading import Draft
from hub.calls.apply_views.about import about
from hub.calls.apply_views.holding import PLACE, application_page
from hub.calls.applying import talking
from hub.calls.applying.permitting import may_talk
from hub.calls.enums import CHOSEN, Decision, State
from hub.calls.models import Message

TOO_MANY = _("You have written very often. Please wait until the team has answered.")
NO_TALK = _("This application is over; nobody would read the message.")
OTHER_WAY = _("Something has changed meanwhile. Please look at it again.")
MARKS = {State.MORE_INFO: "file", State.DECLINED: "heart", **dict.fromkeys(CHOSEN, "check")}


@application_page("GET", "POST")
def state(request: HttpRequest, application) -> HttpResponse:
    if application.sent_at is None:
        return redirect("apply_steps")
    form = WordsForm(request.POST if request.method == "POST" else None, about=f"talk:{PLACE.mark_of(application)}")
    if form.is_valid():
        wrong = _not_told(request, application, form)
        if not wrong:
            return redirect(reverse("apply_state") + "#talk")
        form.add_error(None, wrong)
    if request.method == "GET":
        talking.note_read(application=application)
    return _shown(request, application, form)


def _not_told(request, application, form) -> str:
    if not PLACE.is_marked(request, application):
        return OTHER_WAY
    try:
        talking.answer(application=application, opening=form.opening, text=form.cleaned_data["text"])
    except talking.TooManyError:
        return TOO_MANY
    except talking.NoTalkError:
        return NO_TALK
    return ""


@application_page("POST")
def offer(request: HttpRequest, application, answer: str) -> HttpResponse:
    """Yes or no to the offer. What has gone another way meanwhile is shown as it is."""
    if PLACE.is_marked(request, application):
        with contextlib.suppress(talking.NoWayError):
            {"yes": talking.accept, "no": talking.decline}[answer](application=application)
    return redirect("apply_state")


@application_page("GET")
def refuse(request: HttpRequest, application) -> HttpResponse:
    """Asks before an offer is given away."""
    if application.state != State.OFFERED:
        return redirect("apply_state")
    return render(request, "calls/apply/refuse.html", about(request, application))


def _shown(request, application, form) -> HttpResponse:
    draft = Draft(application)
    is_decided = application.state in talking.DECIDED
    context = {
        **about(request, application, draft=draft),
        "form": form,
        "talk": application.messages.filter(circle=Message.Circle.APPLICANT),
        "may_talk": may_talk(application),
        "is_decided": is_decided,
        "note": application.decision_note if is_decided else "",
        "is_refused": application.state == State.DECLINED and application.decision == Decision.OFFER,
        "hosting": _address("apply_hosting") if application.state in CHOSEN else "",
        "report": _address("apply_report") if application.state == State.CONFIRMED else "",
        "mark_of_state": MARKS.get(application.state, "clock"),
        "is_incomplete": draft.may_change and not draft.is_ready,
    }
    return render(request, "calls/apply/state.html", context)


def _address(name: str) -> str:
    """Of a page that follows a yes, where there is one."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
