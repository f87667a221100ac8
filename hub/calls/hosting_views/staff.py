"""Reports of sessions in the admin. What tells of people in them is covered until somebody opens it, and that is in the log."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from hub.calls import hosting_reading, letters
from hub.calls.enums import TO_WRITE, ReportState
from hub.calls.hosting import settling
from hub.calls.hosting_forms import AskForm, DoForm, ReportsForm
from hub.calls.models import Report
from hub.calls.review import rights
from hub.core import languages

PAGE_SIZE = 50


def for_who_runs_calls(view):
    @never_cache
    def guarded(request, *args, **kwargs):
        if not rights.may_run(request.user):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return guarded


@for_who_runs_calls
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """By the day on which they are due."""
    form = ReportsForm(request.GET)
    found = Report.objects.select_related("hosting__application__round").defer("answers", "asked")
    found = found.exclude(hosting__application__in=rights.too_close(request.user))
    if form.is_valid() and form.cleaned_data["state"]:
        found = found.filter(state=form.cleaned_data["state"])
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {"form": form, "reports": shown, "elided_page_range": shown.paginator.get_elided_page_range(shown.number)}
    return _page(request, "calls/hosting/staff_reports.html", _("Session reports"), **context)


@for_who_runs_calls
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk) -> HttpResponse:
    held = get_object_or_404(Report.objects.select_related("hosting__application__round", "story"), pk=pk)
    if not rights.may_handle(request.user, held.hosting.application):
        return permission_denied(request)
    ask, is_open = AskForm(), False
    if request.method == "POST":
        do = DoForm(request.POST)
        step = do.cleaned_data["do"] if do.is_valid() else ""
        if step == "open":
            settling.note_opened(report=held, user=request.user)
            is_open = True
        elif step == "ask":
            ask = AskForm(request.POST)
        if step in DONE and (step != "ask" or ask.is_valid()):
            return _settled(request, held, step, ask)
    return _shown(request, held, ask, is_open=is_open)


DONE = {
    "ask": (settling.ask, gettext_lazy("The host is asked.")),
    "accept": (settling.accept, gettext_lazy("The report is accepted.")),
    "skip": (settling.skip, gettext_lazy("Nobody waits for this report any more.")),
}
NEWS = ("ask", "accept")  # a letter says that there is some


def _settled(request, held, step, ask) -> HttpResponse:
    function, sentence = DONE[step]
    try:
        function(report=held, user=request.user, **(ask.cleaned_data if step == "ask" else {}))
    except settling.SettledError:
        messages.warning(request, _("Somebody changed this report meanwhile. This is how it stands now."))
    else:
        messages.success(request, sentence)
        if step in NEWS:
            letters.tell(held.hosting.application, key=f"report:{step}:{timezone.now():%Y%m%d%H%M%S}")
    return redirect("call_reports:report", held.pk)


def _shown(request, held, ask, *, is_open) -> HttpResponse:
    application = held.hosting.application
    sent = held.state not in (ReportState.DUE, ReportState.DRAFT)  # what is still being written is nobody's but hers
    found = hosting_reading.answers(application, held, languages.current()) if sent else []
    context = {
        "report": held,
        "application": application,
        "answers": [(each, is_open or not each.question.is_identifying) for each in found],
        "is_open": is_open,
        "name": application.contact.get("name", "") if is_open else "",
        "ask": ask,
        "may_ask": held.state == ReportState.SENT,
        "may_skip": held.state in (*TO_WRITE, ReportState.SENT),
    }
    return _page(request, "calls/hosting/staff_report.html", application.reference, **context)


def _page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if "report" in context:
        crumbs.append({"url": reverse("call_reports:reports"), "label": _("Session reports")})
    crumbs.append({"url": "", "label": title})
    titles = {"page_title": title, "header_title": title, "header_icon": "doc-full", "breadcrumbs_items": crumbs}
    return TemplateResponse(request, template, {**titles, **context})
