"""Beginning an application, coming back to it, putting it away and taking it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from hub.calls import keeping, staging
from hub.calls.apply_forms.opening import LATE_WRONG, LateForm, ResumeForm, StartForm, WhichForm
from hub.calls.apply_reading import call_at
from hub.calls.apply_views.about import about
from hub.calls.apply_views.holding import PLACE, application_page, apply_page
from hub.calls.applying import beginning, dropping, sheets
from hub.calls.applying.permitting import ClosedError
from hub.core import languages


@apply_page("GET", "POST")
def start(request: HttpRequest, slug: str) -> HttpResponse:
    page = call_at(slug)
    if page is None:
        raise Http404
    now = timezone.now()
    is_late = not staging.is_open(page, now=now) and beginning.has_late_codes(page, now=now)
    if not is_late and not staging.is_open(page, now=now):
        return redirect(languages.page_path(languages.current(), page.url_path))
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, about=f"apply:{page.translation_key}", is_late=is_late)
    is_full = False
    if form.is_valid():
        try:
            return _begun(request, page, form)
        except beginning.TooManyError:
            is_full = True
        except beginning.LateCodeError:
            form.add_late_error()
        except ClosedError:  # in this very second
            return redirect(languages.page_path(languages.current(), page.url_path))
    held, _code = PLACE.held(request)
    context = {
        "form": form,
        "call": page,
        "is_late": is_late,
        "is_full": is_full or (not form.is_bound and beginning.is_full(page)),
        "held": held if held and held.round_id == page.translation_key else None,
        "days": dropping.KEPT_DAYS,
        "endings": list(sheets.WRITERS),
    }
    return render(request, "calls/apply/start.html", context)


def _begun(request, page, form) -> HttpResponse:
    application, code = beginning.begin(
        page=page, opening=form.opening, language=languages.current(), late=form.cleaned_data.get("late", "")
    )
    then = WhichForm(request.POST).chosen()
    response = redirect(reverse("apply_code") + ("?then=file" if then == "file" else ""))
    PLACE.hold(response, application, code=code)
    return response


@apply_page("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """The code, until she says that she has it."""
    application, shown = PLACE.held(request)
    if application is None:
        return redirect("apply_resume")
    then = WhichForm(request.GET).chosen()
    onward = "apply_file" if then == "file" else "apply_steps"
    if request.method == "POST":
        response = redirect(onward)
        PLACE.hold(response, application)
        return response
    if not shown:
        return redirect(onward)
    return render(request, "calls/apply/code.html", {"code": shown, "kept_until": application.delete_on})


@apply_page("GET", "POST")
def resume(request: HttpRequest) -> HttpResponse:
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        response = redirect("apply_state" if form.application.sent_at else "apply_steps")
        PLACE.hold(response, form.application)
        return response
    return render(request, "calls/apply/resume.html", {"form": form})


@apply_page("POST")
def lock(request: HttpRequest) -> HttpResponse:
    """This device forgets the application; its code opens it again."""
    response = redirect("apply_resume")
    PLACE.let_go(response)
    return response


@application_page("GET", "POST")
def late(request: HttpRequest, application) -> HttpResponse:
    """A late code for a draft whose call has closed."""
    draft = about(request, application)["draft"]
    form = LateForm(request.POST if request.method == "POST" else None)
    if not draft.needs_late_code:
        return redirect("apply_steps")
    if form.is_valid() and PLACE.is_marked(request, application):
        try:
            beginning.let_in(application=application, page=draft.page, late=form.cleaned_data["late"])
            return redirect("apply_steps")
        except ClosedError:
            return redirect("apply_steps")
        except beginning.LateCodeError:
            form.add_error("late", LATE_WRONG)
    return render(request, "calls/apply/late.html", {**about(request, application, draft=draft), "form": form})


@application_page("GET", "POST")
def withdraw(request: HttpRequest, application) -> HttpResponse:
    if request.method == "POST" and PLACE.is_marked(request, application):
        keeping.withdraw(application=application)
        response = redirect("apply_gone")
        PLACE.let_go(response)
        return response
    return render(request, "calls/apply/withdraw.html", about(request, application))


@apply_page("GET")
def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "calls/apply/gone.html")
