"""Beginning a story, coming back to it, putting it away and taking it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hub.core import languages
from hub.stories.models import StoryIndexPage
from hub.stories.share_forms.opening import OwnForm, ResumeForm, StartForm
from hub.stories.share_views import holding
from hub.stories.share_views.holding import share_page, story_page
from hub.stories.share_views.steps import about
from hub.stories.sharing import deciding, keeping, pictures


@share_page("GET", "POST")
def start(request: HttpRequest) -> HttpResponse:
    if not StoryIndexPage.objects.live().exists():
        raise Http404
    form = StartForm(request.POST if request.method == "POST" else None, about="share")
    is_full = False
    if form.is_valid():
        owner = request.user if request.user.is_authenticated else None
        try:
            submission, code = keeping.begin(opening=form.opening, language=languages.current(), owner=owner)
        except keeping.TooManyError:
            is_full = True
        else:
            response = redirect("share_code")
            holding.hold(response, submission, code=code)
            return response
    submission, _code = holding.held(request)
    context = {
        "form": form,
        "is_full": is_full or (not form.is_bound and keeping.is_full()),
        "held": submission,
        "own": keeping.open_ones().filter(owner=request.user) if request.user.is_authenticated else (),
        "days": keeping.KEPT_DAYS,
        "told_days": keeping.TOLD_DAYS,
        "most": pictures.MOST_PICTURES,
    }
    return render(request, "stories/share/start.html", context)


@share_page("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """The code, until its host says that she has it."""
    submission, shown = holding.held(request)
    if submission is None:
        return redirect("share_resume")
    if request.method == "POST":
        response = redirect("share_tasks")
        holding.hold(response, submission)
        return response
    if not shown:
        return redirect("share_tasks")
    return render(request, "stories/share/code.html", {"code": shown, "days": keeping.KEPT_DAYS})


@share_page("GET", "POST")
def resume(request: HttpRequest) -> HttpResponse:
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _opened(form.submission)
    return render(request, "stories/share/resume.html", {"form": form})


@share_page("POST")
def own(request: HttpRequest) -> HttpResponse:
    """Somebody who is signed in goes on with a story of hers, without a code."""
    form = OwnForm(request.POST)
    if not request.user.is_authenticated or not form.is_valid():
        return redirect("share_resume")
    return _opened(get_object_or_404(keeping.open_ones(), owner=request.user, pk=form.cleaned_data["story"]))


def _opened(submission) -> HttpResponse:
    response = redirect("share_tasks" if submission.is_editable else "share_state")
    holding.hold(response, submission)
    return response


@share_page("POST")
def lock(request: HttpRequest) -> HttpResponse:
    """This device forgets the story; its code opens it again."""
    response = redirect("share_resume")
    holding.let_go(response)
    return response


@story_page("GET", "POST")
def take_back(request: HttpRequest, submission) -> HttpResponse:
    if request.method == "POST" and holding.is_marked(request, submission):
        is_gone = deciding.take_back(submission=submission)
        response = redirect("share_gone" if is_gone else "share_state")
        if is_gone:
            holding.let_go(response)
        return response
    return render(request, "stories/share/take_back.html", about(submission))


@share_page("GET")
def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "stories/share/gone.html")
