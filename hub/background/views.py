"""What superusers see of the background work: numbers and names of tasks, no arguments."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django_tasks import TaskResultStatus
from wagtail.admin.auth import permission_denied

from hub.background import rows, running, services
from hub.background.enums import FAILED, TaskState
from hub.background.forms import TryAgainForm
from hub.background.models import Worker

TITLE = _("Background work")
ICON = "tasks"
STATES = {
    TaskResultStatus.RUNNING: TaskState.RUNNING,
    TaskResultStatus.FAILED: TaskState.GIVEN_UP,
    TaskResultStatus.SUCCESSFUL: TaskState.DONE,
}


@dataclass
class Line:
    """Tasks of one name in one state. `error_path`: the class of their last error, empty without one."""

    task_path: str
    state: TaskState
    error_path: str
    number: int
    since: dt.datetime

    @property
    def task(self) -> str:
        return self.task_path.removeprefix("hub.")

    @property
    def error(self) -> str:
        return self.error_path.rpartition(".")[2]

    @property
    def can_be_tried(self) -> bool:
        return self.state in FAILED


def lines() -> list[Line]:
    """One query, however many tasks there are."""
    return [
        Line(row["task_path"], _state(row), row["exception_class_path"], row["number"], row["since"])
        for row in rows.counted()
    ]


def _state(row: dict) -> TaskState:
    if row["status"] == TaskResultStatus.READY:
        return TaskState.AGAIN if row["exception_class_path"] else TaskState.WAITING
    return STATES[row["status"]]


@require_http_methods(["GET", "POST"])
def background_work(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        return permission_denied(request)
    if request.method == "POST":
        _try_again(request)
        return redirect("background_work")
    context = {
        "lines": lines(),
        "is_alive": Worker.objects.alive().exists(),
        "last": Worker.objects.order_by("-seen_at").first(),
        "page_title": TITLE,
        "header_icon": ICON,
        "breadcrumbs_items": [{"url": "", "label": TITLE}],
    }
    return render(request, "background/background_work.html", context)


def _try_again(request: HttpRequest) -> None:
    form = TryAgainForm(request.POST)
    if form.is_valid():
        services.try_again(task_path=form.cleaned_data["task"], error=form.cleaned_data["error"])
        running.without_worker()
        messages.success(request, _("It is tried again."))
    else:
        messages.warning(request, _("There is nothing to try again."))
