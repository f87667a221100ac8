"""Where readers suggest a resource, and say that a link does not work. No account, no cookie, nothing of who they are."""

from allauth.core.internal import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub.core import languages
from hub.core.public_forms import kept_nowhere
from hub.resources import reading, reporting, suggesting
from hub.resources.forms import DeadLinkForm, SuggestForm
from hub.resources.models import ResourcePage

TOO_MANY = _("Many people have told us something just now. Please come back in a few days.")
TOO_OFTEN = _("This has been sent many times from your network. Please wait for an hour and send it once more.")
LIMITS = {"suggest": "20/h/ip", "dead": "40/h/ip"}  # a network is often shared by many


@csrf_exempt  # its cookie would be one; the form carries a signed token instead, and acts for nobody
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The form, empty or as it was sent with what is wrong with it; an address that is listed leads to its entry."""
    form = SuggestForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "too_many": TOO_MANY}
    if form.is_bound:
        is_good = form.is_valid()
        if "url" in form.cleaned_data:
            context["listed"] = suggesting.listed_at(form.cleaned_data["url"])
        if is_good and not context["listed"] and _is_within(request, "suggest", form) and _is_suggested(form):
            return redirect("resource_suggest_thanks")
    else:
        context["is_full"] = suggesting.is_full()
    return kept_nowhere(render(request, "resources/suggest.html", context), form)


@require_safe
def suggest_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "resources/suggest_thanks.html")


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def dead(request: HttpRequest, slug: str) -> HttpResponse:
    """One press and a note that may stay empty."""
    resource = _linked(slug)
    about = f"dead-link:{resource.translation_key}"
    form = DeadLinkForm(request.POST if request.method == "POST" else None, about=about)
    if form.is_valid() and _is_within(request, "dead", form) and _is_reported(form, resource):
        return redirect("resource_dead_thanks", slug)
    context = {"resource": resource, "form": form, "too_many": TOO_MANY}
    if not form.is_bound:
        context["is_full"] = reporting.is_full(resource)
    return kept_nowhere(render(request, "resources/dead.html", context), form)


@require_safe
def dead_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "resources/dead_thanks.html", {"resource": _linked(slug)})


def _linked(slug: str) -> ResourcePage:
    resource = reading.resource_of(slug)
    if resource is None or not (resource.url or resource.is_file):
        raise Http404
    return resource


def _is_within(request, action, form) -> bool:
    """Whether this network has not sent too much; what it typed is handed back."""
    if ratelimit.consume(request, app="hub.resources", action=action, config=LIMITS):
        return True
    form.add_error(None, TOO_OFTEN)
    return False


def _is_suggested(form: SuggestForm) -> bool:
    said = form.cleaned_data
    try:
        suggesting.leave(
            opening=form.opening,
            title=said["title"],
            url=said["url"],
            kind=said["kind"],
            languages_of_it=said["languages"],
            why=form.reason,
            language=languages.current(),
        )
    except suggesting.TooManySuggestionsError:
        form.add_error(None, TOO_MANY)
        return False
    return True


def _is_reported(form: DeadLinkForm, resource: ResourcePage) -> bool:
    try:
        reporting.leave(
            resource=resource, opening=form.opening, note=form.cleaned_data["note"], language=languages.current()
        )
    except reporting.TooManyReportsError:
        form.add_error(None, TOO_MANY)
        return False
    return True
