"""The pages of an application: each shows what is kept, keeps what is sent, and leads on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.calls.apply_forms.opening import UploadForm, WhichForm
from hub.calls.apply_forms.steps import PREFIX, YouForm
from hub.calls.apply_reading import Draft, label_of
from hub.calls.apply_views.about import about, wants_json
from hub.calls.apply_views.holding import PLACE, application_page
from hub.calls.applying import dropping, files, writing
from hub.calls.applying.paging import YOU, Step
from hub.calls.applying.permitting import ClosedError
from hub.core.step_forms import TOO_LONG, SentAnswers, StepForm

OTHER_OPEN = _(
    "Another application is open on this device now. Copy your words from here, and open this one with its code."
)
CLOSED = _("This application cannot be changed any more. What you see here was not kept; copy it if you need it.")
NOT_GOOD = _(
    "Not kept: your application stays as you sent it until nothing is wrong or missing here. What you typed is still "
    "on this page."
)


@application_page("GET")
def tasks(request: HttpRequest, application) -> HttpResponse:
    draft = Draft(application)
    if draft.is_sent and not draft.may_change:
        return redirect("apply_state")
    context = {**about(request, application, draft=draft), "days": dropping.KEPT_DAYS}
    return render(request, "calls/apply/tasks.html", context)


@application_page("GET", "POST")
def step(request: HttpRequest, application, number: int) -> HttpResponse:
    """Whatever is sent is kept first, and judged afterwards."""
    draft = Draft(application)
    found = draft.step(number)
    if request.method == "POST":
        return _kept(request, draft, found or Step(number))
    if found is None or not draft.may_change:
        return redirect("apply_steps")
    return shown(request, draft, found)


def _kept(request, draft, found: Step) -> HttpResponse:
    form = _sent_form(request, draft, found)
    sent = SentAnswers(form, request.POST)
    wrong = _not_kept(request, draft, form, sent)
    draft = Draft(draft.application, page=draft.page)
    if wrong:
        form = _again(draft, form, {**form.answers, **sent.all})
        return _answer(request, draft, found, form, wrong=wrong)
    form = _again(draft, form, None)
    if wants_json(request):
        return _answer(request, draft, found, form)
    return _next(request, draft, found, form)


def _sent_form(request, draft, found: Step) -> StepForm:
    """The form of the page, and of every other question that is answered here: the team may have moved some meanwhile."""
    if found.number == YOU:
        return draft.form(found)
    asked = [each for each in draft.questions if each in found.questions or PREFIX + each.key in request.POST]
    return draft.questions_form(asked, draft.application.answers)


def _again(draft, form, answers: dict | None) -> StepForm:
    """The same form with what is kept, or with these answers, by the names that they have in it."""
    if isinstance(form, YouForm):
        return draft.you(draft.you_answers if answers is None else answers)
    given = {} if answers is None else _by_key(answers)
    return draft.questions_form(form.questions.values(), {**draft.application.answers, **given})


def _by_key(answers: dict) -> dict:
    return {name.removeprefix(PREFIX): answer for name, answer in answers.items()}


def _not_kept(request, draft, form, sent: SentAnswers) -> str:
    """Keeps what is new; otherwise says why not."""
    if not PLACE.is_marked(request, draft.application):
        return OTHER_OPEN
    if sent.too_long:
        return TOO_LONG
    changed = sent.changed
    if draft.is_sent:
        good = _again(draft, form, {**form.answers, **changed})
        if not good.is_good:
            return NOT_GOOD
        if not isinstance(good, YouForm):
            changed = {PREFIX + key: answer for key, answer in good.answers_said().items() if PREFIX + key in changed}
    try:
        _keep(draft, form, changed)
    except writing.TooLongError:
        return TOO_LONG
    except ClosedError:
        return CLOSED
    return ""


def _keep(draft, form, changed: dict) -> None:
    application, page = draft.application, draft.page
    if not isinstance(form, YouForm):
        writing.keep(application=application, page=page, answers=_by_key(changed))
        return
    answers_in = changed.pop("answers_in", None)
    writing.keep_contact(application=application, page=page, contact=changed)
    if answers_in in dict(form.fields["answers_in"].choices):
        language = answers_in if answers_in in dict(settings.LANGUAGES) else application.language
        writing.speak(application=application, page=page, language=language, answers_in=answers_in)


def _next(request, draft, found: Step, form) -> HttpResponse:
    then = WhichForm(request.POST).chosen()
    if form.errors:
        return redirect(reverse("apply_step", args=[found.number]) + (f"?then={then}" if then else ""))
    if then in {"check", "tasks"}:
        return redirect("apply_check" if then == "check" else "apply_steps")
    if draft.step(found.number + 1):
        return redirect("apply_step", found.number + 1)
    return redirect("apply_check")


def _answer(request, draft, found, form, *, wrong="") -> HttpResponse:
    if wants_json(request):
        errors = {field: " ".join(messages) for field, messages in form.errors.items()}
        answer = {"kept": not wrong, "message": str(wrong), "was": form.marks, "errors": errors}
        return JsonResponse(answer, status=409 if wrong else 200)
    return shown(request, draft, found, form=form, wrong=wrong)


def shown(request, draft, found: Step, *, form=None, wrong="", refused=()) -> HttpResponse:
    form = form or draft.forms[found.number]
    if wrong:
        form.add_error(None, wrong)
    context = {
        **about(request, draft.application, draft=draft),
        "step": found,
        "label": label_of(found),
        "number": found.number,
        "count": len(draft.steps),
        "form": form,
        "then": WhichForm(request.GET).chosen(),
    }
    question = found.file_question
    if question is None:
        return render(request, "calls/apply/step.html", {**context, "frozen": draft.frozen_rows(found)})
    context |= {
        "question": question,
        "remark": draft.remark(question),
        "is_frozen": draft.is_frozen(question),
        "rows": draft.files.get(question.key, []),
        "refused": refused,
        "upload": UploadForm(),
        "accepted": files.ACCEPTED,
        "most": files.MOST_FILES,
        "megabytes": files.most_megabytes(question),
    }
    return render(request, "calls/apply/files.html", context)
