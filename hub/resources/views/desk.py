"""What readers told us of resources, before those who look after the directory."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from hub.resources import reporting, suggesting
from hub.resources.enums import Handling
from hub.resources.forms import FilterForm, StateForm
from hub.resources.models import DeadLink, Suggestion
from hub.resources.waiting import MAY_LINKS, MAY_SUGGESTIONS

PAGE_SIZE = 50


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_SUGGESTIONS):
        return permission_denied(request)
    found = Suggestion.objects.select_related("handled_by", "page").order_by("pk")
    return _list(request, found, "resources/admin/suggestions.html")


@require_safe
def dead_links(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_LINKS):
        return permission_denied(request)
    found = DeadLink.objects.select_related("handled_by", "page__locale").order_by("page_id", "pk")
    return _list(request, found, "resources/admin/dead_links.html")


def _list(request, found, template) -> HttpResponse:
    state, number = FilterForm(request.GET).chosen()
    shown = Paginator(found.filter(state=state), PAGE_SIZE).get_page(number)
    title = capfirst(found.model._meta.verbose_name_plural)
    context = {
        "form": FilterForm({"state": state}),
        "shown": shown,
        "state": state,
        "elided_page_range": shown.paginator.get_elided_page_range(shown.number),
        "page_title": title,
        "header_title": title,
        "header_icon": "link",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, template, context)


@require_POST
def suggestion_state(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Makes a draft of a suggestion and opens it, or sets the suggestion aside, or puts it back."""
    if not request.user.has_perm(MAY_SUGGESTIONS):
        return permission_denied(request)
    suggestion = get_object_or_404(Suggestion, pk=suggestion_id)
    form = StateForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["state"]))
        return _back(request, "resource_suggestions")
    try:
        return _decided(request, suggestion, form.cleaned_data["state"])
    except suggesting.HandledError:
        messages.warning(request, _("Somebody has decided on this meanwhile."))
    except suggesting.NoPlaceError:
        messages.error(request, _("You may not add resources. Please ask an editor."))
    return _back(request, "resource_suggestions")


def _decided(request, suggestion, state) -> HttpResponse:
    if state == Handling.DONE:
        page = suggesting.accept(suggestion=suggestion, user=request.user)
        messages.success(request, _("This is the draft. Write a summary in our own words, then publish it."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if state == Handling.SET_ASIDE:
        suggesting.set_aside(suggestion=suggestion, user=request.user)
        messages.success(request, _("Set aside."))
    else:
        suggesting.take_up(suggestion=suggestion)
        messages.success(request, _("It waits again."))
    return _back(request, "resource_suggestions")


@require_POST
def dead_link_state(request: HttpRequest, dead_link_id: int) -> HttpResponse:
    if not request.user.has_perm(MAY_LINKS):
        return permission_denied(request)
    report = get_object_or_404(DeadLink.objects.select_related("page"), pk=dead_link_id)
    form = StateForm(request.POST)
    if form.is_valid():
        state = Handling(form.cleaned_data["state"])
        reporting.handle(report=report, state=state, user=request.user)
        messages.success(request, state.label)
    else:
        messages.error(request, " ".join(form.errors["state"]))
    return _back(request, "resource_dead_links")


def _back(request, name) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(reverse(name) + (f"?{query}" if query else ""))


urlpatterns = [
    path("suggestions/", suggestions, name="resource_suggestions"),
    path("suggestions/<int:suggestion_id>/", suggestion_state, name="resource_suggestion_state"),
    path("dead-links/", dead_links, name="resource_dead_links"),
    path("dead-links/<int:dead_link_id>/", dead_link_state, name="resource_dead_link_state"),
]
