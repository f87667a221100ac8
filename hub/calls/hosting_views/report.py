"""The report, on its host's side: steps in any order, check, send once."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.calls.apply_forms.steps import PREFIX
from hub.calls.apply_reading import label_of
from hub.calls.apply_views.holding import PLACE
from hub.calls.enums import TO_WRITE, MayBecomeStory, ReportState
from hub.calls.hosting import reporting
from hub.calls.hosting_forms import StoryAnswerForm, StoryForm
from hub.calls.hosting_reading import Draft
from hub.calls.hosting_views.holding import about, hosting_page
from hub.core.step_forms import TOO_LONG, SentAnswers


@hosting_page("GET")
def report(request: HttpRequest, application) -> HttpResponse:
    draft = Draft(application)
    if draft.report.state in TO_WRITE:
        day = draft.hosting.session_on
        has_been = day is not None and day <= timezone.localdate()
        context = {**_about(draft), "tasks": draft.tasks(), "has_been": has_been}
        return render(request, "calls/hosting/report.html", context)
    return _state(request, draft)


@hosting_page("GET", "POST")
def step(request: HttpRequest, application, number: int) -> HttpResponse:
    """Whatever is sent is kept first, and judged afterwards."""
    draft = Draft(application)
    if not 1 <= number <= len(draft.steps):
        raise Http404
    if draft.report.state not in TO_WRITE and request.method != "POST":
        return redirect("apply_report")
    form, wrong = draft.form(number - 1), ""
    if request.method == "POST":
        sent = SentAnswers(form, request.POST)
        wrong = _not_kept(request, draft, sent)
        if not wrong:
            draft = Draft(application)
        form = draft.form(number - 1, typed=by_key(sent.all) if wrong else None)
        if request.headers.get("Accept", "") == "application/json":
            return _as_json(form, wrong)
        if not wrong and not form.errors:
            return (
                redirect("apply_report_step", number + 1)
                if number < len(draft.steps)
                else redirect("apply_report_check")
            )
    if wrong:
        form.add_error(None, wrong)
    place = {"number": number, "count": len(draft.steps), "label": label_of(draft.steps[number - 1])}
    return render(request, "calls/hosting/step.html", {**_about(draft), **place, "form": form})


def by_key(typed: dict) -> dict:
    return {name.removeprefix(PREFIX): value for name, value in typed.items()}


def _not_kept(request, draft, sent) -> str:
    """Keeps what is new; otherwise says why not."""
    if not PLACE.is_marked(request, draft.application):
        return _(
            "Another application is open on this device now. Copy your words from here, and open this one with its code."
        )
    if sent.too_long:
        return TOO_LONG
    try:
        reporting.keep(application=draft.application, answers=by_key(sent.changed), questions=draft.questions)
    except reporting.TooLongError:
        return TOO_LONG
    except reporting.ClosedError:
        return _("This report has been sent already. What you see here is no part of it.")
    return ""


def _as_json(form, wrong) -> JsonResponse:
    errors = {name: " ".join(messages) for name, messages in form.errors.items()}
    answer = {"kept": not wrong, "message": str(wrong), "was": form.marks, "errors": errors}
    return JsonResponse(answer, status=409 if wrong else 200)


@hosting_page("GET", "POST")
def check(request: HttpRequest, application) -> HttpResponse:
    draft = Draft(application)
    if draft.report.state not in TO_WRITE:
        return redirect("apply_report")  # a second click finds it sent
    form = StoryForm(initial={"may_become_story": draft.report.may_become_story})
    if request.method == "POST":
        form = StoryForm(request.POST)
        if form.is_valid() and draft.is_ready and PLACE.is_marked(request, application):
            return _sent(draft, form)
    context = {"sections": draft.sections(), "form": form, "was_tried": request.method == "POST"}
    return render(request, "calls/hosting/check.html", {**_about(draft), **context})


def _sent(draft, form) -> HttpResponse:
    with suppress(reporting.ClosedError):  # it is with the team already
        reporting.send(application=draft.application, answers=draft.told(), **form.cleaned_data)
    return redirect("apply_report")


@hosting_page("POST")
def story(request: HttpRequest, application) -> HttpResponse:
    """Her answer to whether an accepted report may become a story."""
    form = StoryAnswerForm(request.POST)
    if not form.is_valid():
        return _state(request, Draft(application), form=form)
    if PLACE.is_marked(request, application):
        with suppress(reporting.ClosedError):  # nobody waits for an answer any more
            reporting.choose(application=application, **form.cleaned_data)
    return redirect("apply_report")


def _state(request, draft, *, form=None) -> HttpResponse:
    report = draft.report
    is_asked = report.state == ReportState.ACCEPTED and report.may_become_story == MayBecomeStory.ASK
    context = {"form": form or StoryAnswerForm(), "is_asked": is_asked}
    return render(request, "calls/hosting/report_state.html", {**_about(draft), **context})


def _about(draft) -> dict:
    return {**about(draft.application), "draft": draft, "report": draft.report, "hosting": draft.hosting}
