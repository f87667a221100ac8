"""Check your answers, send, and where the story is now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.stories.enums import SubmissionState
from hub.stories.share_reading import Draft
from hub.stories.share_views import holding
from hub.stories.share_views.holding import story_page
from hub.stories.share_views.steps import about
from hub.stories.sharing import asking, keeping, sending

PROBLEMS = {
    sending.ChangedMeanwhileError: _(
        "Something was changed in another window. Please read it once more, then send it."
    ),
    sending.SameStoryError: _("A story with these very words has been sent already. Its code shows where it is now."),
    sending.NoPlaceError: _("Stories cannot be sent just now. Yours is kept; please come back in a few days."),
    keeping.TooManyError: _("Many stories are waiting to be read. Yours is kept; please send it in a few days."),
}


@story_page("GET", "POST")
def check(request: HttpRequest, submission) -> HttpResponse:
    if not submission.is_editable:
        return redirect("share_state")  # a second click finds it sent
    draft, problem = Draft(submission), ""
    if request.method == "POST" and holding.is_marked(request, submission) and draft.is_ready:
        try:
            sending.send(submission=submission, told=draft.told())
        except keeping.ClosedError:
            return redirect("share_state")
        except tuple(PROBLEMS) as error:
            problem = PROBLEMS[type(error)]
        else:
            return redirect("share_state")
    context = {
        **about(submission),
        "sections": draft.sections(),
        "is_ready": draft.is_ready,
        "is_unsure": draft.forms[asking.CONSENT].is_unsure,
        "was_tried": request.method == "POST",
        "problem": problem,
    }
    return render(request, "stories/share/check.html", context)


@story_page("GET")
def state(request: HttpRequest, submission) -> HttpResponse:
    """Where is my story now?"""
    if submission.state == SubmissionState.BEGUN:
        return redirect("share_tasks")
    waited = (submission.decided_at or timezone.now()) - (submission.sent_at or submission.begun_at)
    asked = [
        {"name": name, "label": label, "step": step, "text": submission.remarks[name]}
        for name, label, step in asking.ASKABLE
        if name in submission.remarks
    ]
    context = {**about(submission), "waited": waited.days, "asked": asked, "told_days": keeping.TOLD_DAYS}
    return render(request, "stories/share/state.html", context)
