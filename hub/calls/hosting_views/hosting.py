"""After a yes: the day of the session, the checklist, and an account for who wants one."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation

from hub.calls import rounds_of
from hub.calls.apply_views.holding import PLACE, apply_page
from hub.calls.hosting import accounts, sessions
from hub.calls.hosting_forms import DayForm, DoneForm, WhichHostingForm
from hub.calls.hosting_reading import checklist
from hub.calls.hosting_views.holding import about, hosting_page


@apply_page("GET")
def hosting(request: HttpRequest) -> HttpResponse:
    """Of the application that this device holds; without one, who is signed in finds hers."""
    application, _code = PLACE.held(request)
    if application and sessions.hosts(application):
        return _shown(request, application)
    own = list(accounts.hostings_of(request.user))
    if own:
        return render(request, "calls/hosting/own.html", {"own": own})
    return redirect("apply_state" if application else "apply_resume")


@apply_page("POST")
def own(request: HttpRequest) -> HttpResponse:
    """Somebody who is signed in goes on with a hosting of hers, without a code."""
    form = WhichHostingForm(request.POST)
    if not request.user.is_authenticated or not form.is_valid():
        return redirect("apply_hosting")
    found = get_object_or_404(accounts.hostings_of(request.user), pk=form.cleaned_data["hosting"])
    response = redirect("apply_hosting")
    PLACE.hold(response, found.application)
    return response


@hosting_page("POST")
def day(request: HttpRequest, application) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        return _shown(request, application, day_form=form)
    if PLACE.is_marked(request, application):
        sessions.say_day(application=application, day=form.cleaned_data["session_on"])
    return redirect("apply_hosting")


@hosting_page("POST")
def done(request: HttpRequest, application) -> HttpResponse:
    form = DoneForm(request.POST)
    if form.is_valid() and PLACE.is_marked(request, application):
        sessions.tick(application=application, keys=form.cleaned_data["done"])
    return redirect(f"{reverse('apply_hosting')}#list")


@hosting_page("POST")
def account(request: HttpRequest, application) -> HttpResponse:
    """The link is in this answer and nowhere else."""

    def link_to(token: str) -> str:
        with translation.override(application.language):
            return request.build_absolute_uri(reverse("account_join", args=[token]))

    if not PLACE.is_marked(request, application):
        return redirect("apply_hosting")
    try:
        link = accounts.link(application=application, link_to=link_to)
    except accounts.HasAccountError:
        return redirect("apply_hosting")
    return render(request, "calls/hosting/account.html", {**about(application), "link": link})


@hosting_page("POST")
def connect(request: HttpRequest, application) -> HttpResponse:
    if request.user.is_authenticated and PLACE.is_marked(request, application):
        with suppress(accounts.HasAccountError):  # the page says that it belongs to another
            accounts.connect(application=application, user=request.user)
    return redirect("apply_hosting")


def _shown(request, application, *, day_form=None) -> HttpResponse:
    hosting = sessions.shown_hosting(application)
    context = {
        **about(application),
        "hosting": hosting,
        "report": sessions.shown_report(hosting),
        "page": rounds_of.page_of(application.round),
        "form": day_form or DayForm(initial={"session_on": hosting.session_on}),
        "phases": checklist(hosting),
        "has_account": bool(hosting.host_id),
        "is_hosting": True,
    }
    return render(request, "calls/hosting/hosting.html", context)
