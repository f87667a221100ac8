"""Questions to take along, and the filled file brought back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hub.calls.apply_forms.opening import FilledForm, TakeForm
from hub.calls.apply_forms.steps import PREFIX
from hub.calls.apply_reading import Draft, call_at
from hub.calls.apply_views.about import about
from hub.calls.apply_views.files import TYPES
from hub.calls.apply_views.holding import PLACE, application_page, apply_page
from hub.calls.apply_views.steps import CLOSED, OTHER_OPEN
from hub.calls.applying import sheets, writing
from hub.calls.applying.permitting import ClosedError
from hub.calls.applying.wording import answer_words
from hub.core import languages
from hub.core.step_forms import TOO_LONG, SentAnswers


@apply_page("GET")
def questions(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Of a call that is open or will be."""
    page = call_at(slug)
    if page is None:
        raise Http404
    if not page.closes_at or timezone.now() >= page.closes_at:
        return redirect(languages.page_path(languages.current(), page.url_path))
    name = f"questions-{page.language}.{ending}"
    return HttpResponse(
        sheets.WRITERS[ending](sheets.sheet_of(page)),
        content_type=TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


@application_page("GET", "POST")
def filled(request: HttpRequest, application) -> HttpResponse:
    """What fits is kept at once. Where something else is there already, both are shown and she chooses."""
    draft = Draft(application)
    if draft.is_sent or not draft.may_change:
        return redirect("apply_steps")
    is_post = request.method == "POST"
    try:
        form = FilledForm(request.POST if is_post else None, request.FILES if is_post else None)
    except OSError:  # no room for what comes in, or the line was cut
        return redirect("apply_file")
    if form.is_valid():
        wrong, taken = _taken(request, draft, form.cleaned_data["filled"])
        if not wrong:
            return _told(request, draft, taken)
        form.add_error(None, wrong)
    context = {**about(request, application, draft=draft), "form": form, "endings": list(sheets.WRITERS)}
    return render(request, "calls/apply/file.html", context)


def _taken(request, draft, upload) -> tuple[str, sheets.Taken | None]:
    if not PLACE.is_marked(request, draft.application):
        return OTHER_OPEN, None
    taken = sheets.compared(
        sheets.read(page=draft.page, upload=upload),
        page=draft.page,
        answers=draft.application.answers,
        applicable=lambda question: not draft.is_frozen(question),
    )
    return _kept(draft, taken.answers), taken


def _kept(draft, answers: dict) -> str:
    try:
        writing.keep(application=draft.application, page=draft.page, answers=answers)
    except writing.TooLongError:
        return TOO_LONG
    except ClosedError:
        return CLOSED
    return ""


def _told(request, draft, taken) -> HttpResponse:
    said = draft.application.answers
    choices = [
        {
            "question": question,
            "number": number,
            "name": PREFIX + question.key,
            "mine": answer_words(question, said.get(question.key)),
            "theirs": answer_words(question, taken.other[question.key]),
            "values": _listed(taken.other[question.key]),
        }
        for number, question in enumerate(draft.questions, 1)
        if question.key in taken.other
    ]
    problems = [{"problem": each, "question": draft.by_key.get(each.key)} for each in taken.problems]
    context = {
        **about(request, draft.application, draft=draft),
        "count": len(taken.answers) + len(taken.same),
        "choices": choices,
        "problems": problems,
    }
    return render(request, "calls/apply/filled.html", context)


@application_page("POST")
def choose(request: HttpRequest, application) -> HttpResponse:
    """Takes those of the file's answers that she chose over her own."""
    draft = Draft(application)
    if not PLACE.is_marked(request, application) or draft.is_sent:
        return redirect("apply_steps")
    form = draft.questions_form(draft.questions, application.answers)
    sent = SentAnswers(form, request.POST)
    chosen = TakeForm(request.POST, names=form.fields).chosen()
    _kept(draft, {name.removeprefix(PREFIX): said for name, said in sent.all.items() if name in chosen})
    return redirect("apply_check")


def _listed(answer) -> list:
    return answer if isinstance(answer, list) else [answer]
