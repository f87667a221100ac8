"""Check your answers, send, and what happens next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hub.calls.apply_reading import Draft
from hub.calls.apply_views.about import about
from hub.calls.apply_views.holding import PLACE, application_page
from hub.calls.applying import writing
from hub.calls.applying.permitting import ClosedError

PROBLEMS = {
    writing.ChangedMeanwhileError: _(
        "Something was changed in another window. Please read it once more, then send it."
    ),
    ClosedError: _("The call has closed. Your answers are kept for now, but they cannot be sent."),
}


@application_page("GET", "POST")
def check(request: HttpRequest, application) -> HttpResponse:
    draft, problem = Draft(application), ""
    if request.method == "POST":
        if draft.is_sent:
            return redirect("apply_sent")  # a second click finds it sent
        if PLACE.is_marked(request, application) and draft.is_ready:
            try:
                writing.send(
                    application=application, page=draft.page, answers=draft.told(), answers_in=draft.answers_in
                )
            except tuple(PROBLEMS) as error:
                problem = PROBLEMS[type(error)]
            else:
                return redirect("apply_sent")
    context = {**about(request, application, draft=draft), "was_tried": request.method == "POST", "problem": problem}
    return render(request, "calls/apply/check.html", context)


@application_page("GET")
def sent(request: HttpRequest, application) -> HttpResponse:
    draft = Draft(application)
    if not draft.is_sent:
        return redirect("apply_check")
    return render(request, "calls/apply/sent.html", about(request, application, draft=draft))
