"""What every page of an application has."""

from django.http import HttpRequest

from hub.calls.apply_reading import Draft
from hub.calls.apply_views.holding import PLACE
from hub.calls.models import Application


def about(request: HttpRequest, application: Application, *, draft: Draft | None = None) -> dict:
    return {"application": application, "draft": draft or Draft(application), "mark": PLACE.mark_of(application)}


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
