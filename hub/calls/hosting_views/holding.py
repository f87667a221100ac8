"""Who is on the pages of a hosting."""

from functools import wraps

from django.shortcuts import redirect

from hub.calls.apply_views.holding import PLACE, application_page
from hub.calls.hosting import sessions
from hub.calls.models import Application


def hosting_page(*methods: str):
    """A page for somebody who was chosen and has said yes: the view is given her application after the request."""

    def decorate(view):
        @application_page(*methods)
        @wraps(view)
        def shown(request, application, *args, **kwargs):
            if not sessions.hosts(application):
                return redirect("apply_state")
            try:
                return view(request, application, *args, **kwargs)
            except (sessions.NotHostingError, Application.DoesNotExist):  # it was taken back meanwhile
                return redirect("apply_state")

        return shown

    return decorate


def about(application) -> dict:
    """What every page of a hosting has."""
    return {"application": application, "mark": PLACE.mark_of(application)}
