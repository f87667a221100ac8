"""The ledger at /admin/consents/: what each consent covers, how it stands, its card, and taking it back."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from hub.consent import services
from hub.consent.enums import ENDING_SOON_DAYS, State
from hub.consent.forms import CardForm, LedgerFilterForm, Show
from hub.consent.models import Consent, Leftover, Withdrawal
from hub.core import languages

PER_PAGE = 30
POLICY = ModelPermissionPolicy(Consent)


def may_see(user) -> bool:
    return POLICY.user_has_any_permission(user, ["change", "delete", "view"])


def may_change(user) -> bool:
    return POLICY.user_has_permission(user, "change")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied
    form = LedgerFilterForm(request.GET)
    asked = form.chosen()
    page = Paginator(consents(asked).prefetch_related("withdrawals"), PER_PAGE).get_page(asked["p"])
    things = services.covered(page.object_list)
    context = {
        "page_title": _("Consents"),
        "header_icon": "lock",
        "breadcrumbs_items": [{"url": "", "label": _("Consents")}],
        "form": form,
        "entries": [(consent, things[consent.pk]) for consent in page],
        "page_obj": page,
        "today": timezone.localdate(),
        "may_change": may_change(request.user),
        "may_add": POLICY.user_has_permission(request.user, "add"),
        "add_url": Consent.snippet_viewset.get_url_name("add"),
        "edit_url": Consent.snippet_viewset.get_url_name("edit"),
        "card_languages": list(languages.names().items()),
        "files_left": Leftover.objects.count(),
    }
    return TemplateResponse(request, "consent/ledger.html", context)


def consents(asked: dict):
    """The consents that staff ask for."""
    today, show = timezone.localdate(), asked["show"]
    found = Consent.objects.filter(pseudonym__icontains=asked["q"])
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if show == Show.SOON:
        return found.ending_by(today + dt.timedelta(days=ENDING_SOON_DAYS), today=today).order_by("until", "pk")
    if show == Show.OVER:
        carrying = services.covered(Consent.objects.over(today))
        return found.filter(pk__in=[pk for pk, things in carrying.items() if things]).order_by("until", "pk")
    return found.filter(state=show) if show else found


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What will go, and after a yes the report of what went."""
    consent = _changeable(request, pk)
    if request.method == "POST":
        try:
            report = services.withdraw(consent=consent, by=request.user)
        except services.AlreadyWithdrawnError:
            messages.warning(request, _("This consent was withdrawn already."))
            return redirect("consent:ledger")
        log(instance=consent, action="hub.consent.withdraw", user=request.user)
        return redirect("consent:report", report.pk)
    context = {
        "page_title": _("Withdraw a consent"),
        "header_icon": "lock",
        "breadcrumbs_items": _crumbs(_("Withdraw a consent")),
        "consent": consent,
        "is_withdrawn": consent.state == State.WITHDRAWN,
        "things": services.covered([consent])[consent.pk],
    }
    return TemplateResponse(request, "consent/withdraw.html", context)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied
    context = {
        "page_title": _("What was removed"),
        "header_icon": "lock",
        "breadcrumbs_items": _crumbs(_("What was removed")),
        "report": get_object_or_404(Withdrawal.objects.select_related("consent", "by"), pk=pk),
    }
    return TemplateResponse(request, "consent/report.html", context)


@require_POST
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """A new card to print, in the language of who will hold it. The code is on this page only, and never again."""
    consent = _changeable(request, pk)
    form = CardForm(request.POST)
    if not form.is_valid() or consent.state == State.WITHDRAWN:
        messages.error(request, _("No card can be made for this consent."))
        return redirect("consent:ledger")
    code, language = services.make_code(consent=consent), form.cleaned_data["language"]
    log(instance=consent, action="hub.consent.card", user=request.user)
    with translation.override(language):
        address = request.build_absolute_uri(reverse("consent"))
        context = {
            "consent": consent,
            "code": code,
            "address": address,
            "address_with_code": f"{address}#{code}",
            "language": language,
            "direction": languages.direction(language),
        }
        response = render(request, "consent/card.html", context)
    response.headers["Content-Language"] = language
    patch_cache_control(response, private=True, no_store=True)
    return response


def _changeable(request, pk) -> Consent:
    if not may_change(request.user):
        raise PermissionDenied
    return get_object_or_404(Consent, pk=pk)


def _crumbs(label) -> list[dict]:
    return [{"url": reverse("consent:ledger"), "label": _("Consents")}, {"url": "", "label": label}]
