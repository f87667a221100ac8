"""What groups told us of their runs, before those who decide whether it counts."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from hub.activities import runs
from hub.activities.enums import RunState
from hub.activities.forms import RunsFilterForm, RunStatesForm
from hub.activities.models import ActivityPage, Run

PAGE_SIZE = 50
MAY_COUNT = "activities.change_run"


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_COUNT):
        return permission_denied(request)
    state, number = RunsFilterForm(request.GET).chosen()
    found = Run.objects.filter(state=state).order_by("pk").select_related("handled_by")
    shown = Paginator(found, PAGE_SIZE).get_page(number)
    title = capfirst(Run._meta.verbose_name_plural)
    context = {
        "form": RunsFilterForm({"state": state}),
        "runs": shown,
        "entries": _with_titles(list(shown)),
        "next_states": [(other.value, _button(state, other)) for other in RunState if other != state],
        "elided_page_range": shown.paginator.get_elided_page_range(shown.number),
        "page_title": title,
        "header_title": title,
        "header_icon": "check",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, "activities/runs.html", context)


@require_POST
def set_state(request: HttpRequest) -> HttpResponse:
    """Says what becomes of the runs that were ticked, and goes back to the list as it was filtered."""
    if not request.user.has_perm(MAY_COUNT):
        return permission_denied(request)
    form = RunStatesForm(request.POST)
    if form.is_valid():
        state = RunState(form.cleaned_data["state"])
        found = list(Run.objects.filter(pk__in=form.cleaned_data["run"]).exclude(state=state))
        for run in found:
            runs.handle(run=run, state=state, user=request.user)
        done = ngettext("%(n)s run: %(state)s", "%(n)s runs: %(state)s", len(found))
        messages.success(request, done % {"n": len(found), "state": state.label})
    else:
        messages.error(request, _("Nothing was ticked."))
    query = request.GET.urlencode()
    return redirect(reverse("runs") + (f"?{query}" if query else ""))


def _with_titles(shown: list[Run]) -> list[tuple[Run, ActivityPage | None]]:
    pages = ActivityPage.objects.filter(uid__in={run.uid for run in shown}, alias_of__isnull=True).select_related(
        "locale"
    )
    by_place = {(page.uid, page.locale.language_code): page for page in pages}
    by_uid = {page.uid: page for page in pages}
    return [(run, by_place.get((run.uid, run.language)) or by_uid.get(run.uid)) for run in shown]


def _button(state: str, other: RunState) -> str:
    if other == RunState.COUNTED:
        return _("Count it")
    return _("Undo") if other == RunState.NEW else _("Set aside")


urlpatterns = [
    path("runs/", listed, name="runs"),
    path("runs/state/", set_state, name="runs_state"),
]
