"""The steps of a story: each shows what is kept, keeps what is sent, and leads on."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.core import languages
from hub.core.step_forms import MOST_RAW, TOO_LONG, SentAnswers
from hub.search import listing, matching
from hub.stories.share_forms.opening import DoForm, WhichForm
from hub.stories.share_reading import Draft, documents_of
from hub.stories.share_views import holding
from hub.stories.share_views.holding import story_page
from hub.stories.sharing import asking, keeping

ORDER = [step for step, _label in asking.STEPS]
LABELS = dict(asking.STEPS)
TEMPLATES = {asking.ACTIVITIES: "stories/share/activities.html", asking.CONSENT: "stories/share/consent.html"}
FOUND = 8


@story_page("GET")
def tasks(request: HttpRequest, submission) -> HttpResponse:
    if not submission.is_editable:
        return redirect("share_state")
    draft = Draft(submission)
    context = {**about(submission), "tasks": draft.tasks(), "is_ready": draft.is_ready}
    return render(request, "stories/share/tasks.html", context)


@story_page("GET", "POST", editable=True)
def step(request: HttpRequest, submission, name: str) -> HttpResponse:
    """A step that is one form. Whatever is sent is kept first, and judged afterwards."""
    draft = Draft(submission)
    if request.method == "GET" or request.method == "HEAD":
        return _shown(request, submission, draft, name)
    sent = SentAnswers(draft.forms[name], request.POST)
    wrong = _not_kept(request, submission, name, sent)
    if wrong:
        submission.answers[name] = {**submission.answers_of(name), **sent.all}  # shown again, and not kept
        return _answer(request, submission, Draft(submission), name, wrong=wrong)
    _act(request, submission, name)
    draft = Draft(submission)
    _note_language(submission, draft, name)
    if wants_json(request):
        return _answer(request, submission, draft, name)
    return _next(request, draft, name)


def wants_json(request) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _not_kept(request, submission, name, sent) -> str:
    """Keeps what is new; otherwise says why not."""
    if not holding.is_marked(request, submission):
        return _(
            "Another story is open on this device now. Copy your words from here, and open this story with its code."
        )
    if sent.too_long:
        return TOO_LONG
    try:
        keeping.keep(submission=submission, step=name, answers=sent.changed)
    except keeping.TooLongError:
        return TOO_LONG
    except keeping.ClosedError:
        return _("This story has been sent already. What you see here is no part of it.")
    return ""


def _note_language(submission, draft, name) -> None:
    said = draft.forms[name].cleaned_data.get("language")
    if name == asking.WHAT and said and said != submission.language:
        keeping.speak(submission=submission, language=said)


def _act(request, submission, name) -> None:
    if name != asking.ACTIVITIES:
        return
    what, uid = DoForm(request.POST).chosen()
    if what == "add" and uid in documents_of([uid], languages.current()):
        keeping.add_activity(submission=submission, uid=uid)
    elif what in {"up", "down"}:
        keeping.move_activity(submission=submission, uid=uid, places=-1 if what == "up" else 1)
    elif what == "remove":
        keeping.remove_activity(submission=submission, uid=uid)


def _next(request, draft, name) -> HttpResponse:
    what, _which = DoForm(request.POST).chosen()
    then = WhichForm(request.POST).chosen()
    if what or draft.forms[name].errors:
        return redirect(reverse("share_step", args=[name]) + (f"?then={then}" if then else ""))
    if then:
        return redirect(f"share_{then}")
    place = ORDER.index(name) + 1
    return redirect(*address_of(ORDER[place]) if place < len(ORDER) else ["share_check"])


def address_of(step_name: str) -> tuple:
    return ("share_pictures",) if step_name == asking.PICTURES else ("share_step", step_name)


def _answer(request, submission, draft, name, *, wrong="") -> HttpResponse:
    form = draft.forms[name]
    if wants_json(request):
        errors = {field: " ".join(messages) for field, messages in form.errors.items()}
        answer = {"kept": not wrong, "message": str(wrong), "was": form.marks, "errors": errors}
        return JsonResponse(answer, status=409 if wrong else 200)
    return _shown(request, submission, draft, name, wrong=wrong)


def _shown(request, submission, draft, name, *, wrong="") -> HttpResponse:
    form = draft.forms[name]
    if wrong:
        form.add_error(None, wrong)
    context = {
        **about(submission),
        "step": name,
        "label": LABELS[name],
        "number": ORDER.index(name) + 1,
        "count": len(ORDER),
        "form": form,
        "remark": submission.remarks.get(name, ""),
        "then": WhichForm(request.GET).chosen(),
        **(_found(form, draft) if name == asking.ACTIVITIES else {}),
        **({"pictures": {f"p{each.pk}-": each for each in draft.pictures}} if name == asking.CONSENT else {}),
    }
    return render(request, TEMPLATES.get(name, "stories/share/step.html"), context)


def _found(form, draft) -> dict:
    """Activities that have the words which were searched for."""
    words = form.cleaned_data.get("q", "")
    if not words:
        return {"asked": False, "found": []}
    listed = listing.listing("activity", languages.current())
    found = matching.match(words[:MOST_RAW], listed)
    scores = matching.scores(found, listed, found.mask) if found.mask else None
    rows = listed.rows(found.mask, sort="match", size=FOUND, scores=scores) if found.mask else []
    documents = listing.documents(rows)
    return {"asked": True, "found": [each for each in documents if each.uid not in draft.activities]}


def about(submission) -> dict:
    """What every page of a story has."""
    return {"submission": submission, "mark": holding.mark_of(submission), "days": keeping.KEPT_DAYS}
