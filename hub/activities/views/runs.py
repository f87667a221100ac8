"""Where somebody says that her group did an activity. No account, no cookie, nothing of who she is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub.activities import reading, runs
from hub.activities.forms import RunForm
from hub.activities.models import ActivityPage
from hub.core import languages
from hub.core.public_forms import kept_nowhere

TOO_MANY = _("Many groups have told us of this activity already. Please come back in a few days.")


@csrf_exempt  # its cookie would be one; the form carries a signed token instead, and acts for nobody
@require_http_methods(["GET", "HEAD", "POST"])
def ran(request: HttpRequest, uid: str) -> HttpResponse:
    """The form, empty or as it was sent with what is wrong with it."""
    activity = _activity(uid)
    form = RunForm(request.POST if request.method == "POST" else None, about=f"run:{uid}")
    if form.is_valid() and _is_taken(form, activity):
        return redirect("activity_ran_thanks", uid)
    context = {"activity": activity, "form": form, "too_many": TOO_MANY}
    if not form.is_bound:
        context["is_full"] = runs.is_full(uid)
    response = render(request, "activities/ran.html", context)
    return kept_nowhere(response, form)


@require_safe
def thanks(request: HttpRequest, uid: str) -> HttpResponse:
    return render(request, "activities/ran_thanks.html", {"activity": _activity(uid)})


def _activity(uid: str) -> ActivityPage:
    activity = reading.activity_of(uid)
    if activity is None:
        raise Http404
    return activity


def _is_taken(form: RunForm, activity: ActivityPage) -> bool:
    said = {name: form.cleaned_data[name] for name in ("month", "format", "group_size", "worked", "minutes", "changed")}
    try:
        runs.leave(activity=activity, opening=form.opening, language=languages.current(), **said)
    except runs.TooManyRunsError:
        form.add_error(None, TOO_MANY)
        return False
    return True
