"""Where a person who holds a code sees what she allowed, and takes it back. No account, no cookie, nothing of who she is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hub.consent import services
from hub.consent.enums import State
from hub.consent.forms import CodeForm, Step

NOTHING_CHANGED = _("Nothing was changed.")


@sensitive_post_parameters()
@csrf_exempt  # its cookie would be one; the code itself is what allows, and no browser sends it by itself
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """The code comes in the body alone: never in an address, which servers and browsers write down."""
    form = CodeForm(request.POST if request.method == "POST" else None, about="consent")
    response = _answer(request, form) if form.is_valid() else render(request, "consent/code.html", {"form": form})
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request, form) -> HttpResponse:
    step, held = form.cleaned_data["step"], form.consent
    if step == Step.LOOK or held.state == State.WITHDRAWN:
        return _shown(request, form, held)
    scopes = form.cleaned_data["scopes"] if step == Step.NARROW else []
    if step == Step.NARROW and set(scopes) >= set(held.scopes):
        return _shown(request, form, held, said=NOTHING_CHANGED)
    try:
        report = services.narrow(consent=held, scopes=scopes) if scopes else services.withdraw(consent=held)
    except services.AlreadyWithdrawnError:
        report = None
    held.refresh_from_db()
    context = {"consent": held, "report": report, "is_withdrawn": held.state == State.WITHDRAWN}
    return render(request, "consent/done.html", context)


def _shown(request, form, held, said="") -> HttpResponse:
    context = {
        "form": form,
        "consent": held,
        "said": said,
        "is_withdrawn": held.state == State.WITHDRAWN,
        "things": services.covered([held])[held.pk],
        "scopes": [(key, label) for key, label in form.fields["scopes"].choices if key in held.scopes],
    }
    return render(request, "consent/consent.html", context)
